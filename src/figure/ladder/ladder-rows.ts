import { cellsIn } from "../measure/cells.ts";
import { balanceText } from "../measure/wrap-text.ts";
import { NOTHING } from "../other-programs/text-rows.ts";
import {
  type LifeEvents,
  labelOf,
  type MessageRow,
  type OpenRow,
  type OperandRow,
  participantsOf,
  type Row,
  wordsOf,
} from "../plan/row.ts";
import type { Grid, Piece } from "./grid.ts";
import { shaftOf } from "./ladder-arrows.ts";
import { ACTION, CONDITION, EXCHANGE, NOTE, REFERENCE } from "./ladder-borders.ts";
import { headBoxOf, type LadderColumns, SHAFT } from "./ladder-columns.ts";
import { aboveLines, besideLines, boxLines, type Room, spanIn } from "./ladder-texts.ts";

interface Frame {
  readonly left: number;
  readonly right: number;
}

/** Writes rows on a grid, line by line, over the lifelines. */
export class LadderRows {
  readonly #grid: Grid;
  readonly #place: LadderColumns;
  readonly #frames: Frame[] = [];
  /** Participants whose lifelines are not there yet, or no longer. */
  readonly #absent: Set<string>;
  /** How many activations of each overlap now. */
  readonly #active = new Map<string, number>();
  #background = "";

  /** @param created participants whose lifelines begin below */
  constructor(grid: Grid, place: LadderColumns, created: Iterable<string>) {
    this.#grid = grid;
    this.#place = place;
    this.#absent = new Set(created);
    this.#drawBackground();
  }

  exists(index: number): boolean {
    return !this.#absent.has(this.#place.columns[index]?.participant ?? "");
  }

  row(row: Row, events: LifeEvents): void {
    this.#write(row, events.creates[0]);
    for (const one of events.creates) this.#absent.delete(one);
    for (const one of events.starts) this.#active.set(one, (this.#active.get(one) ?? 0) + 1);
    for (const one of events.stops) this.#active.set(one, (this.#active.get(one) ?? 0) - 1);
    if (events !== NOTHING) this.#drawBackground();
    for (const one of events.ends) {
      this.#line([this.#place.xs[this.#place.at.get(one) ?? 0] ?? 0, "╳"]);
      this.#absent.add(one);
      this.#drawBackground();
    }
  }

  #write(row: Row, created: string | undefined): void {
    switch (row.kind) {
      case "message":
        this.#message(row, created);
        break;
      case "condition":
        this.#lines(boxLines(CONDITION, labelOf(row), participantsOf(row), this.#room()));
        break;
      case "action":
        this.#lines(boxLines(ACTION, labelOf(row), row.participants, this.#room()));
        break;
      case "exchange":
        this.#lines(boxLines(EXCHANGE, labelOf(row), [row.from, row.to], this.#room()));
        break;
      case "reference":
        this.#lines(boxLines(REFERENCE, wordsOf(row), row.participants, this.#room()));
        break;
      case "note":
        this.#lines(boxLines(NOTE, labelOf(row), row.participants, this.#room()));
        break;
      case "timer":
        this.#lines(besideLines(row.participants[0] ?? "", ["─ "], wordsOf(row), this.#room()));
        break;
      case "open":
        this.#open(row);
        break;
      case "operand":
        this.#operand(row);
        break;
      case "close":
        this.#close();
        break;
    }
  }

  /** The lifelines alone. */
  space(): void {
    this.#line();
  }

  #line(...pieces: readonly (readonly [number, string])[]): void {
    this.#grid.line([0, this.#background], ...pieces);
  }

  #drawBackground(): void {
    const cells = Array.from({ length: this.#place.width }, () => " ");
    for (const [index, x] of this.#place.xs.entries()) {
      const active = this.#active.get(this.#place.columns[index]?.participant ?? "") ?? 0;
      if (this.exists(index)) cells[x] = active > 0 ? "┃" : "│";
    }
    for (const { left, right } of this.#frames) {
      cells[left] = "┃";
      cells[right] = "┃";
    }
    this.#background = cells.join("");
  }

  /** Where texts may stand now. */
  #room(): Room {
    const frame = this.#frames.at(-1);
    const place = this.#place;
    return frame === undefined ? { place, left: 0, right: place.width - 1 } : { place, left: frame.left + 2, right: frame.right - 2 };
  }

  #lines(lines: readonly (readonly Piece[])[]): void {
    for (const pieces of lines) this.#line(...pieces);
  }

  #message(row: MessageRow, created: string | undefined): void {
    const { xs, at } = this.#place;
    const from = xs[at.get(row.from) ?? 0] ?? 0;
    const to = xs[at.get(row.to) ?? 0] ?? 0;
    if (row.begins) this.space();
    const loop = ["──╮ ", `${row.role === "one-way" ? "<" : "◄"}─╯ `];
    if (from === to) this.#lines(besideLines(row.from, loop, labelOf(row), this.#room()));
    else if (created === undefined) this.#arrow(row, from, to);
    else this.#creation(row, from, at.get(created) ?? 0);
  }

  /** An arrow to a head that begins a lifeline there. */
  #creation(row: MessageRow, from: number, index: number): void {
    const { left, right, lines, middle } = headBoxOf(this.#place, index);
    const text = labelOf(row);
    const [start, end] = from < left ? [from + 1, left - 1] : [right + 1, from - 1];
    const fits = cellsIn(text) + SHAFT <= end - start + 1;
    if (!fits) this.#lines(aboveLines(text, [row.from, row.to], this.#room()));
    for (const [at, line] of lines.entries()) {
      this.#line(...(at === middle ? this.#shaft(row, start, end, from < left, fits ? text : "") : []), [left, line]);
    }
  }

  /** The text in the arrow where it fits, else above. */
  #arrow(row: MessageRow, from: number, to: number): void {
    const left = Math.min(from, to);
    const right = Math.max(from, to);
    const text = labelOf(row);
    const fits = cellsIn(text) + SHAFT <= right - left - 1;
    if (!fits) this.#lines(aboveLines(text, [row.from, row.to], this.#room()));
    this.#line(...this.#shaft(row, left + 1, right - 1, from < to, fits ? text : ""));
  }

  #shaft(row: MessageRow, start: number, end: number, isRightwards: boolean, text: string): readonly Piece[] {
    const crossed = this.#place.xs.filter((x, index) => x > start && x < end && this.exists(index));
    return shaftOf(row, { start, end, isRightwards, crossed }, text);
  }

  #open(row: OpenRow): void {
    const { xs, width } = this.#place;
    const { first, last } = spanIn(this.#place, row.participants);
    const around = this.#frames.at(-1);
    const before = xs[first - 1];
    const after = xs[last + 1];
    const left = Math.max(
      before === undefined ? 0 : Math.ceil((before + (xs[first] ?? 0)) / 2),
      around === undefined ? 0 : around.left + 2,
    );
    const right = Math.min(
      after === undefined ? width - 1 : Math.floor(((xs[last] ?? 0) + after) / 2),
      around === undefined ? width - 1 : around.right - 2,
    );
    this.space();
    this.#rule({ left, right }, ["┏", "━", "┓"], ` ${row.operator} `, row.guard);
  }

  #operand(row: OperandRow): void {
    const frame = this.#frames.pop();
    if (frame !== undefined) this.#rule(frame, ["┣", "╍", "┫"], "", row.guard);
  }

  /** A line across a frame that says what follows; what does not fit stands under it. */
  #rule(frame: Frame, [start, flat, end]: readonly [string, string, string], word: string, guard: string): void {
    const { left, right } = frame;
    const short = guard === "" ? word : word === "" ? ` [${guard}] ` : `${word}[${guard}] `;
    const fits = cellsIn(short) <= right - left - 3;
    this.#line([left, start + flat.repeat(Math.max(0, right - left - 1)) + end], [left + 2, fits ? short : word]);
    this.#frames.push(frame);
    this.#drawBackground();
    if (fits) return;
    for (const line of balanceText(`[${guard}]`, Math.max(1, right - left - 3), cellsIn).lines) this.#line([left + 2, line]);
  }

  #close(): void {
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    this.#drawBackground();
    this.#line([frame.left, `┗${"━".repeat(Math.max(0, frame.right - frame.left - 1))}┛`]);
  }
}
