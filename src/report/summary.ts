import type { Diagnostic, Severity } from "../model/diagnostic.ts";
import { type Paint, paint, plain } from "./paint.ts";

/** A file that was looked at. */
export interface Looked {
  readonly file: string;
  readonly flows: number;
  /** Numbered steps in them. */
  readonly steps: number;
}

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

interface Summary {
  readonly files: readonly (Looked & Counts)[];
  readonly rules: readonly ({ readonly rule: string } & Counts)[];
  readonly total: Counts & { readonly files: number; readonly flows: number; readonly steps: number };
}

function summaryOf(diagnostics: readonly Diagnostic[], looked: readonly Looked[]): Summary {
  const byFile = groupBy(diagnostics, ({ place }) => place.file);
  const byRule = groupBy(diagnostics, ({ rule }) => rule);
  const files = looked.map((each) => ({ ...each, ...countsOf(byFile.get(each.file) ?? []) }));
  const rules = [...byRule].map(([rule, found]) => ({ rule, ...countsOf(found) }));
  const sum = (field: "flows" | "steps") => looked.reduce((total, each) => total + each[field], 0);
  return {
    files,
    rules: rules.sort((a, b) => b.errors - a.errors || b.warnings - a.warnings || b.infos - a.infos || (a.rule < b.rule ? -1 : 1)),
    total: { files: files.length, ...countsOf(diagnostics), flows: sum("flows"), steps: sum("steps") },
  };
}

function groupBy(diagnostics: readonly Diagnostic[], nameOf: (diagnostic: Diagnostic) => string): ReadonlyMap<string, Diagnostic[]> {
  const groups = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const group = groups.get(nameOf(diagnostic));
    if (group === undefined) groups.set(nameOf(diagnostic), [diagnostic]);
    else group.push(diagnostic);
  }
  return groups;
}

function countsOf(diagnostics: readonly Diagnostic[]): Counts {
  const count = (severity: Severity) => diagnostics.filter((one) => one.severity === severity).length;
  return { errors: count("error"), warnings: count("warning"), infos: count("info") };
}

/** For a program: `{ "files": […], "rules": […], "total": {…} }`. */
export function writeJsonSummary(diagnostics: readonly Diagnostic[], looked: readonly Looked[]): string {
  return JSON.stringify(summaryOf(diagnostics, looked), null, 2);
}

const colours = { errors: "red", warnings: "yellow", infos: "blue" } as const satisfies Record<keyof Counts, string>;
/** For a person: one line for each file, then one for each rule that has found something, the worst first. */
export function writeSummary(
  diagnostics: readonly Diagnostic[],
  looked: readonly Looked[],
  { colour }: { readonly colour: boolean },
): string {
  const style = colour ? paint : plain;
  const { files, rules, total } = summaryOf(diagnostics, looked);
  const sum = { ...total, file: `${total.files} ${total.files === 1 ? "file" : "files"}` };
  const byFile = (files.length > 1 ? [...files, sum] : files).map((row) => [
    bare(row.file),
    ...countsIn(row, style),
    bare(counted(row.flows, "flows")),
    bare(counted(row.steps, "steps")),
  ]);
  const byRule = rules.map((row) => [bare(row.rule), ...countsIn(row, style)]);
  return [byFile, byRule]
    .filter((rows) => rows.length > 0)
    .map(printCells)
    .join("\n\n");
}

/** What it is without its colours, so that columns can be aligned. */
interface Cell {
  readonly text: string;
  readonly painted: string;
}

function bare(text: string): Cell {
  return { text, painted: text };
}

function countsIn(row: Counts, style: Paint): readonly Cell[] {
  return Object.entries(colours).map(([name, colour]) => {
    const number = row[name as keyof Counts];
    const text = counted(number, name);
    return { text, painted: style(number === 0 ? "dim" : colour, text) };
  });
}

/** `1 flow `, `2 flows`: as wide, so that the numbers stand below each other. */
function counted(number: number, many: string): string {
  return `${number} ${(number === 1 ? many.slice(0, -1) : many).padEnd(many.length)}`;
}

/** The first column to the left, numbers to the right. */
function printCells(rows: readonly (readonly Cell[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.text.length ?? 0)));
  const padded = ({ text, painted }: Cell, at: number) => {
    const blanks = " ".repeat((widths[at] ?? 0) - text.length);
    return at === 0 ? painted + blanks : blanks + painted;
  };
  return rows.map((row) => row.map(padded).join("  ").trimEnd()).join("\n");
}
