import type { Code, Heading, ListItem, Paragraph as MarkdownParagraph, Table as MarkdownTable, Parents, Root, RootContent } from "mdast";
import { htmlBlocks } from "./html-blocks.ts";
import { paragraphsOfLines, type SeenLine } from "./line-paragraphs.ts";
import { seenText } from "./markdown-inline.ts";
import { plainLanguage } from "./markdown-plain.ts";
import { lineAt, piecesBetween, type SourceLines } from "./source-lines.ts";
import type { Piece } from "./spell.ts";
import { groupsOf } from "./text-lines.ts";
import type { Block, CodeBlock, Paragraph, ParagraphRole, Table } from "./tree.ts";

export interface MarkdownContext {
  readonly file: string;
  /** See `wrapWidth`. */
  readonly width: number | null;
  readonly source: SourceLines;
}

interface Markup {
  readonly role: ParagraphRole;
  readonly level: number | null;
}

/** Where a node stands among others. */
interface Standing {
  /** What stands before it on its line: numbers of list items. */
  readonly before: readonly Piece[];
  readonly markup: Markup | null;
  readonly depth: number;
}

/** Deeper lists and quotations are no document. */
const DEEPEST = 100;

/** The blocks of a syntax tree whose places are those of the source. */
export function markdownBlocks(root: Root, context: MarkdownContext): Blocks {
  return childrenOf(root, { before: [], markup: null, depth: 0 }, context);
}

interface Blocks {
  readonly body: readonly Block[];
  readonly footnotes: readonly Block[];
}

function childrenOf({ children }: Parents, { before, markup, depth }: Standing, context: MarkdownContext): Blocks {
  if (depth > DEEPEST) return { body: [], footnotes: [] };
  const all = children.map((child, index) =>
    blocksOf(child as RootContent, { before: index === 0 ? before : [], markup, depth: depth + 1 }, context),
  );
  return { body: all.flatMap(({ body }) => body), footnotes: all.flatMap(({ footnotes }) => footnotes) };
}

function blocksOf(node: RootContent, standing: Standing, context: MarkdownContext): Blocks {
  switch (node.type) {
    case "paragraph":
      return only(textOf(node, standing, context));
    case "list":
      return childrenOf(node, standing, context);
    case "listItem":
      return itemOf(node, standing, context);
  }
  // Nothing else has a number before it on its line: that stands for itself.
  const number =
    standing.before.length === 0 || (node.type === "code" && !isFenced(node, context))
      ? []
      : linesOnly([seenLine(standing.before, node, context)], standing.markup, context, 0);
  const { body, footnotes } = otherBlocksOf(node, standing, context);
  return { body: [...number, ...body], footnotes };
}

function otherBlocksOf(node: RootContent, { markup, depth }: Standing, context: MarkdownContext): Blocks {
  switch (node.type) {
    case "heading":
      return only(textOf(node, { before: [], markup: { role: "heading", level: node.depth }, depth }, context));
    case "blockquote":
      return childrenOf(node, { before: [], markup, depth }, context);
    case "footnoteDefinition": {
      const { body, footnotes } = childrenOf(node, { before: [], markup: { role: "footnote", level: null }, depth }, context);
      return { body: [], footnotes: [...body, ...footnotes] };
    }
    case "code":
      return only(codeOf(node, context));
    case "html": {
      const blankBefore = blanksBefore(node, context);
      return only(htmlBlocks(context.source, startOf(node), node.position?.end.offset ?? 0, { ...context, blankBefore }));
    }
    case "table":
      return only([tableOf(node, context)]);
    default:
      return only([]);
  }
}

function only(body: readonly Block[]): Blocks {
  return { body, footnotes: [] };
}

function itemOf(item: ListItem, { before, markup, depth }: Standing, context: MarkdownContext): Blocks {
  const [first] = item.children;
  const isOnItsLine = first !== undefined && first.position?.start.line === item.position?.start.line;
  const end = isOnItsLine ? startOf(first) : lineEndOf(item, context.source);
  const number = [...before, ...piecesBetween(context.source, startOf(item), end)];
  if (isOnItsLine) return childrenOf(item, { before: number, markup, depth }, context);
  const { body, footnotes } = childrenOf(item, { before: [], markup, depth }, context);
  return { body: [...linesOnly([seenLine(number, item, context)], markup, context, blanksBefore(item, context)), ...body], footnotes };
}

function textOf(node: MarkdownParagraph | Heading, { before, markup }: Standing, context: MarkdownContext): readonly Block[] {
  const { lines, pictures, comments } = seenText(node, before, context.source);
  const paragraphs = linesOnly(lines, markup, context, blanksBefore(node, context));
  const placeOf = ({ line, column }: { readonly line: number; readonly column: number }) => ({
    file: context.file,
    line,
    column,
    wordParagraph: null,
  });
  return [
    ...(node.type === "heading" ? paragraphs.map(withoutAttributes) : paragraphs),
    ...pictures.map((thing) => ({ kind: "figure", alt: thing.text, blocks: [], place: placeOf(thing), change: "none" }) as const),
    ...comments.map((thing) => ({ kind: "html-comment", text: thing.text, place: placeOf(thing) }) as const),
  ];
}

/** pandoc's `{#id .class}` behind a heading is not to be seen. */
function withoutAttributes(heading: Paragraph): Paragraph {
  const text = heading.text.replace(/\s*\{[#.][^{}]*\}$/u, "");
  return text === heading.text || text === ""
    ? heading
    : { ...heading, text, segments: heading.segments.filter(({ at }) => at < text.length) };
}

function linesOnly(lines: readonly SeenLine[], markup: Markup | null, context: MarkdownContext, blankBefore: number): readonly Paragraph[] {
  return paragraphsOfLines(lines, { file: context.file, width: context.width, blankBefore, markup });
}

function seenLine(pieces: readonly Piece[], { position }: RootContent, { source }: MarkdownContext): SeenLine {
  return { pieces, source: lineAt(source, position?.start.line ?? 1).text, isBroken: false };
}

/** Fenced code is code. What is merely indented is prose that somebody has pasted. */
function codeOf(node: Code, context: MarkdownContext): readonly Block[] {
  const { source, file } = context;
  const first = node.position?.start.line ?? 1;
  if (isFenced(node, context)) {
    const column = (/^[\s>]*/u.exec(lineAt(source, first + 1).text)?.[0].length ?? 0) + 1;
    const language = plainLanguage(node.lang ?? "");
    const { line } = lineAt(source, first + 1);
    const code: CodeBlock = { kind: "code", language, text: node.value, place: { file, line, column, wordParagraph: null } };
    return [code];
  }
  const last = node.position?.end.line ?? first;
  const lines = source.lines.slice(first - 1, last);
  return groupsOf(lines).flatMap(({ lines, blankBefore }, index) => {
    const seen = lines.map((line) => ({ pieces: [{ ...line, column: 1 }], source: line.text, isBroken: false }));
    return linesOnly(seen, null, context, index === 0 ? blanksBefore(node, context) : blankBefore);
  });
}

function isFenced({ position }: Code, { source }: MarkdownContext): boolean {
  const { line = 1, column = 1 } = position?.start ?? {};
  return /^\s*(?:`{3}|~{3})/u.test(lineAt(source, line).text.slice(column - 1));
}

function tableOf(node: MarkdownTable, context: MarkdownContext): Table {
  const { column = 1 } = node.position?.start ?? {};
  const { line } = lineAt(context.source, node.position?.start.line ?? 1);
  return {
    kind: "table",
    rows: node.children.map((row) => ({
      cells: row.children.map((cell) => {
        const { lines, comments } = seenText(cell, [], context.source);
        // A cell is one line of the source, which no editor has wrapped.
        const paragraphs = paragraphsOfLines(
          lines.map((seen) => ({ ...seen, source: "" })),
          { file: context.file, width: null, blankBefore: 0, markup: null },
        );
        const placed = comments.map(({ text, line, column }) => ({
          kind: "html-comment" as const,
          text,
          place: { file: context.file, line, column, wordParagraph: null },
        }));
        return { blocks: [...paragraphs, ...placed] };
      }),
      change: "none",
    })),
    place: { file: context.file, line, column, wordParagraph: null },
  };
}

function startOf(node: RootContent): number {
  return node.position?.start.offset ?? 0;
}

function lineEndOf({ position }: RootContent, source: SourceLines): number {
  const line = position?.start.line ?? 1;
  return (source.starts[line - 1] ?? 0) + lineAt(source, line).text.length;
}

function blanksBefore(node: RootContent, { source }: MarkdownContext): number {
  return source.blanksBefore[(node.position?.start.line ?? 1) - 1] ?? 0;
}
