import type { Flow } from "../../model/flow.ts";
import { titleOf } from "../plan/figure-title.ts";
import { planOf } from "../plan/plan-of.ts";
import { type Column, createdIn, labelOf, type MessageRow, participantsOf, type Row, wordsOf } from "../plan/row.ts";
import { escapeMermaid, isMermaidName } from "./mermaid-text.ts";
import { Names } from "./names.ts";
import { boxesOf, groupName, type TextOptions, textRows } from "./text-rows.ts";

/** The flow as a Mermaid sequence diagram. Numbers are part of the texts: Mermaid's own cannot be `4a`, nor leave one out. */
export function writeMermaid(flow: Flow, { notice, ...options }: TextOptions = {}): string {
  const plan = planOf(flow, options);
  const names = new Names(plan.columns, isMermaidName);
  const created = createdIn(plan);
  const out = [`  accTitle: ${escapeMermaid(titleOf(flow))}\n`];
  for (const line of participantLines(
    plan.columns.filter(({ participant }) => !created.has(participant)),
    names,
  ))
    out.push(`  ${line}\n`);
  for (const { participant, head, groups } of plan.columns)
    if (created.has(participant) && groups.length > 0)
      notice?.(`${head} is created below, and Mermaid draws it outside ${groupName(groups)}`);
  const headOf = (id: string) => escapeMermaid(plan.columns.find(({ participant }) => participant === id)?.head ?? id);
  for (const { row, events, depth } of textRows(plan)) {
    const lines = [
      ...events.creates.map((one) => `create participant ${names.of(one)} as ${headOf(one)}`),
      ...events.ends.flatMap((one) => (row.kind === "message" ? [`destroy ${names.of(one)}`] : [])),
      ...linesOf(row, names),
      ...events.starts.map((one) => `activate ${names.of(one)}`),
      ...events.stops.map((one) => `deactivate ${names.of(one)}`),
    ];
    if (row.kind !== "message")
      for (const one of events.ends) notice?.(`the end of the lifeline of ${names.of(one)} is left out: only a message can end one`);
    for (const line of lines) out.push(`${"  ".repeat(depth + 1)}${line}\n`);
  }
  for (const note of plan.footnotes) out.push(`  Note over ${names.across([], ",")}: ${escapeMermaid(labelOf(note))}\n`);
  return `sequenceDiagram\n${out.join("")}`;
}

function participantLines(columns: readonly Column[], names: Names): readonly string[] {
  return boxesOf(columns).flatMap(({ name, columns: inside }) => {
    const lines = inside.map(({ participant, head }) => `participant ${names.of(participant)} as ${escapeMermaid(head)}`);
    return name === "" ? lines : [`box transparent ${escapeMermaid(name)}`, ...lines.map((line) => `  ${line}`), "end"];
  });
}

function linesOf(row: Row, names: Names): readonly string[] {
  const over = `Note over ${names.across(participantsOf(row), ",")}: `;
  switch (row.kind) {
    case "message":
      return [
        `${names.of(row.from)}${row.lost ? (row.role === "reply" ? "--x" : "-x") : ARROWS[row.role]}${names.of(row.to)}: ${escapeMermaid(labelOf(row))}`,
      ];
    case "exchange":
      if (row.from === row.to) return [over + escapeMermaid(labelOf(row))];
      return [`${names.of(row.from)}<<->>${names.of(row.to)}: ${escapeMermaid(labelOf(row))}`];
    case "condition":
    case "action":
    case "note":
    case "reference":
    case "timer":
      return [over + escapeMermaid(wordsOf(row))];
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
