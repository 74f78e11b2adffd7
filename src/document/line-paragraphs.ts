import { roleOfText } from "./role-of-text.ts";
import { type Piece, spell } from "./spell.ts";
import { indentationOf } from "./text-lines.ts";
import type { Paragraph, ParagraphRole } from "./tree.ts";
import { goesOn } from "./unwrap.ts";

/** A line of a block as its reader sees it. */
export interface SeenLine {
  /** What is to be seen of it, in order. */
  readonly pieces: readonly Piece[];
  /** The whole line of the source. */
  readonly source: string;
  /** The author has ended the line on purpose. */
  readonly isBroken: boolean;
}

export interface LineContext {
  readonly file: string;
  /** See `wrapWidth`. */
  readonly width: number | null;
  readonly blankBefore: number;
  /** What the markup says it is; null where only its words can say it. */
  readonly markup: { readonly role: ParagraphRole; readonly level: number | null } | null;
}

/** A paragraph for each line, or for the lines that somebody has wrapped. */
export function paragraphsOfLines(lines: readonly SeenLine[], context: LineContext): readonly Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let first = 0;
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (next !== undefined && !line.isBroken && isJoined(lines[first] ?? line, line, next, context)) continue;
    const made = paragraphOf(lines.slice(first, index + 1), context, first === 0 ? context.blankBefore : 0);
    if (made !== null) paragraphs.push(made);
    first = index + 1;
  }
  return paragraphs;
}

function isJoined(first: SeenLine, line: SeenLine, next: SeenLine, { width, markup }: LineContext): boolean {
  if (markup?.role === "heading") return true;
  return goesOn(line.source, shown(next), width, { first: first.source, indentation: indentationOf(next.source) });
}

function shown({ pieces }: SeenLine): string {
  return pieces.length === 1 ? (pieces[0]?.text ?? "") : pieces.map(({ text }) => text).join("");
}

/** Null where nothing is to be seen. */
function paragraphOf(lines: readonly SeenLine[], { file, markup }: LineContext, blankBefore: number): Paragraph | null {
  const { text, segments } = spell(
    lines.flatMap(({ pieces }, index) => {
      const begun = index === 0 ? pieces : joined(pieces);
      return index === lines.length - 1 ? begun : withoutEnd(begun);
    }),
  );
  const [first] = segments;
  if (first === undefined || text === "") return null;
  return {
    kind: "paragraph",
    role: markup?.role ?? roleOfText(text),
    level: markup?.level ?? null,
    indent: Math.min(9, Math.round(indentationOf(lines[0]?.source ?? "") / 4)),
    style: null,
    label: null,
    text,
    segments,
    place: { file, line: first.line, column: first.column, wordParagraph: null },
    wordId: null,
    also: [],
    change: "none",
    edits: [],
    blankBefore,
  };
}

/** The line after another one: its indentation becomes one blank, which stands where the line begins. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const [first, ...rest] = pieces;
  if (first === undefined) return [];
  const text = first.text.trimStart();
  const skipped = first.text.length - text.length;
  const moved = { ...first, text, column: first.column + skipped, offset: first.offset + skipped };
  return [{ ...moved, text: " " }, moved, ...rest];
}

/** Without the blanks it ends with. */
function withoutEnd(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.map((piece, index) => (index === pieces.length - 1 ? { ...piece, text: piece.text.trimEnd() } : piece));
}
