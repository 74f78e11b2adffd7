import { layOut, pagesOf } from "../../figure/lay-out.ts";
import { A4 } from "../../figure/page.ts";
import type { Scene } from "../../figure/scene.ts";
import type { Flow } from "../../model/flow.ts";
import { BadInput } from "../../model/wrong.ts";
import type { FigureBlock } from "../clause.ts";
import type { Block } from "../manuscript.ts";

/** A figure on as many pages as it takes. */
export interface FigurePages {
  readonly scenes: readonly Scene[];
  /** Whether it leaves no room on its page for the headings that stand before it. */
  readonly alone: boolean;
  /** Whether its page has to be turned. */
  readonly turned: boolean;
}

/** What a heading takes of the height that a figure may have, in points: two lines of its type, and what stands around them. */
const HEADING = (16 / 25.4) * 72;

/** The same of a caption of two lines. */
const CAPTION = (12 / 25.4) * 72;

/**
 * The figure below its headings where it can be, at the cost of some comfort; else on a page of its own, or on several; on its side
 * where it is wider than the text. What fits no page is as large as it must be.
 */
export function figurePages(flow: Flow, headings: number, area: { readonly width: number; readonly height: number }): FigurePages {
  const room = { width: Math.min(A4.width, area.width / 20), height: Math.min(A4.height, area.height / 20 - CAPTION) };
  const page = { width: room.width, height: room.height - HEADING * headings };
  const below = page.height < A4.height / 2 ? null : pagesWithin(flow, page);
  if (below?.length === 1) return { scenes: below, alone: false, turned: false };
  const side = { width: area.height / 20, height: area.width / 20 - CAPTION };
  const upright = pagesWithin(flow, room);
  const turned = upright === null ? pagesWithin(flow, side) : null;
  if (turned !== null) return { scenes: turned, alone: true, turned: true };
  const scenes = upright ?? [layOut(flow)];
  const [first] = scenes;
  return { scenes, alone: first !== undefined && first.height * first.scale > page.height, turned: false };
}

/** Null where the heads are too wide for the page, or a row is too high. */
function pagesWithin(flow: Flow, page: { readonly width: number; readonly height: number }): readonly Scene[] | null {
  try {
    return [...pagesOf(flow, { page })];
  } catch (error) {
    if (error instanceof BadInput) return null;
    throw error;
  }
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
