import type { Lifelines } from "../columns/lifelines.ts";
import { type Face, widthOf } from "../measure/text-width.ts";
import type { Block } from "../measure/wrap-text.ts";
import type { Box, Words } from "../scene.ts";
import { ASCENT, DESCENT, HALO, LEADING, TYPE_SIZE } from "./distances.ts";

function measureOf(face: Face): (line: string) => number {
  return (line) => widthOf(line, TYPE_SIZE, face);
}

export const measureRegular = measureOf("regular");
export const measureBold = measureOf("bold");

/** From the top of the first line to the bottom of the last. */
export function heightOf({ lines }: Pick<Block, "lines">): number {
  return lines.length === 0 ? 0 : (ASCENT + DESCENT) * TYPE_SIZE + (lines.length - 1) * LEADING;
}

/** A text on one line. */
export function lineOf(text: string, face: Face = "regular"): Block {
  return { lines: [text], width: widthOf(text, TYPE_SIZE, face) };
}

interface Place {
  /** The left end, or the middle, of all lines. */
  readonly x: number;
  readonly top: number;
  readonly anchor?: Words["anchor"];
  readonly face?: Face;
  /** The lifelines that may lie behind. */
  readonly over?: Lifelines;
}

/** Lines of text where they belong. */
export function wordsAt(role: Words["role"], block: Block, { x, top, anchor = "middle", face = "regular", over }: Place): Words {
  const { width } = block;
  const box: Box = { x: anchor === "middle" ? x - width / 2 : x, y: top, width, height: heightOf(block) };
  const lines = block.lines.map((text, at) => ({ at: { x, y: top + ASCENT * TYPE_SIZE + at * LEADING }, text }));
  return { kind: "words", role, face, anchor, lines, box, halo: over !== undefined && crosses(over.xs, box) };
}

/** Whether a box has a lifeline behind it, or so near that they touch. */
function crosses(xs: readonly number[], { x, width }: Box): boolean {
  let low = 0;
  let high = xs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((xs[middle] ?? 0) < x - HALO) low = middle + 1;
    else high = middle;
  }
  return (xs[low] ?? Number.POSITIVE_INFINITY) <= x + width + HALO;
}

export function clamp(value: number, least: number, most: number): number {
  return value > most ? Math.max(least, most) : Math.max(least, value);
}
