import type { Flow } from "../../model/flow.ts";
import { titleOf } from "../plan/figure-title.ts";
import { planOf } from "../plan/plan-of.ts";
import { type Column, isContent, labelOf, type MessageRow, participantsOf, type Row, wordsOf } from "../plan/row.ts";
import { Names } from "./names.ts";
import { escapePlantUml, isPlantUmlName } from "./plantuml-text.ts";
import { boxesOf, linesOfWords, type TextOptions, textRows } from "./text-rows.ts";

/** Black and white. Lines are broken here: PlantUML, told to, breaks them after any sign, within UE-1 and 24~32. */
const LOOK = ["skinparam monochrome true", "skinparam shadowing false"];

/** Characters of a line of a message, and of a text in a box, so that neither makes the diagram wider than a page. */
const MESSAGE_LINE = 32;
const BOX_LINE = 64;

/** The flow as a PlantUML sequence diagram. Numbers are part of the texts, as `autonumber` can neither say `4a` nor leave one out. */
export function writePlantUml(flow: Flow, { notice, ...options }: TextOptions = {}): string {
  const plan = planOf(flow, options);
  const names = new Names(plan.columns, isPlantUmlName);
  const out = ["@startuml", ...LOOK, `title ${inLines(titleOf(flow), BOX_LINE)}`, ...participantLines(plan.columns, names)];
  for (const { row, events, depth } of textRows(plan)) {
    const lines = [
      ...events.creates.map((one) => `create ${names.of(one)}`),
      ...linesOf(row, names),
      ...events.starts.map((one) => `activate ${names.of(one)}`),
      ...events.stops.map((one) => `deactivate ${names.of(one)}`),
      ...events.ends.flatMap((one) => (row.kind === "message" ? [`destroy ${names.of(one)}`] : [])),
    ];
    if (row.kind !== "message")
      for (const one of events.ends) notice?.(`the end of the lifeline of ${names.of(one)} is left out: only a message can end one`);
    for (const line of lines) out.push("  ".repeat(depth) + line);
  }
  for (const note of plan.footnotes) out.push(`note over ${names.across([], ", ")} : ${inLines(labelOf(note), BOX_LINE)}`);
  return `${out.join("\n")}\n@enduml\n`;
}

function participantLines(columns: readonly Column[], names: Names): readonly string[] {
  return boxesOf(columns).flatMap(({ name, columns: inside }) => {
    const lines = inside.map(({ participant, head }) => `participant "${escapePlantUml(head)}" as ${names.of(participant)}`);
    return name === "" ? lines : [`box "${escapePlantUml(name)}" #White`, ...lines.map((line) => `  ${line}`), "end box"];
  });
}

function linesOf(row: Row, names: Names): readonly string[] {
  const width = row.kind === "message" || row.kind === "exchange" ? MESSAGE_LINE : BOX_LINE;
  // PlantUML has a shape for a reference, which says what it is.
  const text = isContent(row) ? inLines(row.kind === "reference" ? labelOf(row) : wordsOf(row), width) : "";
  const over = `over ${names.across(participantsOf(row), ", ")} : ${text}`;
  switch (row.kind) {
    case "message":
      return [`${names.of(row.from)} ${ARROWS[row.role]}${row.lost ? "x" : ""} ${names.of(row.to)} : ${text}`];
    case "exchange":
      return row.from === row.to ? [`rnote ${over}`] : [`${names.of(row.from)} <-> ${names.of(row.to)} : ${text}`];
    case "condition":
      return [`hnote ${over}`];
    case "action":
      return [`rnote ${over}`];
    case "note":
    case "timer":
      return [`note ${over}`];
    case "reference":
      return [`ref ${over}`];
    case "open":
      return [bordered(row.operator, row.guard)];
    case "operand":
      // Only a wrong flow has an opt or a loop of two operands; PlantUML takes any.
      return [bordered("else", row.guard)];
    case "close":
      return ["end"];
  }
}

function inLines(text: string, width: number): string {
  return linesOfWords(text, width).map(escapePlantUml).join("\\n");
}

function bordered(word: string, guard: string): string {
  return guard === "" ? word : `${word} ${escapePlantUml(guard)}`;
}

const ARROWS: { readonly [role in MessageRow["role"]]: string } = { request: "->", reply: "-->", ack: "->", "one-way": "->>" };
