import { type Face, widthOf } from "../../figure/text-width.ts";
import type { Block } from "../manuscript.ts";
import { printSpans } from "../spans-of.ts";

/** The type of headings in points, by level. */
export const HEADING_TYPE = [18, 16, 14, 12, 11, 10, 10] as const;

/** What the styles of headings leave for the number, by level, in twentieths of a point. */
export const HEADING_INDENT = [1134, 1134, 1134, 1418, 1701, 1985, 1985] as const;

/** Above a heading, by level, and below each paragraph, in points. */
const ABOVE = [12, 9, 6, 6, 6, 6, 6] as const;
const BELOW = 9;

/** Of a letter of Times New Roman, on the average and a little more; of a line: shares of the type. */
const TIMES = 0.43;
const LINE = 1.17;

const TYPE = 10;

/** What B1 and NO stand in, with room for a label that is pushed in, in points. */
const INDENT = 40;

/** How high a block stands on its page, near enough to tell whether a figure has room below it, in points. @param width of the text, in points */
export function blockHeight(block: Block, width: number): number {
  const lines = (text: string, room: number) => Math.max(1, Math.ceil((text.length * TYPE * TIMES) / room));
  switch (block.kind) {
    case "heading": {
      const at = levelOf(block) - 1;
      const type = HEADING_TYPE[at] ?? TYPE;
      const room = width - (HEADING_INDENT[at] ?? 0) / 20;
      return (ABOVE[at] ?? 0) + arialLines(block.title, type, "regular", room) * type * LINE + BELOW;
    }
    case "plain":
      return lines(printSpans(block.spans), width) * TYPE * LINE + BELOW;
    case "precondition":
    case "paragraph":
    case "note":
    case "item":
    case "example":
    case "entry":
      return lines(printSpans(block.spans), width - INDENT) * TYPE * LINE + BELOW;
    case "mark":
      return TYPE * LINE + BELOW + 3;
    case "code":
      return block.lines.length * TYPE * LINE + BELOW;
    case "figure":
    case "table":
    case "cover":
    case "contents":
      return 0;
  }
}

/** What a caption takes below its figure, and the figure above and below itself, in points. */
export function captionHeight(caption: string, width: number): number {
  return 3 + BELOW + arialLines(caption, TYPE, "bold", width) * TYPE * LINE + 12;
}

/** Words are not broken, so that a line is not quite full. */
function arialLines(text: string, type: number, face: Face, room: number): number {
  return Math.max(1, Math.ceil((widthOf(text, type, face) * 1.04) / room));
}

/** A clause with a number of three parts has the style of level 3, wherever it stands alone. */
export function levelOf({ level, number }: { readonly level: number; readonly number: string }): number {
  return Math.min(Math.max(level, number === "" ? 1 : number.split(".").length), HEADING_TYPE.length);
}
