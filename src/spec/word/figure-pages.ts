import { layOut, pagesOf } from "../../figure/lay-out.ts";
import { A4 } from "../../figure/page.ts";
import type { Scene } from "../../figure/scene.ts";
import type { Flow } from "../../model/flow.ts";
import type { FigureBlock } from "../clause.ts";
import type { Block } from "../manuscript.ts";

/** A figure on as many pages as it takes. */
export interface FigurePages {
  readonly scenes: readonly Scene[];
  /** Whether it leaves no room on its page for the headings that stand before it. */
  readonly alone: boolean;
}

/** What a heading takes of the height that a figure may have, in points: two lines of its type, and what stands around them. */
const HEADING = (16 / 25.4) * 72;

/** The figure below its headings where it can be, at the cost of some comfort; else on a page of its own, or on several. */
export function figurePages(flow: Flow, headings: number): FigurePages {
  const { width, scale } = layOut(flow);
  const page = { width: A4.width, height: A4.height - HEADING * headings };
  const below = width * scale > page.width + 0.01 || page.height < A4.height / 2 ? [] : [...pagesOf(flow, { page })];
  if (below.length === 1) return { scenes: below, alone: false };
  const scenes = [...pagesOf(flow)];
  return { scenes, alone: (scenes[0]?.height ?? 0) * scale > page.height };
}

/** The headings and marks that stand right before a figure, from the last to the first. */
export function headingsBefore(figure: FigureBlock, blocks: readonly Block[]): readonly Block[] {
  const before: Block[] = [];
  for (let at = blocks.indexOf(figure) - 1; at >= 0; at -= 1) {
    const block = blocks[at];
    if (block?.kind !== "heading" && block?.kind !== "mark") break;
    before.push(block);
  }
  return before;
}
