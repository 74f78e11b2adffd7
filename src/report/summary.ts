import type { Diagnostic, Severity } from "../model/diagnostic.ts";
import { type Paint, paint, plain } from "./paint.ts";
import { byFile, groupBy } from "./spot.ts";

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
  const found = byFile(diagnostics);
  const byRule = groupBy(diagnostics, ({ rule }) => rule);
  const files = looked.map(({ file, flows, steps }) => ({ file, ...countsOf(found.get(file) ?? []), flows, steps }));
  const rules = [...byRule].map(([rule, found]) => ({ rule, ...countsOf(found) }));
  const sum = (field: "flows" | "steps") => looked.reduce((total, each) => total + each[field], 0);
  return {
    files,
    rules: rules.sort((a, b) => b.errors - a.errors || b.warnings - a.warnings || b.infos - a.infos || (a.rule < b.rule ? -1 : 1)),
    total: { files: files.length, ...countsOf(diagnostics), flows: sum("flows"), steps: sum("steps") },
  };
}

function countsOf(diagnostics: readonly Diagnostic[]): Counts {
  const count = (severity: Severity) => diagnostics.filter((one) => one.severity === severity).length;
  return { errors: count("error"), warnings: count("warning"), infos: count("info") };
}

/** For a program: `{ "files": […], "rules": […], "total": {…} }`. */
export function writeJsonSummary(diagnostics: readonly Diagnostic[], looked: readonly Looked[]): string {
  return JSON.stringify(summaryOf(diagnostics, looked), null, 2);
}

/** For a person: one line for each file, then one for each rule that has found something, the worst first. */
export function writeSummary(
  diagnostics: readonly Diagnostic[],
  looked: readonly Looked[],
  { colour }: { readonly colour: boolean },
): string {
  const style = colour ? paint : plain;
  const { files, rules, total } = summaryOf(diagnostics, looked);
  const all = { ...total, file: `${total.files} files` };
  const byFile = printTable(
    [...countNames, "flows", "steps"],
    "file",
    (files.length === 1 ? files : [...files, all]).map((row) => ({ name: row.file, numbers: [...countsIn(row), row.flows, row.steps] })),
    style,
  );
  if (rules.length === 0) return byFile;
  const rows = rules.map((row) => ({ name: row.rule, numbers: countsIn(row) }));
  return [byFile, printTable(countNames, "rule", rows, style)].join("\n\n");
}

const countNames = ["errors", "warnings", "infos"] as const;
const colours = { errors: "red", warnings: "yellow", infos: "blue" } as const satisfies Record<keyof Counts, string>;

function countsIn(counts: Counts): readonly number[] {
  return countNames.map((name) => counts[name]);
}

/** Numbers first: a path may be long. */
function printTable(
  heads: readonly string[],
  last: string,
  rows: readonly { readonly name: string; readonly numbers: readonly number[] }[],
  style: Paint,
): string {
  const lines = rows.map(({ name, numbers }) => {
    const cells = numbers.map((number, at) => {
      const head = heads[at] ?? "";
      const colour = countNames.find((each) => each === head);
      return number > 0 && colour !== undefined
        ? style(colours[colour], String(number).padStart(head.length))
        : String(number).padStart(head.length);
    });
    return [...cells, name].join("  ");
  });
  return [style("dim", [...heads, last].join("  ")), ...lines].join("\n");
}
