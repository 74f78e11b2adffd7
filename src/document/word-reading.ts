import { listCounters } from "./list-counters.ts";
import type { Block, DocumentPlace, Notice } from "./tree.ts";
import { type Container, type Frame, newFrame } from "./word-containers.ts";
import { type Emitter, emitter, type OpenParagraph } from "./word-emit.ts";
import { noProperties, type WordContext, type WordProperties } from "./word-paragraph.ts";
import type { SymbolFont } from "./word-symbols.ts";
import { BOTH, type Both, type ViewMask } from "./word-views.ts";

/** What the open element counts for, where its own name does not say it. */
export type Within = "" | "properties" | "numbering" | "mark" | "run properties" | "text" | "field code" | "row" | "cell" | "skip";

/** What there is to do where the element ends. */
export type Closer = "" | "p" | "before" | "r" | "tbl" | "tr" | "tc" | "figure" | "box" | "alternatives" | "note";

/** A place in the text that points to a footnote, an endnote or a comment. */
export interface NoteReference {
  readonly kind: "footnote" | "endnote" | "comment";
  readonly id: string;
  readonly place: DocumentPlace;
  readonly mask: ViewMask;
}

export interface OpenFigure {
  alt: string;
  readonly place: DocumentPlace;
  /** What stands in its text boxes; null where it has none. */
  frame: Frame | null;
}

/** A field: first its code, which is not to be seen, then its result, which is. */
export interface Field {
  isCode: boolean;
  isHidden: boolean;
  /** As far as it matters. */
  code: string;
}

/** How far a part has been read. */
export interface WordReading {
  readonly context: WordContext;
  readonly emitter: Emitter;
  /** The innermost last; the first holds everything. */
  readonly containers: Container[];
  readonly references: NoteReference[];
  readonly notes: Map<string, Both<readonly Block[]>>;
  readonly notices: Notice[];
  /** Each with what is open around it. */
  readonly figures: OpenFigure[];
  readonly waiting: { readonly paragraph: OpenParagraph | null; readonly fields: Field[]; readonly target: WordProperties }[];
  readonly hiddenRuns: boolean[];
  /** Whether one of the alternatives has been read already. */
  readonly alternatives: boolean[];
  readonly noteIds: string[];
  fields: Field[];
  paragraph: OpenParagraph | null;
  /** Which properties are being read: the present ones, or those before a change. */
  target: WordProperties;
  within: Within;
  mask: ViewMask;
  isHidden: boolean;
  /** Of the run, where it is one that has signs in the place of letters. */
  font: SymbolFont | null;
  isPreserved: boolean;
  /** Whether the whole part says that its blanks count. */
  isAllPreserved: boolean;
  isTracked: boolean;
  /** Of `w:p` so far. */
  count: number;
}

export function newReading(context: WordContext): WordReading {
  return {
    context,
    emitter: emitter([listCounters(context.lists), listCounters(context.lists)], context),
    containers: [newFrame()],
    references: [],
    notes: new Map(),
    notices: [],
    figures: [],
    waiting: [],
    hiddenRuns: [],
    alternatives: [],
    noteIds: [],
    fields: [],
    paragraph: null,
    target: noProperties(),
    within: "",
    mask: BOTH,
    isHidden: false,
    font: null,
    isPreserved: false,
    isAllPreserved: false,
    isTracked: false,
    count: 0,
  };
}

export function topOf({ containers }: WordReading): Container {
  return containers.at(-1) ?? newFrame();
}

/** The innermost that holds paragraphs. */
export function frameOf({ containers }: WordReading): Frame {
  for (let index = containers.length - 1; index >= 0; index -= 1) {
    const container = containers[index];
    if (container?.kind === "frame") return container;
  }
  return newFrame();
}

export function placeOf({ context, count }: WordReading): DocumentPlace {
  const number = Math.max(1, count);
  return { file: context.file, line: number, column: 1, wordParagraph: number };
}

/** Each notice once, where it comes up first. */
export function notice(reading: WordReading, text: string): void {
  if (!reading.notices.some((known) => known.text === text)) reading.notices.push({ place: placeOf(reading), text });
}
