import type { Heading, Paragraph, PhrasingContent, TableCell } from "mdast";
import { htmlElements } from "./html-elements.ts";
import type { SeenLine } from "./line-paragraphs.ts";
import { alignText } from "./markdown-align.ts";
import { lineAt, type SourceLines } from "./source-lines.ts";
import type { Piece } from "./spell.ts";

/** What is to be seen of a Markdown paragraph, and what hangs on it. */
export interface SeenText {
  readonly lines: readonly SeenLine[];
  /** Alternative texts of its pictures. */
  readonly pictures: readonly SeenThing[];
  readonly comments: readonly SeenThing[];
}

interface LineColumn {
  readonly line: number;
  readonly column: number;
}

export interface SeenThing {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** Nobody nests emphasis deeper; what does is read no further. */
const DEEPEST = 50;

/** @param before what stands before the text and belongs to their first line, such as a list item's number */
export function seenText({ children, position }: Paragraph | Heading | TableCell, before: readonly Piece[], source: SourceLines): SeenText {
  // Where the text before has ended: nodes that a plugin has made know no place.
  let end: LineColumn = position?.start ?? { line: 1, column: 1 };
  const lines: SeenLine[] = [];
  const pictures: SeenThing[] = [];
  const comments: SeenThing[] = [];
  let pieces: Piece[] = [...before];
  let line = end.line;
  let afterPicture = false;
  const endLine = (isBroken: boolean) => {
    if (pieces.length > 0) lines.push({ pieces, source: lineAt(source, line).text, isBroken });
    pieces = [];
  };
  const add = (text: string, start: LineColumn) => {
    // pandoc writes a picture's size behind it.
    const attributes = afterPicture ? (/^\{[^{}]*\}/u.exec(text)?.[0] ?? "") : "";
    const skippedLines = attributes.split("\n").length - 1;
    for (const [index, found] of alignText(text, start, source).entries()) {
      if (index > 0) endLine(false);
      if (index < skippedLines) continue;
      if (pieces.length === 0) line = start.line + index;
      const skipped = attributes === "" || index > skippedLines ? 0 : attributes.length - attributes.lastIndexOf("\n") - 1;
      pieces.push(...(skipped === 0 ? found : withoutStart(found, skipped)));
      const last = found.at(-1);
      if (last !== undefined) end = { line: start.line + index, column: last.column + last.text.length };
    }
  };
  const walk = (nodes: readonly PhrasingContent[], depth: number) => {
    for (const node of nodes) {
      const start = node.position?.start ?? end;
      const thing = (text: string): SeenThing => ({ text, line: lineAt(source, start.line).line, column: start.column });
      switch (node.type) {
        case "text":
          add(node.value, start);
          break;
        case "inlineCode": {
          const ticks = /^`+/u.exec(source.text.slice(node.position?.start.offset ?? 0))?.[0].length ?? 0;
          add(node.value, { line: start.line, column: start.column + ticks });
          break;
        }
        case "break":
          endLine(true);
          break;
        case "image":
        case "imageReference":
          pictures.push(thing(node.alt ?? ""));
          break;
        case "html":
          if (/^<br\b/iu.test(node.value)) endLine(true);
          else if (node.value.startsWith("<!--")) comments.push(thing(commentIn(node.value)));
          else if (!htmlElements.has(/^<\/?([a-z][a-z\d]*)/iu.exec(node.value)?.[1]?.toLowerCase() ?? "")) add(node.value, start);
          break;
        case "footnoteReference":
          break;
        default:
          if (depth < DEEPEST) walk(node.children, depth + 1);
      }
      end = node.position?.end ?? end;
      afterPicture = node.type === "image";
    }
  };
  walk(children, 0);
  endLine(false);
  return { lines, pictures, comments };
}

export function commentIn(html: string): string {
  return html
    .replace(/^<!--/u, "")
    .replace(/-->\s*$/u, "")
    .trim();
}

function withoutStart(pieces: readonly Piece[], count: number): readonly Piece[] {
  let left = count;
  return pieces.flatMap((piece) => {
    const cut = Math.min(left, piece.text.length);
    left -= cut;
    return cut === piece.text.length
      ? []
      : [{ ...piece, text: piece.text.slice(cut), column: piece.column + cut, offset: piece.offset + cut }];
  });
}
