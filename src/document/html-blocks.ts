import { htmlElements, lineElements } from "./html-elements.ts";
import { type LineContext, paragraphsOfLines } from "./line-paragraphs.ts";
import { commentIn } from "./markdown-inline.ts";
import { piecesBetween, placeOfOffset, type SourceLines } from "./source-lines.ts";
import type { Piece } from "./spell.ts";
import type { Block, TableCell, TableRow } from "./tree.ts";

/** Tables in tables deeper than that are read as what stands in them. */
const DEEPEST = 20;

/** A table that is not complete yet. */
interface OpenTable {
  readonly rows: { cells: { blocks: Block[] }[]; change: "none" }[];
  readonly around: Block[];
  readonly offset: number;
}

/** HTML inside Markdown: its lines, tables and comments; nothing of it runs or is fetched. */
export function htmlBlocks(source: SourceLines, from: number, to: number, context: Omit<LineContext, "markup">): readonly Block[] {
  const tokens = [...tokensOf(source.text, from, to)];
  if (tokens.every(({ kind }) => kind === "text")) return proseBlocks(source, from, to, context);
  const all: Block[] = [];
  const tables: OpenTable[] = [];
  let blocks: Block[] = all;
  let pieces: Piece[] = [];
  let level: number | null = null;
  let { blankBefore } = context;
  const placeOf = (offset: number) => ({ file: context.file, ...placeOfOffset(source, offset), wordParagraph: null });
  const endLine = () => {
    const markup = level === null ? null : ({ role: "heading", level } as const);
    const made = paragraphsOfLines([{ pieces, source: "", isBroken: false }], { ...context, blankBefore, markup });
    blocks.push(...made);
    if (made.length > 0) blankBefore = 0;
    pieces = [];
  };
  const closeTable = () => {
    const open = tables.pop();
    if (open === undefined) return;
    const rows: readonly TableRow[] = open.rows.filter(({ cells }) => cells.length > 0);
    blocks = open.around;
    if (rows.length > 0) blocks.push({ kind: "table", rows, place: placeOf(open.offset) });
  };
  const tag = (name: string, isEnd: boolean, offset: number, attributes: string) => {
    if (lineElements.has(name)) endLine();
    const open = tables.at(-1);
    if (/^h[1-6]$/u.test(name)) level = isEnd ? null : Number(name.slice(1));
    if (name === "img" && !isEnd) {
      const alt = /\balt\s*=\s*(?:"([^"]*)"|'([^']*)')/iu.exec(attributes);
      blocks.push({ kind: "figure", alt: alt?.[1] ?? alt?.[2] ?? "", blocks: [], place: placeOf(offset), change: "none" });
    }
    if (name === "table" && !isEnd && tables.length < DEEPEST) tables.push({ rows: [], around: blocks, offset });
    if (name === "table" && isEnd) closeTable();
    if (open === undefined || isEnd) return;
    if (name === "tr") open.rows.push({ cells: [], change: "none" });
    if (name === "td" || name === "th") {
      const cell: TableCell & { blocks: Block[] } = { blocks: [] };
      const row = open.rows.at(-1) ?? { cells: [], change: "none" as const };
      if (open.rows.length === 0) open.rows.push(row);
      row.cells.push(cell);
      blocks = cell.blocks;
    }
  };
  for (const { kind, from: start, to: end, name, isEnd } of tokens) {
    switch (kind) {
      case "text":
        pieces.push(...linesJoined(piecesBetween(source, start, end)));
        break;
      case "comment":
        blocks.push({ kind: "html-comment", text: commentIn(source.text.slice(start, end)), place: placeOf(start) });
        break;
      case "tag":
        tag(name, isEnd, start, source.text.slice(start, end));
    }
  }
  endLine();
  while (tables.length > 0) closeTable();
  return all;
}

/** What Markdown takes for HTML, and is none: `<defined term>`. */
function proseBlocks(source: SourceLines, from: number, to: number, context: Omit<LineContext, "markup">): readonly Block[] {
  const lines = piecesBetween(source, from, to).map((piece) => ({
    pieces: [piece],
    source: piece.text,
    isBroken: false,
  }));
  return paragraphsOfLines(lines, { ...context, markup: null });
}

/** A line end in HTML is a blank. */
function linesJoined(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.flatMap((piece, index) => {
    const decoded = decodeReferences(piece);
    return index === 0 ? decoded : [{ ...piece, text: " " }, ...decoded];
  });
}

const named: Readonly<Record<string, string>> = {
  amp: "&", apos: "'", gt: ">", hellip: "…", ldquo: "“", lsquo: "‘", lt: "<", mdash: "—", nbsp: " ", ndash: "–", quot: '"', rarr: "→",
  rdquo: "”", rsquo: "’", shy: "\u00AD",
}; // biome-ignore format: a table

function decodeReferences(piece: Piece): readonly Piece[] {
  if (!piece.text.includes("&")) return [piece];
  const parts: Piece[] = [];
  let at = 0;
  const part = (text: string, from: number) => ({ ...piece, text, column: piece.column + from, offset: piece.offset + from });
  for (const { 0: reference, 1: name = "", index } of piece.text.matchAll(/&(#\d{1,6}|#x[\da-f]{1,5}|[a-z]{2,8});/giu)) {
    const point = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : name.startsWith("#") ? Number(name.slice(1)) : null;
    const decoded = point === null ? named[name] : String.fromCodePoint(point);
    if (decoded === undefined) continue;
    parts.push(part(piece.text.slice(at, index), at), part(decoded, index));
    at = index + reference.length;
  }
  return [...parts, part(piece.text.slice(at), at)];
}

interface Token {
  readonly kind: "text" | "comment" | "tag";
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly isEnd: boolean;
}

function* tokensOf(text: string, from: number, to: number): Generator<Token> {
  let at = from;
  let textFrom = from;
  let hasCommentEnd = true;
  while (at < to) {
    const open = text.indexOf("<", at);
    if (open < 0 || open >= to) break;
    const token = tagAt(text, open, to, hasCommentEnd);
    if (token === null) {
      if (text.startsWith("<!--", open)) hasCommentEnd = false;
      at = open + 1;
      continue;
    }
    if (textFrom < open) yield { kind: "text", from: textFrom, to: open, name: "", isEnd: false };
    yield token;
    at = token.to;
    textFrom = at;
  }
  if (textFrom < to) yield { kind: "text", from: textFrom, to, name: "", isEnd: false };
}

/** The longest tag somebody writes. */
const LONGEST_TAG = 5000;

function tagAt(text: string, open: number, to: number, hasCommentEnd: boolean): Token | null {
  if (text.startsWith("<!--", open)) {
    const end = hasCommentEnd ? text.indexOf("-->", open + 4) : -1;
    return end < 0 || end >= to ? null : { kind: "comment", from: open, to: end + 3, name: "", isEnd: false };
  }
  const name = /^<\/?([a-z][a-z\d]*)(?=[\s/>])/iu.exec(text.slice(open, open + 20))?.[1]?.toLowerCase();
  if (name === undefined || !htmlElements.has(name)) return null;
  const end = text.slice(open, Math.min(to, open + LONGEST_TAG)).indexOf(">");
  if (end < 0) return null;
  const close = open + end + 1;
  const isEnd = text.charAt(open + 1) === "/";
  if (isEnd || (name !== "script" && name !== "style")) return { kind: "tag", from: open, to: close, name, isEnd };
  const rest = text.slice(close, to).search(new RegExp(`</${name}`, "iu"));
  return { kind: "tag", from: open, to: rest < 0 ? close : close + rest, name, isEnd };
}
