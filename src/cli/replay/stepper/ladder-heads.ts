import { cellsIn } from "../../../figure/measure/cells.ts";
import { wrapText } from "../../../figure/measure/wrap-text.ts";
import { cut } from "./line.ts";

/** A head that is to stand over its lifeline. */
export interface Head {
  readonly x: number;
  readonly name: string;
}

/** What it says, line by line, and where it may: from `left` up to, not including, `right`. */
export interface PlacedHead {
  readonly x: number;
  readonly lines: readonly string[];
  readonly left: number;
  readonly right: number;
}

/**
 * Heads in one row, or in two by turns where they would touch; in as few lines each as show all of it. Where there is no room for that, a head
 * is cut where it is like no other.
 *
 * @param width of the whole ladder @param most lines that a head may have
 */
export function placeHeads(heads: readonly Head[], width: number, most: number): readonly (readonly PlacedHead[])[] {
  const one = roomsOf(heads, width);
  const isTight = one.some(({ head, left, right }) => cellsIn(head.name) > right - left);
  const rows = isTight
    ? [0, 1].map((turn) =>
        roomsOf(
          heads.filter((_, at) => at % 2 === turn),
          width,
        ),
      )
    : [one];
  const all = rows.flat();
  const fits = (lines: number) =>
    all.every(({ head, left, right }) => {
      const wrapped = wrapText(head.name, right - left, cellsIn).lines;
      return wrapped.length <= lines && wrapped.join(" ") === head.name;
    });
  const lines = Array.from({ length: most }, (_, at) => at + 1).find(fits) ?? most;
  const said = distinct(
    all.map(({ head, left, right }) => ({ name: head.name, room: right - left })),
    lines,
  );
  let at = 0;
  return rows.map((row) =>
    row.map(({ head: { x }, left, right }) => {
      at += 1;
      return { x, left, right, lines: said[at - 1] ?? [] };
    }),
  );
}

interface Room {
  readonly head: Head;
  readonly left: number;
  readonly right: number;
}

/** Each has the room up to the middle between itself and the next, a space less. */
function roomsOf(row: readonly Head[], width: number): readonly Room[] {
  const between = (at: number) => Math.floor(((row[at]?.x ?? 0) + (row[at + 1]?.x ?? 0)) / 2) + 1;
  return row.map((head, at) => ({
    head,
    left: at === 0 ? 0 : between(at - 1),
    right: at === row.length - 1 ? width : between(at) - 1,
  }));
}

interface Wanted {
  readonly name: string;
  readonly room: number;
}

/** What each says in so many lines; no two say the same. */
function distinct(wanted: readonly Wanted[], lines: number): readonly (readonly string[])[] {
  const told = wanted.map(({ name, room }, at) => {
    const plain = shown(name, room, lines);
    const begins = plain.join(" ").replace(/…$/u, "");
    // What is cut may be the beginning of another.
    const like = wanted.flatMap((one, other) => (other !== at && one.name.startsWith(begins) ? [one.name] : []));
    return begins.length === name.length || like.length === 0 ? plain : apart(name, like, room, lines);
  });
  const isTwice = (said: readonly string[]) => told.filter((other) => other.join() === said.join()).length > 1;
  // Nothing else tells them apart.
  return told.map((said, at) => (isTwice(said) ? shown(`${at + 1} ${wanted[at]?.name}`, wanted[at]?.room ?? 0, lines) : said));
}

function shown(name: string, room: number, lines: number): readonly string[] {
  const wrapped = wrapText(name, room, cellsIn).lines;
  if (wrapped.length <= lines) return wrapped;
  return [...wrapped.slice(0, lines - 1), short(`${wrapped.slice(lines - 1).join(" ")}`, room)];
}

/** How it begins, and what the others do not have. */
function apart(name: string, others: readonly string[], room: number, lines: number): readonly string[] {
  const words = name.split(" ");
  const like = others.map((other) => other.split(" "));
  const shortest = Math.min(words.length, ...like.map(({ length }) => length));
  let [begin, end] = [0, 0];
  while (begin < shortest - 1 && like.every((other) => other[begin] === words[begin])) begin += 1;
  while (end < shortest - begin - 1 && like.every((other) => other.at(-1 - end) === words.at(-1 - end))) end += 1;
  const own = (from: number) => words.slice(from, words.length - end).join(" ");
  if (lines === 1) {
    let from = begin;
    if (end === 0) while (from > 0 && cellsIn(own(from - 1)) < room) from -= 1;
    if (from < begin) return [from === 0 ? own(0) : `…${own(from)}`];
    const left = room - cellsIn(own(begin)) - 1;
    return [left > 2 ? `${cut(name, left + 1).trimEnd()}${own(begin)}` : short(begin === 0 ? own(0) : `…${own(begin)}`, room)];
  }
  const wanted = end > 0 ? own(begin) : own(Math.max(0, begin - 1));
  return [short(name, room), short(cellsIn(wanted) <= room ? wanted : own(begin), room)];
}

function short(text: string, room: number): string {
  return cellsIn(text) > room ? cut(text, room).trimEnd().replace(/\s+…$/u, "…") : text;
}
