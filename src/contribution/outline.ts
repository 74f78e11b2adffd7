import type { Block, CodeBlock, DocumentTree, Paragraph, TableRow } from "../document/index.ts";
import { listIn } from "./code-lists.ts";
import type { PieceRole } from "./contribution.ts";
import { countItems } from "./counted-items.ts";
import { arrowPieces } from "./drawn-steps.ts";
import { isChangeMarker, isClauseNumber, isTitle, numberedTitle } from "./heading.ts";
import { headingLabel } from "./heading-steps.ts";
import { type PrintedLabel, printedLabel } from "./printed-label.ts";
import { columnsOf, toldRow } from "./table-steps.ts";

/** A piece whose clause is not known yet. */
export interface RawPiece {
  readonly paragraph: Paragraph;
  readonly role: PieceRole;
  readonly label: PrintedLabel | null;
  readonly from: number;
  /** 0 for the running text; each table cell and each column of steps has its own. */
  readonly region: number;
  /** A number and a few words, which could be a heading as well as a step. */
  readonly isTitleLike: boolean;
}

/** A block of code, and how many pieces stand in front of it. */
export interface PlacedCode {
  readonly block: CodeBlock;
  readonly at: number;
}

interface Draft {
  readonly pieces: RawPiece[];
  readonly blocks: PlacedCode[];
  regions: number;
}

/** The paragraphs in order, with what each is, as far as it shows by itself. */
export function outline({ format, blocks }: DocumentTree): { readonly raw: readonly RawPiece[]; readonly blocks: readonly PlacedCode[] } {
  const draft: Draft = { pieces: [], blocks: [], regions: 0 };
  addBlocks(draft, blocks, 0);
  joinNumbers(draft.pieces);
  if (format === "md") countItems(draft.pieces);
  return { raw: draft.pieces, blocks: draft.blocks };
}

function addBlocks(draft: Draft, blocks: readonly Block[], region: number): void {
  for (const block of blocks) {
    if (block.kind === "paragraph") draft.pieces.push(pieceOf(block, region, draft.pieces.at(-1)?.paragraph ?? null));
    else if (block.kind === "code") {
      draft.blocks.push({ block, at: draft.pieces.length });
      const arrows = arrowPieces(block, draft.regions + 1);
      if (arrows.length > 0) draft.regions += 1;
      draft.pieces.push(...arrows);
      const list = listIn(block);
      if (list.length > 0) addBlocks(draft, list, ++draft.regions);
    } else if (block.kind === "table") for (const row of addRows(draft, block.rows)) addBlocks(draft, row, ++draft.regions);
  }
}

/** A row that begins with a step's number is that step; the other cells stand each by itself. */
function* addRows(draft: Draft, rows: readonly TableRow[]): Generator<readonly Block[]> {
  const column = ++draft.regions;
  const columns = columnsOf(rows);
  for (const row of rows) {
    const { cells } = row;
    const first = cells[0]?.blocks[0];
    const number = first?.kind === "paragraph" && first.role !== "cover" ? stepCell(first) : null;
    const told = number === null ? null : toldRow(row, columns);
    const rest = cells.flatMap(({ blocks }, at) => (at === 0 || told?.used.has(at) === true ? [] : [blocks]));
    const longest = rest.reduce<readonly Block[]>((best, blocks) => (lengthOf(blocks) > lengthOf(best) ? blocks : best), []);
    if (number === null || first?.kind !== "paragraph" || (told === null && lengthOf(longest) <= 12)) {
      yield* cells.map(({ blocks }) => blocks);
      continue;
    }
    draft.pieces.push({ paragraph: first, role: "text", label: number, from: first.text.length, region: column, isTitleLike: false });
    if (told !== null) draft.pieces.push(unlabelled(told.paragraph, "text", column));
    addBlocks(draft, longest, column);
    yield* rest.filter((blocks) => blocks !== longest);
  }
}

function pieceOf(paragraph: Paragraph, region: number, before: Paragraph | null): RawPiece {
  const role = isOfContents(paragraph.text) ? "skipped" : goesOn(paragraph, before) ? "text" : roleOf(paragraph);
  if (role === "heading" && region === 0) return headingPiece(paragraph);
  if (role !== "text") return unlabelled(paragraph, role, region);
  if (isChangeMarker(paragraph.text)) return unlabelled(paragraph, isUnderline(paragraph, before) ? "skipped" : "marker", region);
  const isTyped = paragraph.label === null || !/[\p{L}\d]/u.test(paragraph.label);
  if (isTyped && region === 0 && numberedTitle(paragraph.text) !== null) return unlabelled(paragraph, "heading", region);
  const label = isTyped ? typedLabel(paragraph.text) : printedLabel(paragraph.label ?? "");
  if (label === null) return unlabelled(paragraph, role, region);
  const from = isTyped ? label.end : 0;
  const isTitleLike = isTyped && region === 0 && isUnstyled(paragraph) && isTitle(paragraph.text.slice(from));
  return { paragraph, role, label, from, region, isTitleLike };
}

/** It may be a step as well. */
function headingPiece(paragraph: Paragraph): RawPiece {
  const label = paragraph.label === null ? headingLabel(paragraph.text) : null;
  return label === null
    ? unlabelled(paragraph, "heading", 0)
    : { paragraph, role: "heading", label, from: label.end, region: 0, isTitleLike: false };
}

/** The line under `Step 3`, which only makes a title of it. */
function isUnderline({ text, blankBefore }: Paragraph, before: Paragraph | null): boolean {
  if (before === null || blankBefore > 0 || !/^([=~^*"#-])\1+$/u.test(text)) return false;
  return printedLabel(before.text)?.shape === "Step #";
}

function unlabelled(paragraph: Paragraph, role: PieceRole, region: number): RawPiece {
  return { paragraph, role, label: null, from: 0, region, isTitleLike: false };
}

/** Where no style of Word says that it is a list: `B1` does. */
function isUnstyled({ style }: Paragraph): boolean {
  return style === null || /^(?:normal|standard|default|body|text|plain|heading|[àa-z ]*paragraph)/iu.test(style);
}

/** Behind a bullet, too, where it cannot be a number of something: "- Step 3: …". */
function typedLabel(text: string): PrintedLabel | null {
  const bullet = /^(?:[-–—•·*]\s+|["“](?=\d{1,2}[.)]\s))/u.exec(text)?.[0].length ?? 0;
  const label = printedLabel(text.slice(bullet));
  if (bullet === 0 || label === null) return label;
  return label.isBare ? null : { ...label, end: label.end + bullet };
}

/** A clause number that stands alone belongs to the title after it. */
function joinNumbers(pieces: RawPiece[]): void {
  for (const [at, piece] of pieces.entries()) {
    const next = pieces[at + 1];
    if (piece.role !== "text" || next?.role !== "text" || next.label !== null || piece.region !== next.region) continue;
    const { text, label } = piece.paragraph;
    if (label !== null || !isClauseNumber(text) || /[.):]$/u.test(text) || !isTitle(next.paragraph.text)) continue;
    pieces[at] = { ...piece, role: "heading", label: null };
    pieces[at + 1] = { ...next, role: "title" };
  }
}

function roleOf({ role, text }: Paragraph): PieceRole {
  switch (role) {
    case "heading":
      return "heading";
    case "figure-caption":
    case "table-caption":
      return "caption";
    case "note":
      return "note";
    case "cover":
      return "cover";
    case "contents":
    case "comment":
    case "editors-note":
    case "example":
      return "skipped";
    case "footnote":
    case "item":
    case "body":
      return isCaption(text) ? "caption" : "text";
  }
}

/** `… as shown in` and then, on a line of its own, `Figure 5: the first of them moves on to …`. */
function goesOn({ role, style, blankBefore, place, text }: Paragraph, before: Paragraph | null): boolean {
  if ((role !== "figure-caption" && role !== "table-caption" && role !== "body") || style !== null || before === null) return false;
  if (place.wordParagraph !== null || !/^(?:Figure|Table)\s/u.test(text)) return false;
  // The turn of a page may stand between them; a caption with a colon goes on from nothing.
  if (blankBefore > 0 && /^\w+\s+[\w.()-]+\s*:/u.test(text)) return false;
  const open = blankBefore > 0 ? /\b(?:in|by|of|see|from|with|to|and|the)$/u : /\p{Ll}(?:\s\S+){4,}\s\p{Ll}+$/u;
  return open.test(before.text);
}

/** `Table 4 Trunks`, and `Figure A.2` that stands alone; but not `Table of Contents`. */
function isCaption(text: string): boolean {
  if (!text.startsWith("Figure") && !text.startsWith("Table")) return false;
  // `Figure 3.4.  Flow of the search.`, `Table 5 - Causes`: what follows is no sentence.
  if (/^(?:Figure|Table)\s+(?:[A-Z]\.?)?\d[\w-]*(?:\.\d+)*(?:\.|\s[-–])\s+\p{Lu}.{2,160}$/u.test(text)) return true;
  // `Figure 4-2 (a): The first half`.
  if (/^(?:Figure|Table)\s+[A-Z]?\d[\w.–-]*\s\([a-z]\)\s*[:.–-]?\s+\p{Lu}.{2,160}$/u.test(text)) return true;
  const found = /^(?:Figure|Table)\s+([\w.()–-]+)(\s+\p{Lu})?/u.exec(text);
  if (found === null) return false;
  const isLabel = /\d|^[A-Z]{1,2}$/u.test(found[1] ?? "");
  return isLabel && (found[2] === undefined ? found[0].length === text.length && !text.endsWith(".") : isTitle(text));
}

/** `4.2 Procedure ........ 17`: a line that leads to a page. */
function isOfContents(text: string): boolean {
  return text.includes("..") || text.includes(" . ") ? /(?:\.{4}|(?:\s\.){4})[.\s]*\d/u.test(text) : false;
}

/** `3`, `Step 3`, `Step 3 (M)`: a cell that only numbers its row. */
function stepCell({ text, label }: Paragraph): PrintedLabel | null {
  const bare = (text === "" ? (label ?? "") : text).replace(/\s*\([MOC]\)\s*$/u, "");
  const read = printedLabel(bare);
  return read !== null && read.end >= bare.length ? read : null;
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + (block.kind === "paragraph" ? block.text.length : 0), 0);
}
