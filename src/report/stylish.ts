import type { Diagnostic, RelatedPlace, Severity } from "../model/diagnostic.ts";
import { cutExcerpt, type Excerpt } from "../model/excerpt.ts";
import { type Paint, paint, plain } from "./paint.ts";
import type { ReportOptions } from "./report-options.ts";
import { byFile } from "./spot.ts";
import { wrapWords } from "./wrap-words.ts";

const colours = { error: "red", warning: "yellow", info: "blue" } as const;

/** Where what is wrapped would be narrower than this behind the columns, it begins below them. */
const NARROW = 36;

/**
 * For a person: grouped by file, in columns, with the words it is about, what they should be, and the other ends.
 *
 *     flows/mcx.ts
 *       12:3  error  step 3  Unexpected step 3, expected step 2  step/no-gap
 */
export function writeStylish(
  diagnostics: readonly Diagnostic[],
  { colour, flows, width = null }: Pick<ReportOptions, "colour" | "flows" | "width">,
): string {
  const style = colour ? paint : plain;
  if (diagnostics.length === 0) return style("green", `✔ ${lookedAt(flows)}no problems`);
  const files = [...byFile(diagnostics)].map(([file, found]) => [style("underline", file), ...printAll(found, style, width)].join("\n"));
  // Whoever reads it as it comes may ask; a log cannot.
  const more = width === null ? "" : `\n${style("dim", "  flowlint --explain RULE says why, with examples")}`;
  return [...files, summaryOf(diagnostics, style) + more].join("\n\n");
}

/** Who looks for mistakes in flows and has none of them read may believe that they are right. */
function lookedAt(flows: number | undefined): string {
  if (flows === undefined) return "";
  return flows === 0 ? "no numbered flow found, " : `${flows} ${flows === 1 ? "flow" : "flows"}, `;
}

function printAll(diagnostics: readonly Diagnostic[], style: Paint, width: number | null): readonly string[] {
  const columns = { place: 0, severity: 0, step: 0 };
  for (const diagnostic of diagnostics) {
    columns.place = Math.max(columns.place, placeIn(diagnostic).length);
    columns.severity = Math.max(columns.severity, diagnostic.severity.length);
    columns.step = Math.max(columns.step, whereIn(diagnostic).length);
  }
  return diagnostics.flatMap((diagnostic) => printOne(diagnostic, columns, style, width));
}

function printOne(
  diagnostic: Diagnostic,
  columns: { place: number; severity: number; step: number },
  style: Paint,
  width: number | null,
): readonly string[] {
  const { severity, message, rule, quote, expected, related, excerpt } = diagnostic;
  const cells = [
    style("dim", placeIn(diagnostic).padStart(columns.place)),
    style(colours[severity], severity.padEnd(columns.severity)),
    ...(columns.step === 0 ? [] : [whereIn(diagnostic).padEnd(columns.step)]),
  ];
  const indent = " ".repeat(columns.place + 4);
  const before = 4 + columns.place + columns.severity + 2 + (columns.step === 0 ? 0 : columns.step + 2);
  const isNarrow = width !== null && width - before < NARROW;
  const hanging = isNarrow ? indent.length : before;
  const lines = printMessage(message, rule, width === null ? null : width - hanging, style);
  const [first = "", ...rest] = isNarrow ? [null, ...lines] : lines;
  const room = width === null ? null : width - indent.length;
  const told = (head: string, text: string) => {
    const [line = "", ...more] = wrapWords(text, room === null ? null : room - head.length - 1);
    return [`${indent}${style("dim", head)} ${line}`, ...more.map((each) => `${indent}${" ".repeat(head.length + 1)}${each}`)];
  };
  return [
    `  ${[...cells, ...(first === null ? [] : [first])].join("  ")}`.trimEnd(),
    ...rest.map((line) => " ".repeat(hanging) + line),
    ...(excerpt === undefined
      ? quote === null
        ? []
        : told("found:   ", quote)
      : marked(room === null ? excerpt : cutExcerpt(excerpt, room), style, colours[severity]).map((line) => indent + line)),
    ...(expected === null ? [] : told("expected:", expected)),
    ...related.flatMap((other) => {
      const [line = "", ...more] = wrapWords(`${otherPlace(other.place, diagnostic)}: ${other.message}`, room);
      return [line, ...more.map((each) => `  ${each}`)].map((each) => indent + style("dim", each));
    }),
  ];
}

/** The rule stands behind the message where there is room for it. */
function printMessage(message: string, rule: string, room: number | null, style: Paint): readonly string[] {
  const lines = wrapWords(message, room);
  const last = lines.at(-1) ?? "";
  const fits = room === null || last.length + 2 + rule.length <= room;
  return fits ? [...lines.slice(0, -1), `${last}  ${style("dim", rule)}`] : [...lines, style("dim", rule)];
}

/** A line of a text; of a Word file, the number of the Word paragraph. */
function placeIn({ place: { line, column }, wordParagraph }: Diagnostic): string {
  return wordParagraph === null ? `${line}:${column}` : `¶${wordParagraph}`;
}

/** Of a flow the step; of a document, whose lines nobody sees in Word, the clause too. */
function whereIn({ step, clause, excerpt }: Diagnostic): string {
  if (excerpt === undefined) return stepOf(step);
  const short = clause === null ? "" : clauseIn(clause);
  return [short, stepOf(step)].filter((part) => part !== "").join(" ");
}

/** `6.2` says what it is; `5` and `A` do not. */
function clauseIn(clause: string): string {
  if (/^\d+$/u.test(clause)) return `clause ${clause}`;
  if (/^[A-Z]$/u.test(clause)) return `annex ${clause}`;
  return clause.length > 24 ? `${clause.slice(0, 23)}…` : clause;
}

/** The sentence, and the words of it that are meant underlined. */
function marked({ text, at, length }: Excerpt, style: Paint, colour: "red" | "yellow" | "blue"): readonly string[] {
  return [text, " ".repeat(at) + style(colour, "~".repeat(Math.max(1, length)))];
}

function stepOf(step: string | null): string {
  if (step === null) return "";
  return /^(?:[A-Z]*[\d.]+[A-Za-z]*'*|[A-Z])$/u.test(step) ? `step ${step}` : `steps ${step}`;
}

/** The file only where it is another. */
function otherPlace({ file, line, column, wordParagraph = null }: RelatedPlace, { place }: Diagnostic): string {
  if (wordParagraph !== null) return file === place.file ? `¶${wordParagraph}` : `${file} ¶${wordParagraph}`;
  return file === place.file ? `${line}:${column}` : `${file}:${line}:${column}`;
}

/** "✖ 3 problems (2 errors, 1 warning)". */
function summaryOf(diagnostics: readonly Diagnostic[], style: Paint): string {
  const count = (severity: Severity) => diagnostics.filter((one) => one.severity === severity).length;
  const parts = [
    [count("error"), "error", "errors"],
    [count("warning"), "warning", "warnings"],
    [count("info"), "info", "infos"],
  ] as const;
  const told = parts.filter(([number]) => number > 0).map(([number, one, many]) => `${number} ${number === 1 ? one : many}`);
  const worst = count("error") > 0 ? "error" : count("warning") > 0 ? "warning" : "info";
  const all = diagnostics.length === 1 ? "1 problem" : `${diagnostics.length} problems`;
  return style(colours[worst], `✖ ${all} (${told.join(", ")})`);
}
