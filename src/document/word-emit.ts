import { BadInput } from "../model/wrong.ts";
import type { ListCounters } from "./list-counters.ts";
import { cutLoose, spellPlain } from "./spell.ts";
import type { Change, Figure, Paragraph, TextRange } from "./tree.ts";
import { type Frame, put, putBoth, takeCarry } from "./word-containers.ts";
import {
  type Draft,
  emptyDraft,
  joinDrafts,
  nextLabel,
  noProperties,
  numberingOf,
  paragraphsOfDraft,
  type WordContext,
  type WordProperties,
} from "./word-paragraph.ts";
import { BOTH, type Both, isIn, type View, type ViewMask, views } from "./word-views.ts";

/** A `w:p` while it is read. */
export interface OpenParagraph {
  readonly number: number;
  readonly wordId: string | null;
  readonly now: WordProperties;
  /** As they were before a tracked change; null where none is. */
  before: WordProperties | null;
  /** Whether a tracked change has put it into a list. */
  isNumberingNew: boolean;
  /** What was printed before a change of the numbering. */
  labelBefore: string | null;
  /** Views whose paragraph ends here, and does not go on with the next one. */
  mark: ViewMask;
  /** The style's text is hidden. */
  isHidden: boolean;
  /** A large first letter of the next paragraph. */
  isDropCap: boolean;
  /** Where nothing is to be seen in it, it has no number: its mark is hidden, or is the end of a section. */
  isSilent: boolean;
  readonly texts: [string, string];
  readonly edits: Both<TextRange[]>;
  readonly figures: Both<Figure[]>;
  isShared: boolean;
  isTouched: boolean;
}

export function newParagraph(number: number, wordId: string | null): OpenParagraph {
  return {
    number,
    wordId,
    now: noProperties(),
    before: null,
    isNumberingNew: false,
    labelBefore: null,
    mark: BOTH,
    isHidden: false,
    isDropCap: false,
    isSilent: false,
    texts: ["", ""],
    edits: [[], []],
    figures: [[], []],
    isShared: false,
    isTouched: false,
  };
}

export function addText(paragraph: OpenParagraph, text: string, mask: ViewMask): void {
  const { texts, isTouched } = paragraph;
  const plain = texts[0] === "" || texts[1] === "" ? cutLoose(spellPlain(text)) : spellPlain(text);
  if (mask === BOTH) paragraph.isShared = true;
  else paragraph.isTouched = true;
  if (mask === BOTH && !isTouched) {
    // One string for both views.
    texts[0] += plain;
    texts[1] = texts[0];
    return;
  }
  for (const view of views) {
    if (!isIn(mask, view)) continue;
    const from = texts[view].length;
    texts[view] += plain;
    if (mask !== BOTH) paragraph.edits[view].push({ from, to: from + plain.length });
  }
}

/** More than any standard has, by far. */
const MOST_PARAGRAPHS = 500_000;

export interface Emitter {
  /** At `</w:p>`. @param mask views in which the Word paragraph is at all */
  end(paragraph: OpenParagraph, frame: Frame, mask: ViewMask): void;
  /** Before something that no paragraph goes on over: a table, the end of a cell. @param mask views that have it */
  flush(frame: Frame, mask?: ViewMask): void;
}

export function emitter(counters: Both<ListCounters>, context: WordContext): Emitter {
  let count = 0;
  const add = (frame: Frame, view: View, paragraphs: readonly Paragraph[], figures: readonly Figure[]) => {
    count += paragraphs.length;
    if (count > 2 * MOST_PARAGRAPHS)
      throw new BadInput(`${context.file} has more than ${MOST_PARAGRAPHS} paragraphs`, { remedy: "Split it" });
    for (const paragraph of paragraphs) put(frame, view, paragraph);
    for (const figure of figures) put(frame, view, figure);
    if (paragraphs.length + figures.length === 0) frame.blanks[view] += 1;
    else frame.blanks[view] = 0;
  };
  const emit = (frame: Frame, view: View, draft: Draft, properties: WordProperties, labelBefore: string | null) => {
    const numbering = numberingOf(properties, context);
    const counted = nextLabel(numbering, counters[view]);
    const label = view === 1 && labelBefore !== null ? labelBefore : counted;
    const standing = { numbering, label, change: changeIn(view, draft), blankBefore: frame.blanks[view] };
    add(frame, view, paragraphsOfDraft(draft, properties, standing, context), draft.figures);
  };
  const emitShared = (frame: Frame, draft: Draft, properties: WordProperties) => {
    const numbering = numberingOf(properties, context);
    const label = nextLabel(numbering, counters[0]);
    const other = nextLabel(numbering, counters[1]);
    const standing = { numbering, label, change: "none" as const, blankBefore: frame.blanks[0] };
    const made = paragraphsOfDraft(draft, properties, standing, context);
    if (label !== other || frame.blanks[0] !== frame.blanks[1]) {
      add(frame, 0, made, draft.figures);
      add(
        frame,
        1,
        paragraphsOfDraft(draft, properties, { ...standing, label: other, blankBefore: frame.blanks[1] }, context),
        draft.figures,
      );
      return;
    }
    const differed = frame.differs;
    add(frame, 0, made, []);
    for (const paragraph of made) frame.blocks[1].push(paragraph);
    for (const figure of draft.figures) putBoth(frame, figure);
    if (draft.figures.length > 0) frame.blanks[0] = 0;
    frame.blanks[1] = frame.blanks[0];
    frame.differs = differed;
  };
  return {
    end(paragraph, frame, mask) {
      if (paragraph.isNumberingNew) paragraph.before ??= { ...paragraph.now, numId: null, ilvl: null };
      const { isTouched, isDropCap, mark, before, labelBefore, number, figures } = paragraph;
      const isSilent = paragraph.isSilent || frame.isCovered;
      const now = isSilent && isNothing(draftOf(paragraph, 0, number)) ? { ...paragraph.now, numId: "0" } : paragraph.now;
      const isAlone = frame.carry[0] === frame.carry[1];
      const isSame = figures[0].length === figures[1].length && figures[0].every((figure, index) => figure === figures[1][index]);
      if (!isTouched && isAlone && mask === BOTH && mark === BOTH && before === null && labelBefore === null && isSame) {
        const draft = draftOf(paragraph, 0, number);
        if (isDropCap) frame.carry[0] = frame.carry[1] = { draft, properties: now };
        else {
          frame.carry[1] = null;
          emitShared(frame, joinDrafts(takeCarry(frame, 0), draft), now);
        }
        return;
      }
      for (const view of views) {
        if (!isIn(mask, view)) continue;
        const draft = joinDrafts(takeCarry(frame, view), draftOf(paragraph, view, number));
        const properties = view === 1 ? (before ?? now) : now;
        if (isIn(mark, view) && !isDropCap) emit(frame, view, draft, properties, paragraph.labelBefore);
        else frame.carry[view] = { draft: isNothing(draft) ? emptyDraft : draft, properties };
      }
    },
    flush(frame, mask = BOTH) {
      for (const view of views) {
        if (!isIn(mask, view)) continue;
        const carry = frame.carry[view];
        frame.carry[view] = null;
        if (carry !== null && !isNothing(carry.draft)) emit(frame, view, carry.draft, carry.properties, null);
      }
    },
  };
}

function draftOf(paragraph: OpenParagraph, view: View, number: number): Draft {
  const { texts, edits, figures, isShared, isTouched, wordId, mark, before, labelBefore } = paragraph;
  return {
    text: texts[view],
    edits: edits[view],
    figures: figures[view],
    numbers: [number],
    wordId,
    isShared: isShared || (texts[view] === "" && mark === BOTH),
    isTouched: isTouched || mark !== BOTH || before !== null || labelBefore !== null,
  };
}

function isNothing({ text, figures }: Draft): boolean {
  return text === "" && figures.length === 0;
}

function changeIn(view: View, { isTouched, isShared, text, edits }: Draft): Change {
  if (!isTouched) return "none";
  const own = edits.reduce((sum, { from, to }) => sum + to - from, 0);
  if (!isShared && own >= text.length) return view === 0 ? "inserted" : "deleted";
  return "changed";
}
