import type { Scene } from "../../figure/scene.ts";
import type { FigureBlock } from "../clause.ts";
import { captionOf, headingText } from "../clause.ts";
import { type GridCell, gridOf } from "../cover-grid.ts";
import { type Block, type Cover, listedIn, type Table } from "../manuscript.ts";
import { printSpans } from "../spans-of.ts";
import { widthsOf } from "./column-widths.ts";
import { AFTER, HEADINGS, LABELLED } from "./styles.ts";
import { arialWidth, linesIn, timesWidth } from "./text-lines.ts";

/** Twentieths of a point, in which styles count, in one. */
const TWENTIETHS = 20;

/** The type of headings in points, by level. */
export const HEADING_TYPE: readonly number[] = HEADINGS.map(({ type }) => type / 2);

/** What the styles of headings leave for the number, by level, in twentieths of a point. */
export const HEADING_INDENT: readonly number[] = HEADINGS.map(({ hanging }) => hanging);

/** Above a heading, by level, and below each paragraph, in points. */
const ABOVE: readonly number[] = HEADINGS.map(({ before }) => before / TWENTIETHS);
const BELOW = AFTER / TWENTIETHS;

/** What the line above a heading of the first level takes, and that around a mark. */
const RULE = 4.5;
const BOX = 1.5;

/** From line to line, in Arial and Times New Roman and in Courier New: shares of the type. */
const LINE = 1.15;
const CODE_LINE = 1.133;

const TYPE = 10;
const NONE = [0, 0] as const;

/** How high something is, in points: lines between two distances, each of which is shared with what stands there. */
export interface Height {
  readonly above: number;
  /** What its frame takes, above its lines and below them. */
  readonly edges: readonly [number, number];
  readonly lines: number;
  readonly line: number;
  readonly below: number;
  /** Whether no page ends within it. */
  readonly whole: boolean;
}

/** Of the text, in points, and how far the numbered paragraphs stand in, in twentieths. */
export interface Measure {
  readonly width: number;
  readonly hangings: ReadonlyMap<Block, number>;
}

/** How high a block stands on its page, in the styles of 3GPP; a figure is as high as its pages are. */
export function heightOf(block: Exclude<Block, FigureBlock>, { width, hangings }: Measure): Height {
  const text = (value: string, left: number, whole = false): Height => {
    const lines = linesIn(value, width - left / TWENTIETHS, (each) => timesWidth(each, TYPE));
    return { above: 0, edges: NONE, lines, line: TYPE * LINE, below: BELOW, whole };
  };
  const rows = (heights: readonly number[], below: number): Height => ({
    above: 0,
    edges: NONE,
    lines: heights.length,
    line: heights.reduce((sum, each) => sum + each, 0) / Math.max(1, heights.length),
    below,
    whole: false,
  });
  switch (block.kind) {
    case "heading": {
      const at = /^Annex /u.test(block.number) ? 0 : levelOf(block) - 1;
      const type = HEADING_TYPE[at] ?? TYPE;
      const indent = block.number === "" || block.number.startsWith("Annex ") ? 0 : (HEADING_INDENT[at] ?? 0) / TWENTIETHS;
      const title = indent === 0 ? headingText(block) : block.title;
      const lines = linesIn(title, width - indent, (each) => arialWidth(each, type));
      return { above: ABOVE[at] ?? 0, edges: at === 0 ? [RULE, 0] : NONE, lines, line: type * LINE, below: BELOW, whole: true };
    }
    case "plain":
      return text(printSpans(block.spans), 0);
    case "precondition":
    case "paragraph": {
      const hanging = hangings.get(block);
      return text(printSpans(block.spans), hanging === undefined ? LABELLED.B1.left : LABELLED.B1.hanging + hanging);
    }
    case "item":
      return text(printSpans(block.spans), ([LABELLED.B1, LABELLED.B2][block.level - 1] ?? LABELLED.B3).left);
    case "note":
      return text(printSpans(block.spans), (block.style === "editor" ? LABELLED.EditorsNote : LABELLED.NO).left, true);
    case "example":
    case "entry":
      return text(printSpans(block.spans), LABELLED.EX.left, true);
    case "mark":
      return { above: 0, edges: [BOX, BOX], lines: 1, line: TYPE * LINE, below: BELOW, whole: true };
    case "code":
      return { above: 0, edges: NONE, lines: block.lines.length, line: 8 * CODE_LINE, below: BELOW, whole: true };
    case "table":
      return rows(tableRows(block, width), AFTER_TABLE);
    case "cover":
      return rows(coverRows(block, width), AFTER_TABLE);
    case "contents":
      return rows([], 0);
  }
}

/** The empty paragraph with which the section of a table ends. */
const AFTER_TABLE = TYPE * LINE + BELOW;

/** An entry of the first level has a little above it, and larger type. */
export function contentsHeight(blocks: readonly Block[]): Height {
  const entries = listedIn(blocks).map(({ level }) => (level === 1 ? 6 + 11 * LINE : TYPE * LINE));
  const sum = entries.reduce((all, each) => all + each, 0);
  return { above: 0, edges: NONE, lines: entries.length, line: sum / Math.max(1, entries.length), below: 0, whole: false };
}

/** Of the pages of a figure, each with what stands around it, and of the caption behind the last. */
export function figureHeights(figure: FigureBlock, scenes: readonly Scene[], width: number): readonly Height[] {
  const pages = scenes.map(({ height, scale }) => ({ above: 3, edges: NONE, lines: 1, line: height * scale, below: BELOW, whole: true }));
  const lines = linesIn(captionOf(figure), width, (each) => arialWidth(each, TYPE, "bold"));
  return [...pages, { above: 0, edges: NONE, lines, line: TYPE * LINE, below: 12, whole: true }];
}

export function wholePage({ height }: { readonly height: number }): Height {
  return { above: 0, edges: NONE, lines: 1, line: height, below: 0, whole: true };
}

/** How high things are one below the other, with what is below the last. */
export function stacked(heights: readonly Height[]): number {
  let sum = 0;
  let below = 0;
  for (const { above, edges, lines, line, below: next } of heights) {
    sum += Math.max(below, above) + edges[0] + lines * line + edges[1];
    below = next;
  }
  return sum + below;
}

/** What a caption takes below its figure, and the figure above and below itself, in points. */
export function captionHeight(caption: string, width: number): number {
  return 3 + BELOW + linesIn(caption, width, (each) => arialWidth(each, TYPE, "bold")) * TYPE * LINE + 12;
}

/** Cells of nine-point Arial between lines. */
function tableRows({ head, rows }: Table, width: number): readonly number[] {
  const all = head.some((spans) => spans.length > 0) ? [head, ...rows] : rows;
  const widths = widthsOf([head, ...rows], width);
  return all.map((cells) => {
    const lines = widths.map((room, at) => linesIn(printSpans(cells[at] ?? []), room - 6, (each) => arialWidth(each, 9)));
    return Math.max(1, ...lines) * 9 * LINE + 0.5;
  });
}

const COVER_TYPE: Readonly<Partial<Record<GridCell["role"], number>>> = { title: 16, number: 14, small: 8 };

function coverRows(cover: Cover, width: number): readonly number[] {
  const { above, rows } = gridOf(cover);
  const heights = rows.map((cells) => Math.max(...cells.map((cell) => cellHeight(cell, (cell.share * width) / 100 - 4.2))));
  return [...above.map(() => 12 * LINE + 3), ...heights];
}

/** Of the line around a cell. */
const CELL_RULE = 0.75;

function cellHeight({ role, sides, paragraphs }: GridCell, room: number): number {
  if (role === "gap") return 4.5;
  const type = COVER_TYPE[role] ?? TYPE;
  const after = ["value", "words", "line", "abstract"].includes(role) ? 3 : 0;
  const lines = (paragraphs.length === 0 ? [[]] : paragraphs).map((spans) =>
    linesIn(printSpans(spans), room, (each) => arialWidth(each, type)),
  );
  const rules = (sides.match(/[tb]/gu)?.length ?? 0) * CELL_RULE;
  return lines.reduce((sum, each) => sum + each * type * LINE + after, rules);
}

/** A clause with a number of three parts has the style of level 3, wherever it stands alone. */
export function levelOf({ level, number }: { readonly level: number; readonly number: string }): number {
  return Math.min(Math.max(level, number === "" ? 1 : number.split(".").length), HEADING_TYPE.length);
}
