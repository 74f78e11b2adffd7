import type { Flow } from "../../model/flow.ts";
import { Violation } from "../../model/wrong.ts";
import { captionOf, type FigureBlock } from "../clause.ts";
import type { Block, Manuscript } from "../manuscript.ts";
import { captionHeight, contentsHeight, figureHeights, heightOf, stacked } from "./block-height.ts";
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
  const page = { width: area.width / 20, height: area.height / 20 };
  const pages = new Map<FigureBlock, FigurePages>();
  const loose = new Set<Block>();
  const turned = new Set<Block>();
  const hangings = hangingsOf(blocks);
  const begins = new Set(freshIn(blocks));
  let arranged = blocks;
  const pieces = (those: readonly Block[]) =>
    those.flatMap((block, at): readonly Piece[] => {
      const fresh = begins.has(block);
      const kept = !loose.has(block) && isKept(block, those[at + 1]);
      if (block.kind === "contents") return [{ block, height: contentsHeight(blocks), kept, fresh }];
      if (block.kind !== "figure") return [{ block, height: heightOf(block, { width: page.width, hangings }), kept, fresh }];
      const heights = figureHeights(block, pages.get(block)?.scenes ?? [], page.width);
      if (turned.has(block))
        return [
          { block, height: { above: 0, edges: [0, 0], lines: 1, line: page.height, below: 0, whole: true }, kept: false, fresh: true },
        ];
      return heights.map((height, index) => ({ block, height, kept: index === heights.length - 2, fresh: false }));
    });
  for (const figure of blocks) {
    if (figure.kind !== "figure") continue;
    const flow = shownBy(figure, flows);
    const opening = openingOf(figure, arranged);
    const usual = figurePages(flow, captionOf(figure), opening, area);
    const at = arranged.indexOf(figure);
    const better = isOwn ? filling(flow, figure, usual) : null;
    pages.set(figure, better?.pages ?? usual);
    arranged = better?.arranged ?? arranged;
    if (better === null && usual.turned) turned.add(figure);
    if (better === null && usual.loose !== null) loose.add(usual.loose);

    function filling(shown: Flow, block: FigureBlock, standard: FigurePages): Better | null {
      if (standard.turned || standard.scenes.length > 1 || opening.from === 0) return null;
      const rest = page.height - stand(pieces(arranged.slice(0, at)), page.height).end.at;
      const below = captionHeight(captionOf(block), page.width) + UNSURE;
      const [scene] = standard.scenes;
      if (rest < page.height * EMPTY || (scene !== undefined && scene.height * scene.scale + below <= rest)) return null;
      const room = { width: page.width, height: rest - below };
      const here = onOnePage(shown, room);
      if (here !== null) return { pages: { scenes: here, loose: null, turned: false }, arranged };
      const steps = stepsWithin(arranged.slice(at + 1), rest - UNSURE, (those) => stacked(pieces(those).map(({ height }) => height)));
      const next =
        onOnePage(shown, { ...room, height: page.height - below - UNSURE }) ?? onOnePage(shown, { ...room, height: page.height - below });
      if (steps === 0 || next === null) return null;
      const moved = [...arranged.slice(0, at), ...arranged.slice(at + 1, at + 1 + steps), block, ...arranged.slice(at + 1 + steps)];
      return { pages: { scenes: next, loose: null, turned: false }, arranged: moved };
    }
  }
  return { blocks: arranged, pages, loose, turned, standings: isOwn ? stand(pieces(arranged), page.height).standings : null };
}

interface Better {
  readonly pages: FigurePages;
  readonly arranged: readonly Block[];
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
