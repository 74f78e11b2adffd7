import type { Flow } from "../../model/flow.ts";
import { cellsIn } from "../measure/cells.ts";
import { balanceText } from "../measure/wrap-text.ts";
import { titleOf } from "../plan/figure-title.ts";
import { planOf } from "../plan/plan-of.ts";
import { type Column, createdIn, isContent, labelOf, type MessageRow, participantsOf, type Row, wordsOf } from "../plan/row.ts";
import { Names } from "./names.ts";
import { guarded, type TextOptions, textRows } from "./text-rows.ts";

/** The flow as a signalling chart for Msc-generator: groups nest, fragments are boxes, lifelines are shown and hidden. */
export function writeMscGenerator(flow: Flow, { notice, ...options }: TextOptions = {}): string {
  const plan = planOf(flow, options);
  // Ids may not be names: what is a keyword depends on the program's version.
  const names = new Names(plan.columns, () => false);
  const created = createdIn(plan);
  const out = [`# ${titleOf(flow)}`, "hscale=auto;", "numbering=no;"];
  if (plan.columns.length > 0) out.push(`${headLines(plan.columns, names, created).join(",\n")};`);
  for (const { row, events, depth } of textRows(plan, "after notes")) {
    if (row.kind === "message" && row.lost && row.from === row.to)
      notice?.(`that ${labelOf(row)} is lost is left out: it has one entity at both ends`);
    const lines = [
      ...events.creates.map((one) => `show ${names.of(one)};`),
      ...linesOf(row, names),
      ...events.starts.map((one) => `activate ${names.of(one)};`),
      ...events.stops.map((one) => `deactivate ${names.of(one)};`),
      ...events.ends.map((one) => `hide ${names.of(one)};`),
    ];
    for (const line of lines) out.push("  ".repeat(depth) + line);
  }
  for (const note of plan.footnotes) out.push(`${names.ends([]).join("..")} ${labelled(labelOf(note))};`);
  return `${out.join("\n")}\n`;
}

/** The entities, in the groups around them. */
function headLines(columns: readonly Column[], names: Names, created: ReadonlySet<string>, depth = 0): readonly string[] {
  const lines: string[] = [];
  const indent = "  ".repeat(depth);
  for (let at = 0; at < columns.length; ) {
    const column = columns[at];
    const group = column?.groups[depth];
    if (column === undefined) break;
    if (group === undefined) {
      const shown = created.has(column.participant) ? ", show=no" : "";
      lines.push(`${indent}${names.of(column.participant)} [label="${escapeMscGenerator(column.head)}"${shown}]`);
      at += 1;
      continue;
    }
    let end = at + 1;
    while (columns[end]?.groups[depth]?.id === group.id) end += 1;
    const inner = headLines(columns.slice(at, end), names, created, depth + 1);
    lines.push(
      `${indent}g${depth}_${names.of(column.participant)} [label="${escapeMscGenerator(group.name)}"] {\n${inner.join(",\n")};\n${indent}}`,
    );
    at = end;
  }
  return lines;
}

function linesOf(row: Row, names: Names): readonly string[] {
  const text = labelled(isContent(row) ? wordsOf(row) : "");
  /** @param lines how its border is drawn */
  const box = (lines: string) => `${names.ends(participantsOf(row)).join(lines)} ${text};`;
  const [from, to] = "from" in row ? [names.of(row.from), names.of(row.to)] : ["", ""];
  switch (row.kind) {
    case "message":
      return [`${from}${ARROWS[row.role]}${row.lost && from !== to ? "*" : ""}${to} ${text};`];
    case "exchange":
      return [row.from === row.to ? box("--") : `${from}<->${to} ${text};`];
    case "condition":
      return [box("==")];
    case "action":
    case "reference":
      return [box("--")];
    case "timer":
    case "note":
      return [box("..")];
    case "open":
      return [`${names.ends(row.participants).join("--")} ${labelled(guarded(row.operator, row.guard))} {`];
    case "operand":
      return [`} ++ ${labelled(guarded(row.operator === "par" ? "and" : "else", row.guard))} {`];
    case "close":
      return ["};"];
  }
}

const ARROWS: { readonly [role in MessageRow["role"]]: string } = { request: "->", reply: ">>", ack: "->", "one-way": "=>" };

/** Characters of a line: with `hscale=auto`, a longer one would push lifelines apart. */
const LINE = 42;

function labelled(text: string): string {
  return `[label="${balanceText(text, LINE, cellsIn).lines.map(escapeMscGenerator).join("\\n")}"]`;
}

/** Its own signs in labels have a backslash before them. */
function escapeMscGenerator(text: string): string {
  return text
    .replaceAll("$", "\u0000")
    .replace(/[\\"#;{}[\]]/gu, (sign) => `\\${sign}`)
    .replaceAll("\u0000", "\\$0024");
}
