import { cellsIn, type Grid } from "./grid.ts";
import { type LadderColumns, SHAFT } from "./ladder-columns.ts";
import { labelOf, type MessageRow, type OpenRow, type OperandRow, participantsOf, type Row, timerWords } from "./row.ts";
import { clamp } from "./words.ts";
import { type Block, balanceText } from "./wrap-text.ts";

interface Frame {
  readonly left: number;
  readonly right: number;
}

/** How a box is drawn. */
interface Border {
  /** From the upper left, clockwise. */
  readonly corners: string;
  readonly flat: string;
  /** Left and right. */
  readonly sides: string;
  /** The same beside the middle line. */
  readonly middle: string;
  /** How far it reaches beyond its lifelines. */
  readonly overhang: number;
  /** Lines after which it becomes wider instead. */
  readonly lines: number;
}

const CONDITION: Border = { corners: "╭╮╯╰", flat: "─", sides: "││", middle: "││", overhang: 2, lines: 3 };
const ACTION: Border = { corners: "┌┐┘└", flat: "─", sides: "││", middle: "││", overhang: 0, lines: 9 };
const REFERENCE: Border = { ...ACTION, overhang: 2, lines: 3 };
const EXCHANGE: Border = { corners: "╔╗╝╚", flat: "═", sides: "║║", middle: "◄►", overhang: 0, lines: 3 };
const NOTE: Border = { corners: "┌┐┘└", flat: "┄", sides: "┆┆", middle: "┆┆", overhang: 0, lines: 4 };

/** A text in a box may be that wide before a further line is better. */
const BOX_TEXT = 34;

/** Lines of a text between two lifelines; a longer one reaches over them. */
const MOST_LINES = 3;

/** Writes rows on a grid, line by line, over the lifelines. */
export class LadderRows {
  readonly #grid: Grid;
  readonly #place: LadderColumns;
  readonly #frames: Frame[] = [];
  #background = "";

  constructor(grid: Grid, place: LadderColumns) {
    this.#grid = grid;
    this.#place = place;
    this.#drawBackground();
  }

  row(row: Row): void {
    switch (row.kind) {
      case "message":
        this.#message(row);
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
    for (const x of this.#place.xs) cells[x] = "│";
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

  #message(row: MessageRow): void {
    const { xs, at } = this.#place;
    const from = xs[at.get(row.from) ?? 0] ?? 0;
    const to = xs[at.get(row.to) ?? 0] ?? 0;
    if (row.begins) this.space();
    if (from === to) this.#beside(row.from, ["──╮ ", `${row.role === "one-way" ? "<" : "◄"}─╯ `], labelOf(row));
    else this.#arrow(row, from, to);
  }

  /** The text in the arrow where it fits, else above. */
  #arrow(row: MessageRow, from: number, to: number): void {
    const left = Math.min(from, to);
    const right = Math.max(from, to);
    const text = labelOf(row);
    const fits = cellsIn(text) + SHAFT <= right - left - 1;
    if (!fits) this.#above(text, row.from, row.to);
    const shaft: string[] = Array.from({ length: right - left - 1 }, () => (row.role === "reply" ? "┄" : "─"));
    for (const x of this.#place.xs) if (x > left && x < right) shaft[x - left - 1] = "┼";
    if (from < to) shaft[shaft.length - 1] = row.role === "one-way" ? ">" : "►";
    else shaft[0] = row.role === "one-way" ? "<" : "◄";
    const middle = left + 1 + Math.floor((right - left - 1 - cellsIn(text) - 2) / 2);
    this.#line([left + 1, shaft.join("")], ...(fits ? [[middle, ` ${text} `] as const] : []));
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

function mirrored(sign: string): string {
  const other: { readonly [sign: string]: string } = { "╮": "╭", "╯": "╰", "◄": "►", "<": ">" };
  return [...sign]
    .reverse()
    .map((one) => other[one] ?? one)
    .join("");
}
