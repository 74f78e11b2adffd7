import type { Place } from "../model/place.ts";

/** What of a document counts: who reads it, and in which form it came, is no longer to be seen in it. */
export interface DocumentTree {
  readonly kind: "document";
  /** As the user would type it; a document inside an archive is `meeting.zip!/inner.docx`. */
  readonly file: string;
  readonly format: DocumentFormat;
  readonly blocks: readonly Block[];
  readonly notices: readonly Notice[];
}

/** `doc` is what was converted from it, too. */
export type DocumentFormat = "docx" | "doc" | "md" | "txt";

/** Both views of a document: as it stands when its tracked changes are accepted, and as it stood before them. */
export interface ReadDocument {
  readonly accepted: DocumentTree;
  /** Null where nothing is tracked. A paragraph that is the same in both views is one object. */
  readonly original: DocumentTree | null;
}

/** What was lost or doubtful in reading. */
export interface Notice {
  readonly place: DocumentPlace;
  /** One sentence without a full stop. */
  readonly text: string;
}

/** In Word, the line is the number of the Word paragraph, and the column counts in the visible text of the view, without the automatic number. */
export interface DocumentPlace extends Place {
  /** The number of the `w:p` in its document, from 1, deleted and inserted ones included: the same in both views. Null elsewhere. */
  readonly wordParagraph: number | null;
}

export type Block = Paragraph | Table | CodeBlock | Figure | HtmlComment;

export type ParagraphRole =
  | "heading"
  | "item"
  | "note"
  | "editors-note"
  | "example"
  | "figure-caption"
  | "table-caption"
  | "cover"
  | "contents"
  | "footnote"
  | "comment"
  | "body";

/** How a block came into its view by tracked changes: `inserted` stands in the accepted view alone, `deleted` in the original one alone. */
export type Change = "none" | "inserted" | "deleted" | "changed";

/**
 * A line a reader sees as one: a Word paragraph, or a part of it between line breaks; a line of text, or several that were one before
 * somebody wrapped them. It is never empty: it has a text or a label.
 */
export interface Paragraph {
  readonly kind: "paragraph";
  readonly role: ParagraphRole;
  /** A heading's level from 1; null elsewhere. */
  readonly level: number | null;
  /** How far in it stands: 0 at the margin, then one for each level of a list or of indentation. */
  readonly indent: number;
  /** The name of its style in Word, as Word shows it: `B1`, `NO`, `heading 2`; null elsewhere. */
  readonly style: string | null;
  /** The automatic number or bullet as printed: `3.`, `a)`, `6.1.2`, `•`. Null where there is none, or where it is typed: then it begins the text. */
  readonly label: string | null;
  /** Trimmed; no-break spaces are blanks and no-break hyphens are `-`, soft hyphens are left out, a tab is `\t`. */
  readonly text: string;
  /** Where the pieces of the text stand in the source, in order, the first at 0. Empty in Word: see `placeAt`. */
  readonly segments: readonly Segment[];
  readonly place: DocumentPlace;
  /** The `w14:paraId` of Word. */
  readonly wordId: string | null;
  /** Numbers of the other Word paragraphs that a tracked paragraph mark made one with this one in this view. */
  readonly also: readonly number[];
  readonly change: Change;
  /** Ranges of the text that only this view has. */
  readonly edits: readonly TextRange[];
  /** Empty lines or empty Word paragraphs before it. */
  readonly blankBefore: number;
}

/** From this offset in the text to the next segment's, text and source run side by side. */
export interface Segment {
  readonly at: number;
  readonly line: number;
  readonly column: number;
  /** In the decoded file, in UTF-16 units from 0, a byte order mark not counted: where an edit is spliced in. */
  readonly offset: number;
}

/** UTF-16 units of a text, the end not included. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

export interface Table {
  readonly kind: "table";
  readonly rows: readonly TableRow[];
  readonly place: DocumentPlace;
}

export interface TableRow {
  readonly cells: readonly TableCell[];
  readonly change: Change;
}

export interface TableCell {
  readonly blocks: readonly Block[];
}

/** Of Markdown, or PlantUML between its own brackets in any text. */
export interface CodeBlock {
  readonly kind: "code";
  /** `mermaid`, `plantuml`, … in small letters; "" where none is given. */
  readonly language: string;
  readonly text: string;
  /** Of its first line; the others follow it one by one. */
  readonly place: DocumentPlace;
}

/** A picture, drawing or embedded object. Its anchor stands before it, unless that says nothing itself. */
export interface Figure {
  readonly kind: "figure";
  /** Alternative text; "" where there is none. */
  readonly alt: string;
  /** What stands in its text boxes. */
  readonly blocks: readonly Block[];
  readonly place: DocumentPlace;
  readonly change: Change;
}

/** `<!-- … -->` of Markdown, where a person gives the linter orders. */
export interface HtmlComment {
  readonly kind: "html-comment";
  /** What stands inside, trimmed. */
  readonly text: string;
  readonly place: DocumentPlace;
}

/** Where the character at this offset of its text stands. */
export function placeAt({ place, segments }: Paragraph, offset: number): DocumentPlace {
  let low = 0;
  let high = segments.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle;
  }
  const segment = segments[low];
  const [line, column] = segment === undefined ? [place.line, place.column + offset] : [segment.line, segment.column + offset - segment.at];
  return line === place.line && column === place.column ? place : { file: place.file, line, column, wordParagraph: place.wordParagraph };
}

/** All paragraphs in the order of the document, those of tables and text boxes included. */
export function* paragraphsOf(blocks: readonly Block[]): Generator<Paragraph> {
  for (const block of blocks) {
    switch (block.kind) {
      case "paragraph":
        yield block;
        break;
      case "table":
        for (const { cells } of block.rows) for (const cell of cells) yield* paragraphsOf(cell.blocks);
        break;
      case "figure":
        yield* paragraphsOf(block.blocks);
        break;
      case "code":
      case "html-comment":
    }
  }
}
