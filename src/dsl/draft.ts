import type { Element } from "../model/element.ts";
import type { Expectation } from "../model/expectation.ts";
import type { Group, Insertion, Item, LifelineEvent, Note, Parameter, Participant, Precondition, Step, Variant } from "../model/flow.ts";
import type { Given, Session } from "../model/given.ts";
import type { Message } from "../model/message.ts";
import type { Place } from "../model/place.ts";
import type { Prose } from "../model/prose.ts";
import type { Departure, Erratum } from "../model/record.ts";
import { type Called, callerOf } from "./place.ts";

/** A step before it has its number. */
export interface StepDraft extends Omit<Step, "number" | "covers"> {
  readonly covers: string[];
  readonly lettered: boolean;
}

/** A paragraph as the author asked for it; the others are made when the flow is finished. */
export interface ParagraphDraft {
  readonly covers: readonly string[];
  readonly text: Prose | null;
  readonly place: Place;
}

/** What a flow or a variant adds: its elements and how they are printed. */
export interface Addition {
  readonly messages: Message[];
  readonly steps: StepDraft[];
  readonly paragraphs: ParagraphDraft[];
}

/** Where the next element goes. */
export interface Scope {
  readonly addition: Addition;
  readonly body: Element[];
  /** The step that everything inside belongs to: of a collapsed exchange. */
  readonly collapsed: StepDraft | null;
  readonly lettered: boolean;
}

export interface VariantDraft extends Omit<Variant, "messages" | "steps" | "paragraphs" | "inserts"> {
  readonly addition: Addition;
  readonly inserts: readonly (Insertion & { readonly stepCount: number })[];
}

/** A flow while its body runs. */
export interface Draft {
  readonly participants: readonly Participant[];
  readonly groups: readonly Group[];
  readonly items: Item[];
  readonly parameters: Parameter[];
  readonly preconditions: Precondition[];
  readonly givens: Given[];
  readonly sessions: Session[];
  readonly main: Addition;
  readonly body: Element[];
  readonly notes: Note[];
  readonly lifelines: LifelineEvent[];
  readonly variants: VariantDraft[];
  readonly expectations: Expectation[];
  readonly departures: Departure[];
  readonly errata: Erratum[];
  introduction: Prose;
  scope: Scope;
  /** Where the author called last. */
  lastPlace: Place | null;
  /** Where the author called a function of the DSL; each function asks before it does anything else. */
  placeOf(called: Called): Place;
  /** A new id: `m1`, `m2`, `a1`, … */
  id(letter: string): string;
}

export function newAddition(): Addition {
  return { messages: [], steps: [], paragraphs: [] };
}

export function newDraft(participants: readonly Participant[], groups: readonly Group[]): Draft {
  const counts = new Map<string, number>();
  const main = newAddition();
  const body: Element[] = [];
  const draft: Draft = {
    participants,
    groups,
    items: [],
    parameters: [],
    preconditions: [],
    givens: [],
    sessions: [],
    main,
    body,
    notes: [],
    lifelines: [],
    variants: [],
    expectations: [],
    departures: [],
    errata: [],
    introduction: [],
    scope: { addition: main, body, collapsed: null, lettered: false },
    lastPlace: null,
    placeOf(called) {
      draft.lastPlace = callerOf(called);
      return draft.lastPlace;
    },
    id(letter) {
      const next = (counts.get(letter) ?? 0) + 1;
      counts.set(letter, next);
      return `${letter}${next}`;
    },
  };
  return draft;
}

/** Runs a body whose elements go elsewhere. */
export function within(draft: Draft, change: Partial<Scope>, body: () => void): Element[] {
  const outer = draft.scope;
  const inner: Scope = { ...outer, body: [], ...change };
  draft.scope = inner;
  try {
    body();
  } finally {
    draft.scope = outer;
  }
  return inner.body;
}

/** Adds an element, and the step that prints it unless the scope is collapsed. */
export function emit(draft: Draft, element: Element, step: Omit<StepDraft, "lettered" | "place" | "covers" | "id"> | null): void {
  const { scope } = draft;
  scope.body.push(element);
  if (scope.collapsed !== null) scope.collapsed.covers.push(element.id);
  else if (step !== null)
    scope.addition.steps.push({ ...step, id: element.id, covers: [element.id], lettered: scope.lettered, place: element.place });
}
