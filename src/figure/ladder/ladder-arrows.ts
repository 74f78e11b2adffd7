import { cellsIn } from "../measure/cells.ts";
import type { MessageRow } from "../plan/row.ts";
import type { Piece } from "./grid.ts";

/** The cells of an arrow. */
export interface Shaft {
  readonly start: number;
  readonly end: number;
  readonly isRightwards: boolean;
  /** Cells of lifelines behind it. */
  readonly crossed: readonly number[];
}

/** An arrow with its text in it. One that is lost ends in a cross before it is there. */
export function shaftOf({ role, lost }: MessageRow, { start, end, isRightwards, crossed }: Shaft, text: string): readonly Piece[] {
  const shaft: string[] = Array.from({ length: end - start + 1 }, () => (role === "reply" ? "┄" : "─"));
  for (const x of crossed) shaft[x - start] = "┼";
  if (isRightwards) shaft[shaft.length - 1] = role === "one-way" ? ">" : "►";
  else shaft[0] = role === "one-way" ? "<" : "◄";
  if (lost && isRightwards) shaft.splice(-3, 3, "►", "╳", " ");
  else if (lost) shaft.splice(0, 3, " ", "╳", "◄");
  const middle = start + Math.floor((end - start + 1 - cellsIn(text) - 2) / 2);
  return text === ""
    ? [[start, shaft.join("")]]
    : [
        [start, shaft.join("")],
        [middle, ` ${text} `],
      ];
}

/** A sign on the left of a lifeline that stands on its right. */
export function mirrored(sign: string): string {
  const other: { readonly [sign: string]: string } = { "╮": "╭", "╯": "╰", "◄": "►", "<": ">" };
  return [...sign]
    .reverse()
    .map((one) => other[one] ?? one)
    .join("");
}
