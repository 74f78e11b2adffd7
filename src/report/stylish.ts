import type { Diagnostic, Excerpt, Severity } from "../model/diagnostic.ts";
import type { Place } from "../model/place.ts";
import { type Paint, paint, plain } from "./paint.ts";

const colours = { error: "red", warning: "yellow", info: "blue" } as const;

/**
 * For a person: grouped by file, in columns, with the words it is about, what they should be, and the other ends.
 *
 *     flows/mcx.ts
 *       12:3  error  step 3  Unexpected step 3, expected step 2  step/no-gap
 */
export function writeStylish(
  diagnostics: readonly Diagnostic[],
  { colour, flows }: { readonly colour: boolean; readonly flows?: number },
): string {
  const style = colour ? paint : plain;
  if (diagnostics.length === 0) {
    const looked = flows === undefined ? "" : `${flows} ${flows === 1 ? "flow" : "flows"}, `;
    return style("green", `✔ ${looked}no problems`);
  }
  const files = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const { file } = diagnostic.place;
    const known = files.get(file);
    if (known === undefined) files.set(file, [diagnostic]);
    else known.push(diagnostic);
  }
  const groups = [...files].map(([file, found]) => [style("underline", file), ...printAll(found, style)].join("\n"));
  return [...groups, summaryOf(diagnostics, style)].join("\n\n");
}

function printAll(diagnostics: readonly Diagnostic[], style: Paint): readonly string[] {
  const columns = { place: 0, severity: 0, step: 0 };
  for (const diagnostic of diagnostics) {
    columns.place = Math.max(columns.place, placeIn(diagnostic).length);
    columns.severity = Math.max(columns.severity, diagnostic.severity.length);
    columns.step = Math.max(columns.step, whereIn(diagnostic).length);
  }
  return diagnostics.flatMap((diagnostic) => printOne(diagnostic, columns, style));
}

function printOne(diagnostic: Diagnostic, columns: { place: number; severity: number; step: number }, style: Paint): readonly string[] {
  const { place, severity, message, rule, quote, expected, related, excerpt } = diagnostic;
  const line = [
    style("dim", placeIn(diagnostic).padStart(columns.place)),
    style(colours[severity], severity.padEnd(columns.severity)),
    ...(columns.step === 0 ? [] : [whereIn(diagnostic).padEnd(columns.step)]),
    message,
    style("dim", rule),
  ].join("  ");
  const indent = " ".repeat(columns.place + 4);
  const found =
    excerpt === undefined ? quoted(quote, style) : marked(excerpt, style(colours[severity], "~".repeat(Math.max(1, excerpt.length))));
  return [
    `  ${line}`,
    ...found.map((each) => `${indent}${each}`),
    ...(expected === null ? [] : [`${indent}${style("dim", "expected:")} ${expected}`]),
    ...related.map((other) => `${indent}${style("dim", `${placeOf(other.place, place)}: ${other.message}`)}`),
  ];
}

/** A line of a text; of a Word file, the number of the Word paragraph. */
function placeIn({ place: { line, column }, wordParagraph }: Diagnostic): string {
  return wordParagraph === null ? `${line}:${column}` : `¶${wordParagraph}`;
}

/** Of a flow the step; of a document, whose lines nobody sees in Word, the clause too. */
function whereIn({ step, clause, excerpt }: Diagnostic): string {
  if (excerpt === undefined) return stepOf(step);
  const short = clause === null ? "" : clause.length > 24 ? `${clause.slice(0, 23)}…` : clause;
  return [short, stepOf(step)].filter((part) => part !== "").join(" ");
}

function quoted(quote: string | null, style: Paint): readonly string[] {
  return quote === null ? [] : [`${style("dim", "found:   ")} ${quote}`];
}

/** The sentence, and the words of it that are meant underlined. */
function marked({ text, at }: Excerpt, mark: string): readonly string[] {
  return [text, `${" ".repeat(at)}${mark}`];
}

function stepOf(step: string | null): string {
  if (step === null) return "";
  return /^[A-Z]*[\d.]+[A-Za-z]*'*$/u.test(step) ? `step ${step}` : `steps ${step}`;
}

/** The file only where it is another. */
function placeOf({ file, line, column }: Place, { file: own }: Place): string {
  return file === own ? `${line}:${column}` : `${file}:${line}:${column}`;
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
