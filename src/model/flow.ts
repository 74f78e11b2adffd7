import type { Element } from "./element.ts";
import type { Expectation } from "./expectation.ts";
import type { Given, Session } from "./given.ts";
import type { MediaRef } from "./media.ts";
import type { Message } from "./message.ts";
import type { Place } from "./place.ts";
import type { Prose } from "./prose.ts";
import type { Published } from "./published.ts";
import type { Departure, Erratum } from "./record.ts";
import type { RangeSign, StepLabel, StepNumber } from "./step-label.ts";

/**
 * A numbered exchange owned by one clause: plain read-only data that survives `JSON.stringify`. It can hold a wrong flow, as
 * recovered from a document: ids may be unknown, numbers may repeat, hops may not touch.
 *
 * The wire and the print are two things: `messages` and `body` say what happens, hop by hop; `steps` and `paragraphs` say
 * how the clause numbers it.
 */
export interface Flow {
  readonly kind: "flow";
  readonly id: string;
  /** The heading of the clause. */
  readonly title: string;
  readonly figure: Figure;
  readonly source: Source;
  readonly numbering: Numbering;
  /** Present where its numbers are frozen. */
  readonly published?: Published;
  /** Set in front of the numbered paragraphs. */
  readonly introduction: Prose;
  readonly participants: readonly Participant[];
  readonly groups: readonly Group[];
  readonly items: readonly Item[];
  readonly parameters: readonly Parameter[];
  readonly modes: readonly Mode[];
  readonly preconditions: readonly Precondition[];
  readonly givens: readonly Given[];
  /** Those that the flow itself sets up and whose components it declares; given ones stand among `givens`. */
  readonly sessions: readonly Session[];
  readonly messages: readonly Message[];
  readonly body: readonly Element[];
  readonly steps: readonly Step[];
  readonly paragraphs: readonly Paragraph[];
  readonly notes: readonly Note[];
  /** What befalls lifelines; absent where nothing does. */
  readonly lifelines?: readonly LifelineEvent[];
  readonly variants: readonly Variant[];
  readonly expectations: readonly Expectation[];
  readonly departures: readonly Departure[];
  readonly errata: readonly Erratum[];
  readonly place: Place;
}

export interface Figure {
  readonly kind: "figure";
  /** What follows "Figure" in the caption: `X`, `1`, `10.1.6.2-1`. */
  readonly label: string;
  readonly caption: string;
}

export interface Source {
  readonly kind: "source";
  readonly document: string;
  readonly clause: string;
}

/** How the clause prints its numbers. */
export interface Numbering {
  readonly kind: "numbering";
  readonly sign: RangeSign;
  /** What stands before a number: "" or `F`. */
  readonly prefix: string;
  /** What stands after the label at the beginning of a paragraph: `.`, `)` or "". */
  readonly end: string;
}

/** What a participant is, in the standard's own division of labour; its behaviour when executed follows from it. */
export const participantTypes = ["ue", "proxy", "as", "registrar", "database", "resource", "server", "network"] as const;
export type ParticipantType = (typeof participantTypes)[number];

/** A party of a flow (ITU-T Z.120 instance). */
export interface Participant {
  readonly kind: "participant";
  readonly id: string;
  /** Unique in its flow, as prose calls it. */
  readonly name: string;
  /** What stands in the head of its lifeline; shorter than the name where its group says the rest. */
  readonly head: string;
  readonly type: ParticipantType;
  /** Id of the innermost group. */
  readonly group: string | null;
  readonly place: Place;
}

/** A box around participants ("Partner MC system"); groups nest. */
export interface Group {
  readonly kind: "group";
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
}

/** A piece of information that messages carry and participants learn. */
export interface Item {
  readonly kind: "item";
  readonly id: string;
  /** As prose calls it: "the partner MC system SIP identities". */
  readonly name: string;
  /** What it really is, where the execution works with it; absent where only its name goes round. */
  readonly value?: ItemValue;
  readonly place: Place;
}

export type ItemValue =
  /** The SIP identities that a participant has in the domain of another (3GPP TS 23.228 §4.3.3). */
  | { readonly kind: "identities"; readonly of: string; readonly at: string }
  /** Which identities of two domains belong to the same user; ids of the items. */
  | { readonly kind: "mapping"; readonly between: readonly [string, string] }
  /** What a media resource sets aside when it is asked to. */
  | { readonly kind: "conference" };

/** A choice of media that a variant may set otherwise. */
export interface Parameter {
  readonly kind: "parameter";
  readonly id: string;
  readonly media: MediaRef;
}

/** A mode of operation that the source names. */
export interface Mode {
  readonly kind: "mode";
  readonly name: string;
  /** Whether this flow describes it; false for what the source puts out of scope. */
  readonly covered: boolean;
}

export interface Precondition {
  readonly kind: "precondition";
  readonly id: string;
  readonly letter: string;
  readonly text: Prose;
  readonly place: Place;
}

/** One printed number and what happens there: one hop, several that are drawn as one, a condition, an action, an exchange. */
export interface Step {
  /** Id of the first element it covers. */
  readonly id: string;
  readonly kind: "message" | "condition" | "action" | "exchange" | "reference";
  readonly number: StepNumber;
  /** Ids of the elements it covers, in order. */
  readonly covers: readonly string[];
  /** Participant ids; both null for a condition, equal for an action. */
  readonly from: string | null;
  readonly to: string | null;
  readonly place: Place;
}

/** A numbered clause item over one or more consecutive steps. */
export interface Paragraph {
  readonly kind: "paragraph";
  readonly label: StepLabel;
  /** Ids of its steps. */
  readonly steps: readonly string[];
  /** Null where the sentence is generated from the steps. */
  readonly text: Prose | null;
  readonly place: Place;
}

export interface Note {
  readonly kind: "note";
  readonly id: string;
  readonly style: "note" | "editor";
  /** Null where it is the only one and prints as "NOTE:". */
  readonly number: number | null;
  /** Id of the element it is bound to; null for the whole flow. */
  readonly at: string | null;
  readonly text: Prose;
  readonly place: Place;
}

/** What befalls the lifeline of a participant; drawn, not executed. */
export type LifelineEvent = LifelineEdge | Activation;

/** Its creation by a message to it, or its end after something in which it takes part. */
export interface LifelineEdge {
  readonly kind: "creation" | "end";
  readonly participant: string;
  /** Id of a message or an element. */
  readonly at: string;
  readonly place: Place;
}

/** It is busy from one thing until another, in both of which it takes part. */
export interface Activation {
  readonly kind: "activation";
  readonly participant: string;
  /** Id of a message or an element. */
  readonly from: string;
  /** The same. */
  readonly until: string;
  readonly place: Place;
}

/** A named departure from the flow. The main numbers stay; what it adds has letters. */
export interface Variant {
  readonly kind: "variant";
  readonly id: string;
  /** When it applies, as a clause that follows "if": "all media components are transferred". */
  readonly guard: string;
  /** Ids of omitted elements. */
  readonly omits: readonly string[];
  readonly sets: readonly Parameter[];
  readonly inserts: readonly Insertion[];
  /** Operands taken instead of the first ones. */
  readonly choices: readonly { readonly fragment: string; readonly operand: number }[];
  readonly messages: readonly Message[];
  readonly steps: readonly Step[];
  readonly paragraphs: readonly Paragraph[];
  readonly expectations: readonly Expectation[];
  readonly place: Place;
}

export interface Insertion {
  readonly kind: "insertion";
  /** Id of the top-level element it follows. */
  readonly after: string;
  readonly body: readonly Element[];
}
