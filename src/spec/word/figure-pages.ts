import { A4 } from "../../figure/page.ts";
import { layOut, pagesOf } from "../../figure/place/lay-out.ts";
import type { Scene } from "../../figure/scene.ts";
import type { Flow } from "../../model/flow.ts";
import { BadInput } from "../../model/wrong.ts";
import type { FigureBlock } from "../clause.ts";
import type { Block } from "../manuscript.ts";
import { captionHeight, heightOf, stacked } from "./block-height.ts";
import { hangingsOf } from "./hangings.ts";

/** A figure on as many pages as it takes. */
export interface FigurePages {
  readonly scenes: readonly Scene[];
  /** The heading or mark before it that is not kept with what follows: kept, it would leave the rest of its page empty. */
  readonly loose: Block | null;
  /** Whether its page has to be turned. */
  readonly turned: boolean;
}

/** What no estimate is sure of, in points. */
const MARGIN = (2 / 25.4) * 72;

/**
 * The figure on one page with all that opens its clause, where it can be: rows closer, then without the heads at its foot. Else with its
 * heading alone; else on a page of its own where that leaves no page without text; else split. On its side where it is wider than the
 * text. What fits no page is as large as it must be.
 */
export function figurePages(
  flow: Flow,
  caption: string,
  opening: Opening,
  area: { readonly width: number; readonly height: number },
): FigurePages {
  const [width, height] = [area.width / 20, area.height / 20];
  const below = captionHeight(caption, width) + MARGIN;
  const room = { width: Math.min(A4.width, width), height: Math.min(A4.height, height - below) };
  const hangings = hangingsOf(opening.blocks);
  const taken = (blocks: readonly Block[]) =>
    stacked(blocks.flatMap((block) => (block.kind === "figure" ? [] : [heightOf(block, { width, hangings })])));
  const under = (blocks: readonly Block[]) => ({ ...room, height: Math.min(room.height, height - below - taken(blocks)) });
  const last = opening.headings.at(-1) ?? null;
  const before = opening.headings.at(-2) ?? null;
  const whole = onOnePage(flow, under(opening.blocks));
  if (whole !== null) return { scenes: whole, loose: null, turned: false };
  if (opening.headings.length > 1 && last !== null) {
    const scenes = onOnePage(flow, under([last]));
    if (scenes !== null) return { scenes, loose: before, turned: false };
  }
  const alone = opening.from === 0 ? null : onOnePage(flow, room);
  if (alone !== null) return { scenes: alone, loose: last, turned: false };
  const split = under(opening.blocks);
  const scenes = (split.height < height / 2 ? null : pagesWithin(flow, split)) ?? pagesWithin(flow, room);
  if (scenes !== null) return { scenes, loose: scenes[0] !== undefined && fits(scenes[0], split) ? null : last, turned: false };
  const side = pagesWithin(flow, { width: height, height: width - below });
  return { scenes: side ?? [layOut(flow)], loose: last, turned: side !== null };
}

interface Page {
  readonly width: number;
  readonly height: number;
}

function fits({ height, scale }: Scene, page: Page): boolean {
  return height * scale <= page.height;
}

/** With the heads at its foot as well, if there is room for them. */
export function onOnePage(flow: Flow, page: Page): readonly Scene[] | null {
  for (const feet of [true, false]) {
    const scenes = page.height <= 0 ? null : pagesWithin(flow, page, feet);
    if (scenes?.length === 1) return scenes;
  }
  return null;
}

/** Null where the heads are too wide for the page, or a row is too high. */
function pagesWithin(flow: Flow, page: Page, feet = true): readonly Scene[] | null {
  try {
    return [...pagesOf(flow, { page, feet })];
  } catch (error) {
    if (error instanceof BadInput) return null;
    throw error;
  }
}

/** What stands between the figure and the end of the clause before. */
export interface Opening {
  readonly blocks: readonly Block[];
  /** Those that stand right before the figure; none where there is text in between. */
  readonly headings: readonly Block[];
  /** Where all that stands before the figure begins, up to the clause before. */
  readonly from: number;
}

export function openingOf(figure: FigureBlock, blocks: readonly Block[]): Opening {
  const at = blocks.indexOf(figure);
  const isHead = (index: number) => ["heading", "mark"].includes(blocks[index]?.kind ?? "");
  let text = at;
  while (text > 0 && ["plain", "precondition", "note"].includes(blocks[text - 1]?.kind ?? "")) text -= 1;
  let first = text;
  while (first > 0 && isHead(first - 1)) first -= 1;
  return {
    // Text that follows other text, and no heading, may be anywhere on its page.
    blocks: first === text ? [] : blocks.slice(first, at),
    headings: text === at ? blocks.slice(first, at) : [],
    from: first === text ? text : first,
  };
}
