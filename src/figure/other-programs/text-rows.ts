import type { DrawOptions } from "../figure-format.ts";
import { cellsIn } from "../measure/cells.ts";
import { widestWord, wrapText } from "../measure/wrap-text.ts";
import type { PlanOptions } from "../plan/plan-of.ts";
import type { Column, LifeEvents, Plan, Row } from "../plan/row.ts";

/** What the text of a program shows of a flow, and who is told what it cannot say. */
export type TextOptions = PlanOptions & Pick<DrawOptions, "notice">;

/** A row, with what befalls lifelines there. */
export interface TextRow {
  readonly row: Row;
  readonly events: LifeEvents;
  /** How many fragments it stands in; their borders stand outside. */
  readonly depth: number;
}

/** What befalls no lifeline. */
export const NOTHING: LifeEvents = { creates: [], ends: [], starts: [], stops: [] };

/**
 * The rows of a plan, for a writer of lines of text.
 *
 * @param ends where lifelines end: at the row that ends them, or after the notes on it
 */
export function* textRows({ rows, events }: Plan, ends: "at once" | "after notes" = "at once"): Generator<TextRow> {
  let depth = 0;
  let waiting: readonly string[] = [];
  for (const [at, row] of rows.entries()) {
    if (row.kind === "close") depth -= 1;
    const here = events.get(at) ?? NOTHING;
    const ended = [...waiting, ...here.ends];
    waiting = ends === "after notes" && rows[at + 1]?.kind === "note" ? ended : [];
    const now = ended.length === here.ends.length && waiting.length === 0 ? here : { ...here, ends: waiting.length > 0 ? [] : ended };
    yield { row, events: now, depth: row.kind === "operand" ? depth - 1 : depth };
    if (row.kind === "open") depth += 1;
  }
}

/** Lines of so many characters, or of as many as the longest word has. */
export function linesOfWords(text: string, width: number): readonly string[] {
  return wrapText(text, Math.max(width, widestWord(text, cellsIn, Number.POSITIVE_INFINITY)), cellsIn).lines;
}

/** Participants side by side, in one box. */
export interface TextBox {
  /** "" where they are in no group. */
  readonly name: string;
  readonly columns: readonly Column[];
}

/** The participants from left to right in their boxes: for programs whose boxes do not nest, each has the name of all groups around it. */
export function boxesOf(columns: readonly Column[]): readonly TextBox[] {
  const boxes: { readonly name: string; readonly columns: Column[] }[] = [];
  for (const column of columns) {
    const name = groupName(column.groups);
    const last = boxes.at(-1);
    if (last?.name === name) last.columns.push(column);
    else boxes.push({ name, columns: [column] });
  }
  return boxes;
}

/** `alt [it is busy]`: a fragment's operator, or what leads to another operand, and its guard. */
export function guarded(word: string, guard: string): string {
  return guard === "" ? word : `${word} [${guard}]`;
}

/** The groups around a participant, in one name. */
export function groupName(groups: readonly { readonly name: string }[]): string {
  return groups.map(({ name }) => name).join(" / ");
}
