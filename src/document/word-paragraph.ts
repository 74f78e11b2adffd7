import type { ListCounters } from "./list-counters.ts";
import type { Change, Figure, Paragraph, ReadDocument, TextRange } from "./tree.ts";
import { levelOfIndent, type WordIndent } from "./word-indent.ts";
import type { WordList } from "./word-numbering.ts";
import { wordRole } from "./word-roles.ts";
import type { WordStyle, WordStyles } from "./word-styles.ts";

/** `w:pPr`. */
export interface WordProperties {
  style: string | null;
  numId: string | null;
  ilvl: number | null;
  indent: WordIndent | null;
}

export function noProperties(): WordProperties {
  return { style: null, numId: null, ilvl: null, indent: null };
}

/** What one view shows of one Word paragraph, or of several that are one in it. */
export interface Draft {
  /** Line breaks are line ends. */
  readonly text: string;
  readonly edits: readonly TextRange[];
  readonly figures: readonly Figure[];
  /** The Word paragraphs it is from, in order. */
  readonly numbers: readonly number[];
  readonly wordId: string | null;
  /** Whether the other view shows a part of it, too. */
  readonly isShared: boolean;
  readonly isTouched: boolean;
}

export const emptyDraft: Draft = { text: "", edits: [], figures: [], numbers: [], wordId: null, isShared: false, isTouched: false };

export interface WordContext {
  readonly file: string;
  readonly styles: WordStyles;
  readonly lists: ReadonlyMap<string, WordList>;
  /** Word files that stand in it, by the id of their relation. */
  readonly chunks: ReadonlyMap<string, ReadDocument>;
}

/** The list a paragraph belongs to, and how deep in it. List and level are each its own, or its style's. */
export interface Numbering {
  readonly numId: string;
  readonly ilvl: number;
}

export function numberingOf({ numId, ilvl, style }: WordProperties, { styles }: WordContext): Numbering | null {
  const { numId: ofStyle, ilvl: levelOfStyle } = styles.paragraph(style);
  const list = numId ?? ofStyle;
  return list === null || list === "0" ? null : { numId: list, ilvl: ilvl ?? levelOfStyle ?? 0 };
}

/** The number the paragraph gets in the view of these counters. */
export function nextLabel(numbering: Numbering | null, counters: ListCounters): string | null {
  return numbering === null ? null : counters.next(numbering.numId, numbering.ilvl);
}

/** Together, in this order. */
export function joinDrafts(first: Draft, second: Draft): Draft {
  if (first === emptyDraft) return second;
  const moved = second.edits.map(({ from, to }) => ({ from: from + first.text.length, to: to + first.text.length }));
  return {
    text: first.text + second.text,
    edits: [...first.edits, ...moved],
    figures: [...first.figures, ...second.figures],
    numbers: [...first.numbers, ...second.numbers],
    wordId: first.wordId ?? second.wordId,
    isShared: first.isShared || second.isShared,
    isTouched: first.isTouched || second.isTouched,
  };
}

const NONE: readonly never[] = [];

export interface Standing {
  readonly numbering: Numbering | null;
  readonly label: string | null;
  readonly change: Change;
  readonly blankBefore: number;
}

/** A paragraph for each of its lines. None where nothing is to be seen. */
export function paragraphsOfDraft(
  draft: Draft,
  properties: WordProperties,
  { numbering, label, change, blankBefore }: Standing,
  context: WordContext,
): readonly Paragraph[] {
  const style = context.styles.paragraph(properties.style);
  const whole = draft.text.trim();
  const { role, level } = wordRole(style, whole, label);
  const isOneLine = role === "heading" || role === "figure-caption" || role === "table-caption";
  const text = isOneLine ? draft.text.replaceAll("\n", " ") : draft.text;
  const [number = 1, ...also] = draft.numbers;
  const made: Paragraph[] = [];
  const add = (line: string, offset: number) => {
    const trimmed = line.trim();
    const isFirst = made.length === 0;
    if (trimmed === "" && (!isFirst || label === null || whole !== "")) return;
    const from = offset + line.length - line.trimStart().length;
    made.push({
      kind: "paragraph",
      role,
      level,
      indent: indentOfParagraph(properties, style, numbering),
      style: style.name,
      label: isFirst ? label : null,
      text: trimmed,
      segments: NONE,
      place: { file: context.file, line: number, column: from + 1, wordParagraph: number },
      wordId: draft.wordId,
      also: also.length === 0 ? NONE : also,
      change,
      edits: clipped(draft.edits, from, from + trimmed.length),
      blankBefore: isFirst ? blankBefore : 0,
    });
  };
  if (!text.includes("\n")) add(text, 0);
  else {
    let offset = 0;
    for (const line of text.split("\n")) {
      add(line, offset);
      offset += line.length + 1;
    }
  }
  return made;
}

function clipped(edits: readonly TextRange[], start: number, end: number): readonly TextRange[] {
  if (edits.length === 0) return NONE;
  return edits
    .map(({ from, to }) => ({ from: Math.max(from, start) - start, to: Math.min(to, end) - start }))
    .filter(({ from, to }) => from < to);
}

function indentOfParagraph(properties: WordProperties, style: WordStyle, numbering: Numbering | null): number {
  if (numbering !== null) return numbering.ilvl;
  return style.level ?? levelOfIndent(properties.indent ?? style.indent);
}
