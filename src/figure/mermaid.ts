import type { Flow } from "../model/flow.ts";
import { titleOf } from "./figure-title.ts";
import { escapeMermaid, mermaidIds } from "./mermaid-text.ts";
import { type PlanOptions, planOf } from "./plan-of.ts";
import { type Column, labelOf, type MessageRow, participantsOf, type Row, timerWords } from "./row.ts";

/** The flow as a Mermaid sequence diagram. Numbers are part of the texts: Mermaid's own cannot be `4a`, nor leave one out. */
export function writeMermaid(flow: Flow, options: PlanOptions = {}): string {
  const { columns, rows, footnotes } = planOf(flow, options);
  const names = new Names(columns);
  const out = [`  accTitle: ${escapeMermaid(titleOf(flow))}\n`];
  for (const line of participantLines(columns, names)) out.push(`  ${line}\n`);
  let indent = "  ";
  for (const row of rows) {
    if (row.kind === "close") indent = indent.slice(2);
    const at = row.kind === "operand" ? indent.slice(2) : indent;
    for (const line of linesOf(row, names)) out.push(`${at}${line}\n`);
    if (row.kind === "open") indent += "  ";
  }
  for (const note of footnotes) out.push(`  Note over ${names.across([])}: ${escapeMermaid(labelOf(note))}\n`);
  return `sequenceDiagram\n${out.join("")}`;
}

/** What the participants are called in the text. */
class Names {
  readonly #names: readonly string[];
  readonly #at: ReadonlyMap<string, number>;

  constructor(columns: readonly Column[]) {
    const ids = columns.map(({ participant }) => participant);
    const names = mermaidIds(ids);
    this.#names = ids.map((id) => names.get(id) ?? id);
    this.#at = new Map(ids.map((id, at) => [id, at]));
  }

  of(participant: string): string {
    return this.#names[this.#at.get(participant) ?? -1] ?? participant;
  }

  /** From the leftmost to the rightmost; over all where none is named. */
  across(participants: readonly string[]): string {
    const all = participants.length === 0 ? [0, this.#names.length - 1] : participants.map((id) => this.#at.get(id) ?? 0);
    const first = this.#names[Math.min(...all)];
    const last = this.#names[Math.max(...all)];
    return first === last ? `${first}` : `${first},${last}`;
  }
}

/** Boxes do not nest in Mermaid: a box names all groups around its participants. */
function participantLines(columns: readonly Column[], names: Names): readonly string[] {
  const lines: string[] = [];
  let group = "";
  for (const { participant, head, groups } of columns) {
    const next = groups.map(({ name }) => name).join(" / ");
    if (next !== group && group !== "") lines.push("end");
    if (next !== group && next !== "") lines.push(`box transparent ${escapeMermaid(next)}`);
    group = next;
    lines.push(`${group === "" ? "" : "  "}participant ${names.of(participant)} as ${escapeMermaid(head)}`);
  }
  return group === "" ? lines : [...lines, "end"];
}

function linesOf(row: Row, names: Names): readonly string[] {
  const over = `Note over ${names.across(participantsOf(row))}: `;
  switch (row.kind) {
    case "message":
      return [`${names.of(row.from)}${ARROWS[row.role]}${names.of(row.to)}: ${escapeMermaid(labelOf(row))}`];
    case "exchange":
      if (row.from === row.to) return [over + escapeMermaid(labelOf(row))];
      return [`${names.of(row.from)}<<->>${names.of(row.to)}: ${escapeMermaid(labelOf(row))}`];
    case "condition":
    case "action":
    case "note":
      return [over + escapeMermaid(labelOf(row))];
    case "reference":
      return [over + escapeMermaid(labelOf({ ...row, text: `ref: ${row.text}` }))];
    case "timer":
      return [over + escapeMermaid(timerWords(row))];
    case "open":
      return [`${row.operator} ${escapeMermaid(row.guard)}`];
    case "operand":
      if (row.operator === "alt") return [`else ${escapeMermaid(row.guard)}`];
      if (row.operator === "par") return [`and ${escapeMermaid(row.guard)}`];
      // Only in a wrong flow: opt and loop have one operand.
      return ["end", `${row.operator} ${escapeMermaid(row.guard)}`];
    case "close":
      return ["end"];
  }
}

const ARROWS: { readonly [role in MessageRow["role"]]: string } = { request: "->>", reply: "-->>", ack: "->>", "one-way": "-)" };
