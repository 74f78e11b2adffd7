import type { Block } from "../manuscript.ts";
import { type Height, stacked } from "./block-height.ts";

/** A piece of a block that stands on its pages: a block, a page of a figure, a caption. */
export interface Piece {
  readonly block: Block;
  readonly height: Height;
  /** Whether no page ends between it and the next one. */
  readonly kept: boolean;
  /** Whether it begins a page. */
  readonly fresh: boolean;
}

/** A page, from 1, and how far down on it, in points. */
export interface Standing {
  readonly page: number;
  readonly at: number;
}

/**
 * Where blocks stand, by the rules of Word: of two distances between paragraphs the larger one counts, and none at the head of a page;
 * what is kept together, and two lines of a paragraph at least on each page.
 *
 * @param height of a page, in points
 * @returns where each begins, without the distance above it, and where the last ends, with the distance below it
 */
export function stand(
  pieces: readonly Piece[],
  height: number,
): { readonly standings: ReadonlyMap<Block, Standing>; readonly end: Standing } {
  const standings = new Map<Block, Standing>();
  let [page, at, below] = [1, 0, 0];
  /** Whether the last page ended by itself. */
  let turned = false;
  const turnPage = (byItself: boolean) => {
    page += 1;
    [at, below, turned] = [0, 0, byItself];
  };
  for (const [index, { block, height: own, kept, fresh }] of pieces.entries()) {
    const needed = Math.max(below - own.above, 0) + (kept ? chainFrom(pieces, index) : stacked([headOf(own)]));
    if (at > 0 && (fresh || (at + needed > height && needed <= height))) turnPage(!fresh);
    if (at > 0 || !turned) at += Math.max(below, own.above);
    if (!standings.has(block)) standings.set(block, { page, at });
    let { lines } = own;
    at += own.edges[0];
    while (!own.whole && at + lines * own.line > height) {
      const fits = Math.min(Math.floor((height - at) / own.line), lines - 2);
      if (fits < 1) break;
      lines -= fits;
      turnPage(true);
    }
    at += lines * own.line + own.edges[1];
    below = own.below;
  }
  return { standings, end: { page, at: at + below } };
}

/** What has to have room on the page where a piece begins. */
function headOf(height: Height): Height {
  return { ...height, lines: height.whole || height.lines < 4 ? height.lines : 2, below: 0 };
}

function chainFrom(pieces: readonly Piece[], from: number): number {
  const chain: Height[] = [];
  for (const { height, kept } of pieces.slice(from)) {
    chain.push(kept ? height : headOf(height));
    if (!kept) break;
  }
  return stacked(chain);
}
