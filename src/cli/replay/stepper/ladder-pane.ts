import { cellsIn } from "../../../figure/measure/cells.ts";
import { type Columns, placeColumns } from "./ladder-columns.ts";
import { placeHeads } from "./ladder-heads.ts";
import type { LadderRow } from "./ladder-rows.ts";
import { cut, type Line, span } from "./line.ts";
import type { Play } from "./play.ts";

/** The ladder: heads that stay, and the rows around the one where things are. @param at index of the moment */
export function drawLadder(
  play: Play,
  at: number,
  { width, height }: { readonly width: number; readonly height: number },
): readonly Line[] {
  const current = play.rowOf[at] ?? 0;
  const row = play.rows[current];
  const columns = placeColumns(play, width, row?.participants ?? []);
  const heads = height < 6 ? [] : drawHeads(play, columns, height);
  const room = Math.max(1, height - heads.length);
  const first = Math.max(0, Math.min(current - Math.floor(room / 2), play.rows.length - room));
  return [
    ...heads,
    ...play.rows.slice(first, first + room).map((one, place) => drawRow(one, first + place === current, at, columns, play)),
  ];
}

/** From here on a head may have two lines, and from there on three. */
const HIGH = 11;
const HIGHER = 18;

/** Over their lifelines. */
function drawHeads({ flow, participants }: Play, { xs, edge, texts, labels, hidden }: Columns, height: number): readonly Line[] {
  const names = new Map(flow.participants.map((one) => [one.id, one]));
  const heads = participants.flatMap((id) => {
    const x = xs.get(id);
    const { head = id, name = id } = names.get(id) ?? {};
    // Where a group says the rest, two may have the same head; here are no groups.
    const isAlone = flow.participants.filter((one) => one.head === head).length < 2;
    return x === undefined ? [] : [{ x, name: span(isAlone ? head : name).text }];
  });
  const width = texts === 0 ? edge : edge + texts + 1;
  const rows = placeHeads(heads, width, height < HIGH ? 1 : height < HIGHER ? 2 : 3);
  const lines = rows.flatMap((row, turn) => {
    const tallest = Math.max(1, ...row.map((head) => head.lines.length));
    return Array.from({ length: tallest }, (_, at) => {
      const cells: [x: number, text: string][] = row.map(({ x, lines: own, left, right }) => {
        const text = own[at - (tallest - own.length)] ?? "";
        return [Math.max(left, Math.min(x - Math.floor(cellsIn(text) / 2), right - cellsIn(text))), text];
      });
      // Lifelines of the row above pass between.
      const passing = turn === 0 ? [] : (rows[0] ?? []).map(({ x }): [number, string] => [x, "│"]);
      return joined([...cells, ...passing].toSorted(([one], [other]) => one - other));
    });
  });
  // Who is not seen is counted on its side.
  const signs = [hidden[0] === 0 ? "" : `‹${hidden[0]}`, hidden[1] === 0 ? "" : `${hidden[1]}›`];
  return lines.map((text, at) => {
    const sign = lines.length === 1 ? signs.join("") : (signs[at] ?? "");
    const free = Math.min(labels + 2, text.length - text.trimStart().length);
    return [span(cellsIn(sign) <= free ? sign + text.slice(cellsIn(sign)) : text, "bold")];
  });
}

function joined(cells: readonly (readonly [x: number, text: string])[]): string {
  let line = "";
  for (const [x, text] of cells) if (text !== "" && cellsIn(line) <= x) line += " ".repeat(x - cellsIn(line)) + text;
  return line;
}

function drawRow(row: LadderRow, isCurrent: boolean, at: number, columns: Columns, play: Play): Line {
  const { labels, texts, edge } = columns;
  const mark = isCurrent ? ">" : " ";
  const label = (row.step ?? "").padStart(labels);
  const cells = drawLifelines(row, at, columns, play);
  const said = texts === 0 ? "" : ` ${cellsIn(row.text) > texts ? cut(row.text, texts) : row.text}`;
  const text = `${cells.slice(labels + 2, edge).join("")}${said}`;
  if (isCurrent) return [span(`${mark}${label} ${text}`, "reverse")];
  const isAhead = row.first > at;
  return isAhead ? [span(`${mark}${label} ${text}`, "dim")] : [span(`${mark}${label} `, "bold"), span(text)];
}

function drawLifelines(row: LadderRow, at: number, { xs, edge }: Columns, { participants }: Play): readonly string[] {
  const cells = Array.from({ length: edge }, () => " ");
  for (const x of xs.values()) cells[x] = "│";
  if (row.kind === "begin") {
    for (let x = 0; x < edge; x += 1) if (cells[x] === " ") cells[x] = "─";
    return cells;
  }
  const [from, to] = row.participants;
  if (row.kind === "deed" || from === to) {
    for (const id of row.participants) if (xs.has(id)) cells[xs.get(id) ?? 0] = "●";
    return cells;
  }
  // An end that is not seen lies beyond the edge on its side.
  const beyond = (id: string | undefined, other: string | undefined) =>
    participants.indexOf(id ?? "") < participants.indexOf(other ?? "") ? Math.min(...xs.values()) - 2 : edge - 1;
  const [begin, end] = [xs.get(from ?? "") ?? beyond(from, to), xs.get(to ?? "") ?? beyond(to, from)];
  const [left, right] = [Math.min(begin, end), Math.max(begin, end)];
  const isThere = row.last !== null && row.last <= at;
  const line = row.first > at ? "·" : isThere ? "─" : "╌";
  for (let x = left + 1; x < right; x += 1) cells[x] = cells[x] === "│" ? (line === "─" ? "┼" : "│") : line;
  if (row.first <= at) cells[begin] = begin < end ? "├" : "┤";
  const head = begin < end ? end - 1 : end + 1;
  cells[head] = row.last === null ? "x" : begin < end ? "►" : "◄";
  return cells;
}
