import { cellsIn, type Grid, type Piece } from "./grid.ts";
import { mirrored, shaftOf } from "./ladder-arrows.ts";
import { ACTION, type Border, CONDITION, EXCHANGE, NOTE, REFERENCE } from "./ladder-borders.ts";
import { headBoxOf, type LadderColumns, SHAFT } from "./ladder-columns.ts";
import { type LifeEvents, labelOf, type MessageRow, type OpenRow, type OperandRow, participantsOf, type Row, timerWords } from "./row.ts";
import { NOTHING } from "./text-rows.ts";
import { clamp } from "./words.ts";
import { type Block, balanceText } from "./wrap-text.ts";

interface Frame {
  readonly left: number;
  readonly right: number;
}

/** A text in a box may be that wide before a further line is better. */
const BOX_TEXT = 34;

/** Lines of a text between two lifelines; a longer one reaches over them. */
const MOST_LINES = 3;

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
        this.#box(CONDITION, labelOf(row), participantsOf(row));
        break;
      case "action":
        this.#box(ACTION, labelOf(row), row.participants);
        break;
      case "exchange":
        this.#box(EXCHANGE, labelOf(row), [row.from, row.to]);
        break;
      case "reference":
        this.#box(REFERENCE, labelOf({ ...row, text: `ref: ${row.text}` }), row.participants);
        break;
      case "note":
        this.#box(NOTE, labelOf(row), row.participants);
        break;
      case "timer":
        this.#beside(row.participants[0] ?? "", ["─ "], timerWords(row));
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

  #area(): Frame {
    const frame = this.#frames.at(-1);
    return frame === undefined ? { left: 0, right: this.#place.width - 1 } : { left: frame.left + 2, right: frame.right - 2 };
  }

  #span(participants: readonly string[]): { readonly first: number; readonly last: number } {
    const found = participants.flatMap((id) => this.#place.at.get(id) ?? []);
    if (found.length === 0) return { first: 0, last: this.#place.xs.length - 1 };
    return { first: Math.min(...found), last: Math.max(...found) };
  }

  #message(row: MessageRow, created: string | undefined): void {
    const { xs, at } = this.#place;
    const from = xs[at.get(row.from) ?? 0] ?? 0;
    const to = xs[at.get(row.to) ?? 0] ?? 0;
    if (row.begins) this.space();
    if (from === to) this.#beside(row.from, ["──╮ ", `${row.role === "one-way" ? "<" : "◄"}─╯ `], labelOf(row));
    else if (created === undefined) this.#arrow(row, from, to);
    else this.#creation(row, from, at.get(created) ?? 0);
  }

  /** An arrow to a head that begins a lifeline there. */
  #creation(row: MessageRow, from: number, index: number): void {
    const { left, right, lines, middle } = headBoxOf(this.#place, index);
    const text = labelOf(row);
    const [start, end] = from < left ? [from + 1, left - 1] : [right + 1, from - 1];
    const fits = cellsIn(text) + SHAFT <= end - start + 1;
    if (!fits) this.#above(text, row.from, row.to);
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
    if (!fits) this.#above(text, row.from, row.to);
    this.#line(...this.#shaft(row, left + 1, right - 1, from < to, fits ? text : ""));
  }

  #shaft(row: MessageRow, start: number, end: number, isRightwards: boolean, text: string): readonly Piece[] {
    const crossed = this.#place.xs.filter((x, index) => x > start && x < end && this.exists(index));
    return shaftOf(row, { start, end, isRightwards, crossed }, text);
  }

  /** A text over its arrow: between its lifelines, or over them where that would tear it apart; never over those beside them. */
  #above(text: string, from: string, to: string): void {
    const { xs } = this.#place;
    const { first, last } = this.#span([from, to]);
    const between = (xs[last] ?? 0) - (xs[first] ?? 0) - 1;
    const narrow = balanceText(text, Math.max(1, cellsIn(text) <= between ? between : between - 2), cellsIn);
    const whole = narrow.lines.length <= MOST_LINES && narrow.lines.join(" ") === text;
    const area = this.#area();
    const left = Math.max(area.left, (xs[first - 1] ?? -3) + 2);
    const right = Math.min(area.right, (xs[last + 1] ?? Number.POSITIVE_INFINITY) - 2);
    const block = whole ? narrow : balanceText(text, Math.max(1, right - left + 1), cellsIn);
    const middle = ((xs[first] ?? 0) + (xs[last] ?? 0) + 1) / 2;
    for (const line of block.lines) {
      const start = Math.max(0, clamp(Math.round(middle - cellsIn(line) / 2), left, right - cellsIn(line) + 1));
      this.#line(...(whole || start === 0 ? [] : [[start - 1, " ".repeat(cellsIn(line) + 2)] as const]), [start, line]);
    }
  }

  /** Signs on a lifeline with a text beside them; on the left of the last one. */
  #beside(participant: string, signs: readonly string[], text: string): void {
    const { xs } = this.#place;
    const { first, last } = this.#span([participant]);
    const x = xs[first] ?? 0;
    const area = this.#area();
    const toLeft = last === xs.length - 1 && first > 0;
    const reach = Math.max(...signs.map(cellsIn));
    const room = toLeft ? x - reach - area.left : area.right - x - reach;
    const { lines, width } = balanceText(text, Math.max(room, 8), cellsIn);
    for (let line = 0; line < Math.max(lines.length, signs.length); line += 1) {
      const sign = signs[line] ?? "";
      const words = lines[line] ?? "";
      if (toLeft) this.#line([Math.max(0, x - reach - width), words], [x - cellsIn(sign), mirrored(sign)]);
      else this.#line([x + 1, sign], [x + 1 + reach, words]);
    }
  }

  #box(border: Border, text: string, participants: readonly string[]): void {
    const { corners, flat, sides, middle: arrows, overhang, lines: few } = border;
    const { xs } = this.#place;
    const { first, last } = this.#span(participants);
    const area = this.#area();
    const room = area.right - area.left - 3;
    const across = (xs[last] ?? 0) - (xs[first] ?? 0) + 1 + 2 * overhang;
    const wanted = Math.max(across - 4, BOX_TEXT, Math.ceil((cellsIn(text) / few) * 1.1));
    const block: Block = balanceText(text, Math.max(1, Math.min(wanted, room)), cellsIn);
    const width = Math.max(block.width + 4, participants.length === 1 ? 0 : Math.min(across, room + 4));
    const middle = ((xs[first] ?? 0) + (xs[last] ?? 0)) / 2;
    const left = Math.max(0, clamp(Math.round(middle - (width - 1) / 2), area.left, area.right - width + 1));
    const bar = flat.repeat(width - 2);
    this.#line([left, `${corners[0]}${bar}${corners[1]}`]);
    for (const [at, line] of block.lines.entries()) {
      const pad = width - 2 - cellsIn(line);
      const before = border === NOTE ? 1 : Math.floor(pad / 2);
      const [start, end] = at === Math.floor((block.lines.length - 1) / 2) ? arrows : sides;
      this.#line([left, `${start}${" ".repeat(before)}${line}${" ".repeat(pad - before)}${end}`]);
    }
    this.#line([left, `${corners[3]}${bar}${corners[2]}`]);
  }

  #open(row: OpenRow): void {
    const { xs, width } = this.#place;
    const { first, last } = this.#span(row.participants);
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
