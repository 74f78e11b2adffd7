import type { Difference } from "../../trace/index.ts";

/** So many lines of a message tell what it is about. */
const TOLD = 8;

/** The first event or outcome of a trace that is not as it is now, with what is not the same in it. */
export function printDifference({ kind, line, step, fields, expected, actual }: Difference, file: string): readonly string[] {
  const what = `${kind}${kind === "event" ? ` ${line - 1}` : ""}${step === null ? "" : `, step ${step}`}`;
  if (expected === null) return [`${file}:${line}: ${what} is new: the trace has ended here`];
  if (actual === null) return [`${file}:${line}: ${what} does not happen any more`];
  const [was, is] = [fieldsIn(expected), fieldsIn(actual)];
  return [`${file}:${line}: ${what} is the first that differs`, ...fields.flatMap((field) => printField(field, was[field], is[field]))];
}

function fieldsIn(line: string): Readonly<Record<string, unknown>> {
  return JSON.parse(line) as Record<string, unknown>;
}

/** A value beside the other; of SIP messages the lines alone that one has and the other has not. */
function printField(field: string, was: unknown, is: unknown): readonly string[] {
  const [before, now] = [linesOf(was), linesOf(is)];
  if (before === null || now === null) return rowsOf(field, [[JSON.stringify(was) ?? "-"], [JSON.stringify(is) ?? "-"]]);
  return rowsOf(field, [missingIn(now, before), missingIn(before, now)]);
}

function rowsOf(field: string, [was, is]: readonly [readonly string[], readonly string[]]): readonly string[] {
  const told = (lead: string, lines: readonly string[]) => {
    const more = lines.length - TOLD;
    return [...lines.slice(0, TOLD), ...(more > 0 ? [`and ${more} more lines`] : [])].map((line) => `    ${lead}  ${line}`);
  };
  return [`  ${field}`, ...told("trace", was), ...told("now  ", is)];
}

function linesOf(value: unknown): readonly string[] | null {
  if (typeof value !== "object" || value === null || !("raw" in value) || typeof value.raw !== "string") return null;
  return value.raw.split(/\r?\n/u).filter((line) => line !== "");
}

function missingIn(lines: readonly string[], all: readonly string[]): readonly string[] {
  const there = new Set(lines);
  return all.filter((line) => !there.has(line));
}
