import type { Flow } from "../../model/flow.ts";
import { Violation } from "../../model/wrong.ts";
import { captionOf, type FigureBlock } from "../clause.ts";
import type { Block, Manuscript } from "../manuscript.ts";
import { captionHeight, contentsHeight, figureHeights, heightOf, stacked, wholePage } from "./block-height.ts";
import { type FigurePages, figurePages, onOnePage, openingOf } from "./figure-pages.ts";
import { hangingsOf } from "./hangings.ts";
import { freshIn, isKept } from "./kept.ts";
import { type Piece, type Standing, stand } from "./pages.ts";

/** The blocks of a document as they follow each other in Word, and its figures. */
export interface Placed {
  readonly blocks: readonly Block[];
  readonly pages: ReadonlyMap<FigureBlock, FigurePages>;
  /** Headings that are not kept with the figure behind them. */
  readonly loose: ReadonlySet<Block>;
  readonly turned: ReadonlySet<Block>;
  /** Where each block stands; null where nobody knows what the styles are. */
  readonly standings: ReadonlyMap<Block, Standing> | null;
}

/** What no estimate is sure of, in points: a line or two. */
const UNSURE = 24;

/** A page that is this much empty, as a share of it, wants something. */
const EMPTY = 0.18;

interface Page {
  readonly width: number;
  readonly height: number;
}

/**
 * Figures, each on as few pages as it takes. Where the styles are our own, what stands above is known: a figure gets the rest of its
 * page where it fits there, and where it would leave much of that page empty, the steps that fit stand before it, and it begins the next.
 *
 * @param area of the text, in twentieths of a point
 */
export function placeFigures(blocks: readonly Block[], flows: Manuscript["flows"], area: Page, isOwn: boolean): Placed {
  const draft: Draft = {
    page: { width: area.width / 20, height: area.height / 20 },
    pages: new Map(),
    loose: new Set(),
    turned: new Set(),
    hangings: hangingsOf(blocks),
    fresh: new Set(freshIn(blocks)),
  };
  let arranged = blocks;
  for (const figure of blocks) {
    if (figure.kind !== "figure") continue;
    const flow = shownBy(figure, flows);
    const opening = openingOf(figure, arranged);
    const usual = figurePages(flow, captionOf(figure), opening, area);
    const better = isOwn && opening.from > 0 ? fillPage(flow, figure, usual, arranged, draft) : null;
    draft.pages.set(figure, better?.pages ?? usual);
    arranged = better?.arranged ?? arranged;
    if (better === null && usual.turned) draft.turned.add(figure);
    if (better === null && usual.loose !== null) draft.loose.add(usual.loose);
  }
  const standings = isOwn ? stand(piecesOf(arranged, draft), draft.page.height).standings : null;
  return { ...draft, blocks: arranged, standings };
}

/** What is decided by now. */
interface Draft {
  /** Of the text, in points. */
  readonly page: Page;
  readonly pages: Map<FigureBlock, FigurePages>;
  readonly loose: Set<Block>;
  readonly turned: Set<Block>;
  readonly hangings: ReadonlyMap<Block, number>;
  readonly fresh: ReadonlySet<Block>;
}

function piecesOf(blocks: readonly Block[], { page, pages, loose, turned, hangings, fresh }: Draft): readonly Piece[] {
  return blocks.flatMap((block, at): readonly Piece[] => {
    const piece = { block, kept: !loose.has(block) && isKept(block, blocks[at + 1]), fresh: fresh.has(block) };
    if (block.kind === "contents") return [{ ...piece, height: contentsHeight(blocks) }];
    if (block.kind !== "figure") return [{ ...piece, height: heightOf(block, { width: page.width, hangings }) }];
    if (turned.has(block)) return [{ block, kept: false, fresh: true, height: wholePage(page) }];
    const heights = figureHeights(block, pages.get(block)?.scenes ?? [], page.width);
    return heights.map((height, index) => ({ block, height, kept: index === heights.length - 2, fresh: false }));
  });
}

interface Better {
  readonly pages: FigurePages;
  readonly arranged: readonly Block[];
}

/** A way in which a figure leaves less of the page before it empty; null where there is none, or it leaves little. */
function fillPage(flow: Flow, figure: FigureBlock, usual: FigurePages, blocks: readonly Block[], draft: Draft): Better | null {
  const { page } = draft;
  const [scene, ...others] = usual.scenes;
  if (usual.turned || others.length > 0) return null;
  const at = blocks.indexOf(figure);
  const rest = page.height - stand(piecesOf(blocks.slice(0, at), draft), page.height).end.at;
  const below = captionHeight(captionOf(figure), page.width) + UNSURE;
  if (rest < page.height * EMPTY || (scene !== undefined && scene.height * scene.scale + below <= rest)) return null;
  const drawnIn = (height: number) => onOnePage(flow, { width: page.width, height });
  const here = drawnIn(rest - below);
  if (here !== null) return { pages: { scenes: here, loose: null, turned: false }, arranged: blocks };
  const heightOfAll = (those: readonly Block[]) => stacked(piecesOf(those, draft).map(({ height }) => height));
  const steps = stepsWithin(blocks.slice(at + 1), rest - UNSURE, heightOfAll);
  // With room for what may come over from the page before.
  const next = drawnIn(page.height - below - UNSURE) ?? drawnIn(page.height - below);
  if (steps === 0 || next === null) return null;
  const behind = at + 1 + steps;
  const arranged = [...blocks.slice(0, at), ...blocks.slice(at + 1, behind), figure, ...blocks.slice(behind)];
  return { pages: { scenes: next, loose: null, turned: false }, arranged };
}

/** How many of the blocks behind a figure are steps, with their NOTEs, and have room before it. */
function stepsWithin(behind: readonly Block[], room: number, heightOfAll: (blocks: readonly Block[]) => number): number {
  const isStep = (block: Block | undefined) =>
    block?.kind === "paragraph" ||
    block?.kind === "note" ||
    (block?.kind === "plain" && (block.role === "fragment" || block.role === "unnumbered"));
  let steps = 0;
  for (let count = 1; isStep(behind[count - 1]) && heightOfAll(behind.slice(0, count)) <= room; count += 1) {
    // What leads in to steps, and what has a NOTE, is not cut off from them.
    if (behind[count]?.kind !== "note" && behind[count - 1]?.kind !== "plain") steps = count;
  }
  return steps;
}

function shownBy({ flow: name }: FigureBlock, flows: Manuscript["flows"]): Flow {
  const flow = flows.get(name);
  if (flow === undefined) throw new Violation(`a figure shows "${name}", which the document does not have`);
  return flow;
}
