import type { Fragment, Timer } from "../../model/element.ts";
import type { Group } from "../../model/flow.ts";
import type { Message } from "../../model/message.ts";

/** What a figure draws, from top to bottom, before anything has a place: the same for a page, a terminal and Mermaid. */
export interface Plan {
  /** The lifelines, from left to right. */
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Notes on the flow as a whole. */
  readonly footnotes: readonly NoteRow[];
  /** What befalls lifelines at a row, by its place in `rows`. */
  readonly events: ReadonlyMap<number, LifeEvents>;
}

/** Ids of participants. */
export interface LifeEvents {
  /** Their lifelines begin with the head that this message points at. */
  readonly creates: readonly string[];
  readonly ends: readonly string[];
  /** They are active from here on; a participant may be so twice at a time. */
  readonly starts: readonly string[];
  readonly stops: readonly string[];
}

export interface Column {
  readonly participant: string;
  readonly head: string;
  /** As prose calls it. */
  readonly name: string;
  /** From the outermost to the innermost. */
  readonly groups: readonly Group[];
}

export type Row = MessageRow | ConditionRow | ActionRow | ExchangeRow | ReferenceRow | TimerRow | NoteRow | OpenRow | OperandRow | CloseRow;

/** What a row with a number of its own says of itself; rows without one have an empty label and no id. */
interface Numbered {
  /** Of its group in a document: `step-3`, `step-44a`, `steps-3-5`. Unique in the plan. */
  readonly id: string | null;
  /** As printed before the text: `3.`, `F1`, `3~5.`. */
  readonly label: string;
  readonly text: string;
  /** Ids of the steps it shows. */
  readonly steps: readonly string[];
  /** Ids of the elements it shows. */
  readonly elements: readonly string[];
}

export interface MessageRow extends Numbered {
  readonly kind: "message";
  readonly role: Message["role"];
  readonly from: string;
  readonly to: string;
  /** Whether a paragraph begins here. */
  readonly begins: boolean;
  /** Whether it never arrives. */
  readonly lost: boolean;
  /** Where both ends are one lifeline because their group is: who sends to whom in it. Null in a plan that is done. */
  readonly within: readonly [from: string, to: string] | null;
}

export interface ConditionRow extends Numbered {
  readonly kind: "condition";
  /** None where it is a condition of all. */
  readonly participants: readonly string[];
}

export interface ActionRow extends Numbered {
  readonly kind: "action";
  /** One. */
  readonly participants: readonly string[];
}

export interface ExchangeRow extends Numbered {
  readonly kind: "exchange";
  readonly from: string;
  readonly to: string;
}

export interface ReferenceRow extends Numbered {
  readonly kind: "reference";
  readonly participants: readonly string[];
}

export interface TimerRow extends Numbered {
  readonly kind: "timer";
  readonly event: Timer["event"];
  /** One. */
  readonly participants: readonly string[];
}

export interface NoteRow extends Numbered {
  readonly kind: "note";
  /** Those of what it is bound to. */
  readonly participants: readonly string[];
}

/** The beginning of a fragment, with its first operand. */
export interface OpenRow {
  readonly kind: "open";
  readonly operator: Fragment["operator"];
  readonly guard: string;
  /** Those of all rows in it. */
  readonly participants: readonly string[];
}

/** The beginning of another operand. */
export interface OperandRow {
  readonly kind: "operand";
  readonly operator: Fragment["operator"];
  readonly guard: string;
}

export interface CloseRow {
  readonly kind: "close";
}

/** A row that is more than the border of a fragment. */
export type Content = Exclude<Row, OpenRow | OperandRow | CloseRow>;

export function isContent(row: Row): row is Content {
  return row.kind !== "open" && row.kind !== "operand" && row.kind !== "close";
}

/** Those whose lifelines begin with a message. */
export function createdIn({ events }: Plan): ReadonlySet<string> {
  return new Set([...events.values()].flatMap(({ creates }) => creates));
}

/** Those whose lifelines a row needs. */
export function participantsOf(row: Row): readonly string[] {
  switch (row.kind) {
    case "message":
    case "exchange":
      return [row.from, row.to];
    case "condition":
    case "action":
    case "reference":
    case "timer":
    case "note":
    case "open":
      return row.participants;
    case "operand":
    case "close":
      return [];
  }
}

/** `3. REFER`, or what there is of it. */
export function labelOf({ label, text }: { readonly label: string; readonly text: string }): string {
  return label === "" || text === "" ? label + text : `${label} ${text}`;
}

/** The same, of a row whose kind no shape shows: `4. start T1`, `5. ref: clause 5.2`. */
export function wordsOf(row: Content): string {
  switch (row.kind) {
    case "timer":
      return timerWords(row);
    case "reference":
      return labelOf({ ...row, text: `ref: ${row.text}` });
    case "message":
    case "condition":
    case "action":
    case "exchange":
    case "note":
      return labelOf(row);
  }
}

/** What a timer does, in words, where there is no hourglass to show it. */
export function timerWords(row: TimerRow): string {
  switch (row.event) {
    case "start":
      return labelOf({ ...row, text: `start ${row.text}` });
    case "stop":
      return labelOf({ ...row, text: `stop ${row.text}` });
    case "expiry":
      return labelOf({ ...row, text: `${row.text} expires` });
  }
}
