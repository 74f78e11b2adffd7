import { cellsIn } from "../measure/cells.ts";
import { type Block, balanceText, isTorn, widestWord } from "../measure/wrap-text.ts";
import { clamp } from "../place/words.ts";
import type { Piece } from "./grid.ts";
import { mirrored } from "./ladder-arrows.ts";
import { type Border, NOTE } from "./ladder-borders.ts";
import type { LadderColumns } from "./ladder-columns.ts";

/** The columns, and from which cell to which texts may stand. */
export interface Room {
  readonly place: LadderColumns;
  readonly left: number;
  readonly right: number;
}

/** What stands on each line, from the back to the front. */
type Lines = readonly (readonly Piece[])[];

/** A text in a box may be that wide before a further line is better. */
const BOX_TEXT = 34;

/** Lines of a text between two lifelines; a longer one reaches over them. */
const MOST_LINES = 3;

/** From the leftmost lifeline to the rightmost; all where nobody is named. */
export function spanIn({ xs, at }: LadderColumns, participants: readonly string[]): { readonly first: number; readonly last: number } {
  const found = participants.flatMap((id) => at.get(id) ?? []);
  if (found.length === 0) return { first: 0, last: xs.length - 1 };
  return { first: Math.min(...found), last: Math.max(...found) };
}

/** A text over its arrow: between its lifelines, or over them where that would tear it apart; over those beside them only for a long word. */
export function aboveLines(text: string, participants: readonly [from: string, to: string], { place, ...area }: Room): Lines {
  const { xs } = place;
  const { first, last } = spanIn(place, participants);
  const between = (xs[last] ?? 0) - (xs[first] ?? 0) - 1;
  const narrow = balanceText(text, Math.max(1, cellsIn(text) <= between ? between : between - 2), cellsIn);
  const whole = narrow.lines.length <= MOST_LINES && narrow.lines.join(" ") === text && !isTorn(narrow);
  const left = Math.max(area.left, (xs[first - 1] ?? -3) + 2);
  const right = Math.min(area.right, (xs[last + 1] ?? Number.POSITIVE_INFINITY) - 2);
  const reach = Math.max(1, right - left + 1);
  const most = area.right - area.left + 1;
  const wide = Math.max(reach, Math.min(most, widestWord(text, cellsIn, most)));
  const block = whole ? narrow : balanceText(text, wide, cellsIn);
  const [from, until] = block.width > reach ? [area.left, area.right] : [left, right];
  const middle = ((xs[first] ?? 0) + (xs[last] ?? 0) + 1) / 2;
  return block.lines.map((line) => {
    const start = Math.max(0, clamp(Math.round(middle - cellsIn(line) / 2), from, until - cellsIn(line) + 1));
    return whole || start === 0
      ? [[start, line]]
      : [
          [start - 1, " ".repeat(cellsIn(line) + 2)],
          [start, line],
        ];
  });
}

/** Signs on a lifeline with a text beside them, or above them where it has no room; on the left of the last one. */
export function besideLines(participant: string, signs: readonly string[], text: string, room: Room): Lines {
  const { place, ...area } = room;
  const { xs } = place;
  const { first, last } = spanIn(place, [participant]);
  const x = xs[first] ?? 0;
  const toLeft = last === xs.length - 1 && first > 0;
  const reach = Math.max(...signs.map(cellsIn));
  const cells = toLeft ? x - reach - area.left : area.right - x - reach;
  if (text !== "" && widestWord(text, cellsIn, area.right - area.left + 1) > cells)
    return [...aboveLines(text, [participant, participant], room), ...besideLines(participant, signs, "", room)];
  const { lines, width } = balanceText(text, Math.max(cells, 8), cellsIn);
  return Array.from({ length: Math.max(lines.length, signs.length) }, (_, line): readonly Piece[] => {
    const sign = signs[line] ?? "";
    const words = lines[line] ?? "";
    if (toLeft)
      return [
        [Math.max(0, x - reach - width), words],
        [x - cellsIn(sign), mirrored(sign)],
      ];
    return [
      [x + 1, sign],
      [x + 1 + reach, words],
    ];
  });
}

/** A text in a box over the lifelines. */
export function boxLines(border: Border, text: string, participants: readonly string[], { place, ...area }: Room): Lines {
  const { corners, flat, sides, middle: arrows, overhang, lines: few } = border;
  const { xs } = place;
  const { first, last } = spanIn(place, participants);
  const room = area.right - area.left - 3;
  const across = (xs[last] ?? 0) - (xs[first] ?? 0) + 1 + 2 * overhang;
  const wanted = Math.max(across - 4, BOX_TEXT, Math.ceil((cellsIn(text) / few) * 1.1));
  const block: Block = balanceText(text, Math.max(1, Math.min(wanted, room)), cellsIn);
  const width = Math.max(block.width + 4, participants.length === 1 ? 0 : Math.min(across, room + 4));
  const middle = ((xs[first] ?? 0) + (xs[last] ?? 0)) / 2;
  const left = Math.max(0, clamp(Math.round(middle - (width - 1) / 2), area.left, area.right - width + 1));
  const bar = flat.repeat(width - 2);
  const inside = block.lines.map((line, at): readonly Piece[] => {
    const pad = width - 2 - cellsIn(line);
    const before = border === NOTE ? 1 : Math.floor(pad / 2);
    const [start, end] = at === Math.floor((block.lines.length - 1) / 2) ? arrows : sides;
    return [[left, `${start}${" ".repeat(before)}${line}${" ".repeat(pad - before)}${end}`]];
  });
  return [[[left, `${corners[0]}${bar}${corners[1]}`]], ...inside, [[left, `${corners[3]}${bar}${corners[2]}`]]];
}
