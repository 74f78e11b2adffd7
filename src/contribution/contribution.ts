import type { CodeBlock, DocumentPlace, Paragraph } from "../document/index.ts";
import type { PrintedLabel, Span } from "./printed-label.ts";

/** A document as a reviewer reads it: clauses, the flows in them, and what refers to what. Plain data; it may be wrong in every way. */
export interface Contribution {
  readonly kind: "contribution";
  readonly file: string;
  /** Whether it quotes pieces of a specification, so that much of what it cites stands elsewhere. */
  readonly isExtract: boolean;
  readonly pieces: readonly Piece[];
  readonly clauses: readonly Clause[];
  readonly flows: readonly RecoveredFlow[];
  readonly captions: readonly Caption[];
  readonly notes: readonly RecoveredNote[];
  readonly preconditions: readonly PreconditionList[];
  readonly references: readonly Reference[];
  readonly drawings: readonly Drawing[];
  readonly claims: readonly Claim[];
  /** What abbreviations stand for, in small letters: `cs` → `conversation server`. */
  readonly abbreviations: ReadonlyMap<string, string>;
}

/** `drawn`: an arrow of a diagram, which is no text. */
export type PieceRole = "heading" | "title" | "marker" | "caption" | "note" | "cover" | "skipped" | "drawn" | "text";

/** A paragraph in the order of the document, and what it is there. */
export interface Piece {
  readonly index: number;
  readonly paragraph: Paragraph;
  readonly role: PieceRole;
  /** The number it begins with, automatic or typed. */
  readonly label: PrintedLabel | null;
  /** Where the text behind the label begins. */
  readonly from: number;
  /** 0 for the running text; each table cell and each column of steps has its own. */
  readonly region: number;
  /** Index of its clause; -1 in front of the first. */
  readonly clause: number;
}

export interface Clause {
  readonly kind: "clause";
  readonly index: number;
  /** `10.1.6.2`, `A.1`; "" where the heading has none. */
  readonly number: string;
  readonly title: string;
  readonly place: DocumentPlace;
}

/** A stretch of one paragraph. */
export interface Passage {
  readonly paragraph: Paragraph;
  readonly from: number;
}

export interface RecoveredFlow {
  readonly kind: "recovered-flow";
  readonly index: number;
  readonly clause: Clause | null;
  /** The caption that belongs to it: the nearest in front of its first step, else one among its steps. */
  readonly caption: Caption | null;
  readonly steps: readonly RecoveredStep[];
  readonly participants: readonly RecoveredParticipant[];
  /** Indexes of its first piece and of the last that belongs to it. */
  readonly first: number;
  readonly last: number;
}

export interface RecoveredStep {
  readonly kind: "recovered-step";
  readonly label: PrintedLabel;
  readonly piece: Piece;
  /** What it says: the paragraph of its number, and those up to the next number. */
  readonly passages: readonly Passage[];
  readonly acts: readonly Act[];
  /** "Void", "(void)", "not used". */
  readonly isVoid: boolean;
  readonly place: DocumentPlace;
}

/** What somebody does to somebody else, as one clause of a sentence says it. */
export interface Act {
  readonly kind: "send" | "forward" | "answer" | "ask" | "notify" | "receive";
  /** As printed, in small letters: `sends`. */
  readonly verb: string;
  readonly sender: Mention | null;
  readonly receiver: Mention | null;
  /** Participants it passes on the way. */
  readonly via: readonly Mention[];
  readonly message: MessageName | null;
  /** Where the verb stands. */
  readonly paragraph: Paragraph;
  readonly at: number;
  /** Which sentence of the step, from 0. */
  readonly sentence: number;
}

/** A name where it stands. */
export interface Mention {
  /** As printed, without article and without what follows in brackets. */
  readonly text: string;
  /** Tells whether two names are one: small letters, one kind of quote and hyphen, `of the` as `in the`. */
  readonly key: string;
  readonly paragraph: Paragraph;
  readonly at: number;
}

export interface MessageName {
  /** As printed, without article: `SIP 200 (OK) final response for the SIP INVITE request`. */
  readonly text: string;
  /** What it is called without saying whether it asks or answers: `get vectors`, `INVITE`. */
  readonly base: string;
  /** What its last word says it is. */
  readonly role: "request" | "response" | "notification" | "ack" | "unknown";
  /** The base of the request that it says it answers; null where it says none. */
  readonly answers: string | null;
  readonly at: number;
}

export interface RecoveredParticipant {
  readonly kind: "recovered-participant";
  readonly key: string;
  /** The form that is printed most often. */
  readonly name: string;
  /** Where it sends, receives or is on the way, in the order of the text. */
  readonly mentions: readonly Mention[];
}

export interface Caption {
  readonly kind: "caption";
  /** `figure` and `table` have numbers of their own. */
  readonly of: "figure" | "table";
  /** `6.3a.1`, `X`. */
  readonly label: string;
  readonly text: string;
  readonly clause: Clause | null;
  readonly piece: Piece;
  readonly place: DocumentPlace;
}

export interface RecoveredNote {
  readonly kind: "recovered-note";
  /** Null where it has none. */
  readonly number: string | null;
  readonly clause: Clause | null;
  readonly flow: RecoveredFlow | null;
  readonly piece: Piece;
  readonly passages: readonly Passage[];
  readonly place: DocumentPlace;
}

export interface PreconditionList {
  readonly kind: "preconditions";
  readonly letters: ReadonlySet<string>;
  readonly clause: Clause | null;
}

export type ReferenceTarget = "step" | "figure" | "clause" | "precondition" | "note";

/** Where to look for what a reference names. */
export type Scope =
  /** The flow it stands in. */
  | { readonly kind: "flow"; readonly flow: RecoveredFlow }
  /** Any flow of its clause, outside which it stands. */
  | { readonly kind: "own-clause"; readonly flows: readonly RecoveredFlow[] }
  /** A clause that it names. */
  | { readonly kind: "clause"; readonly number: string }
  /** A figure that it names. */
  | { readonly kind: "figure"; readonly label: string }
  /** Another document, or another clause that the text before it is about. */
  | { readonly kind: "elsewhere" };

export interface Reference {
  readonly kind: "reference";
  readonly target: ReferenceTarget;
  /** Of steps. */
  readonly spans: readonly Span[];
  /** Of anything else: `10.1.6.2-1`, `d`. */
  readonly label: string;
  readonly scope: Scope;
  /** Whether the text around it is about another clause or document as well, so that nothing can be said of what is not found. */
  readonly isDoubtful: boolean;
  /** As printed: `steps 2, 11, 12 and 13`. */
  readonly text: string;
  /** How the sentence takes something from there: `received in step 7`; null where it does not. */
  readonly source: string | null;
  /** Who is said to have done so: the key of `the SCP` in `received by the SCP in step 7`. */
  readonly by: string | null;
  /** The step it stands in; null in a note or outside. */
  readonly step: RecoveredStep | null;
  readonly flow: RecoveredFlow | null;
  readonly piece: Piece;
  readonly at: number;
  readonly place: DocumentPlace;
}

/** A sequence diagram in the document's own text. */
export interface Drawing {
  readonly kind: "drawing";
  readonly block: CodeBlock;
  readonly participants: readonly string[];
  readonly arrows: readonly Arrow[];
  /** Whether every line that may be an arrow was understood, and none counts by tens. */
  readonly isWhole: boolean;
  /** Whether not all of its arrows stand for themselves, one after the other: alternatives, loops. */
  readonly hasBranches: boolean;
  readonly flow: RecoveredFlow | null;
}

export interface Arrow {
  readonly number: string | null;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** The line it stands in, trimmed. */
  readonly source: string;
  readonly place: DocumentPlace;
}

/** What a cover sheet says was done to steps. */
export interface Claim {
  readonly kind: "claim";
  readonly verb: "added" | "deleted" | "changed" | "renumbered";
  readonly spans: readonly Span[];
  readonly text: string;
  readonly piece: Piece;
  readonly place: DocumentPlace;
}
