import type { Flow } from "../../model/flow.ts";
import { titleOf } from "../plan/figure-title.ts";
import { planOf } from "../plan/plan-of.ts";
import { isContent, labelOf, type MessageRow, type Plan, participantsOf, type Row, wordsOf } from "../plan/row.ts";
import { isFreeWord, Names } from "./names.ts";
import { groupName, guarded, linesOfWords, type TextOptions, textRows } from "./text-rows.ts";

/**
 * The flow for mscgen. It has neither groups nor fragments nor bars: groups stand in the heads, fragments between rules, and `notice`
 * is told of what is left out.
 */
export function writeMscgen(flow: Flow, { notice, ...options }: TextOptions = {}): string {
  const plan = planOf(flow, options);
  const names = new Names(plan.columns, isMscgenName);
  const heads = plan.columns.map(({ participant, head, groups }) => {
    const said = [head, ...(groups.length === 0 ? [] : [`(${groupName(groups)})`])];
    const lines = said.flatMap((text) => linesOfWords(text, HEAD_LINE));
    return `  ${names.of(participant)} [label="${lines.map(escapeMscgen).join("\\n")}"]`;
  });
  const open: string[] = [];
  const arcs: string[] = [];
  for (const { row } of textRows(plan)) {
    if (row.kind === "open") open.push(row.operator);
    arcs.push(`  ${arcOf(row, names, open)};`);
    if (row.kind === "close") open.pop();
  }
  for (const note of plan.footnotes) arcs.push(`  ${between(names.ends([]), "note")} [label="${escapeMscgen(labelOf(note))}"];`);
  for (const sentence of leftOut(plan)) notice?.(sentence);
  const lines = [...(heads.length === 0 ? [] : [`${heads.join(",\n")};`]), ...arcs];
  return `# ${titleOf(flow)}\nmsc {\n  hscale="${hscaleOf(plan)}", wordwraparcs="1";\n${lines.join("\n")}\n}\n`;
}

/** Characters of a line in a head, which mscgen would let run into the next one. */
const HEAD_LINE = 16;

/** mscgen makes every chart equally wide; a lifeline needs 120 of its 600 pixels. */
function hscaleOf({ columns }: Plan): string {
  return Math.max(1, columns.length / 5).toFixed(1);
}

function* leftOut({ columns, rows, events }: Plan): Generator<string> {
  if (columns.some(({ groups }) => groups.length > 0)) yield "mscgen has no boxes around participants: groups stand in the heads";
  if (rows.some(({ kind }) => kind === "open")) yield "mscgen has no fragments: they stand between rules";
  const all = [...events.values()];
  if (all.some(({ starts }) => starts.length > 0)) yield "mscgen has no bars on lifelines: activations are left out";
  if (all.some(({ creates, ends }) => creates.length + ends.length > 0))
    yield "all lifelines of mscgen reach from top to bottom: where they begin and end is left out";
}

/** @param open operators of the fragments it stands in, the innermost last */
function arcOf(row: Row, names: Names, open: readonly string[]): string {
  const text = isContent(row) ? wordsOf(row) : "";
  const box = (shape: string) => `${between(names.ends(participantsOf(row)), shape)} [label="${escapeMscgen(text)}"]`;
  const rule = (said: string) => `--- [label="${escapeMscgen(said)}"]`;
  const [from, to] = "from" in row ? [names.of(row.from), names.of(row.to)] : ["", ""];
  switch (row.kind) {
    case "message":
      return `${from} ${row.lost ? "-x" : ARROWS[row.role]} ${to} [label="${escapeMscgen(text)}"]`;
    case "exchange":
      return row.from === row.to ? box("box") : `${from} <=> ${to} [label="${escapeMscgen(text)}"]`;
    case "condition":
      return box("abox");
    case "action":
      return box("box");
    case "reference":
      return box("rbox");
    case "timer":
    case "note":
      return box("note");
    case "open":
      return rule(guarded(row.operator, row.guard));
    case "operand":
      return rule(guarded(row.operator === "par" ? "and" : "else", row.guard));
    case "close":
      return rule(`end of ${open.at(-1) ?? "fragment"}`);
  }
}

function between([first, last]: readonly [string, string], shape: string): string {
  return `${first} ${shape} ${last}`;
}

/** mscgen calls its arrows by their heads: a filled one with a solid or dotted line, and an open one. */
const ARROWS: { readonly [role in MessageRow["role"]]: string } = { request: "=>", reply: ">>", ack: "=>", "one-way": "->" };

/** `\n` would be a line break, and there is no way to say that it is none. */
function escapeMscgen(text: string): string {
  return text
    .replace(/\\(?=n)/gu, "\\ ")
    .replace(/\\$/u, "\\ ")
    .replaceAll('"', '\\"');
}

const KEYWORDS = new Set(
  "msc hscale width arcgradient wordwraparcs abox box rbox note label url id idurl linecolour linecolor textcolour textcolor textbgcolour textbgcolor arclinecolour arclinecolor arctextcolour arctextcolor arctextbgcolour arctextbgcolor arcskip x".split(
    " ",
  ),
);

function isMscgenName(id: string): boolean {
  return isFreeWord(id, KEYWORDS);
}
