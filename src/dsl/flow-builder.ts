import { rangeSigns } from "../model/step-label.ts";
import type { Keys } from "./check-keys.ts";
import type {
  Action,
  ActionOptions,
  Carries,
  Condition,
  ConditionOptions,
  ExchangeHandle,
  FragmentHandle,
  ItemsOf,
  Makes,
  MessageOptions,
  Numbered,
  ReferenceHandle,
  RequestOf,
  SendOptions,
  Sent,
  TimerHandle,
} from "./handles.ts";
import type { Citable, Item, Known } from "./known.ts";
import type { Line, MediaSet, Parameter, Session } from "./media.ts";
import type { Participant } from "./participants.ts";
import type { Path } from "./path.ts";
import type { OperationMessage, SessionRef, SipMessage } from "./signals.ts";
import type { Sayable, Text } from "./text.ts";

type Prose = string | Text;
/** The id of a participant; distributes, so that a list gives the union. */
type IdOf<P> = P extends Participant<infer N> ? N : never;

/** What a flow says, in the order of its clause. Each call that prints takes the next number. */
export interface FlowBuilder {
  /** What holds before the first step; sessions and pending requests are executed in a prelude. */
  readonly given: GivenBuilder;
  /** What holds after the last step; evaluated after an execution. */
  readonly expect: ExpectBuilder;
  /** A session that the flow itself sets up. */
  session<const C extends readonly string[]>(components: C): Session<C[number]>;
  /** A choice of media that a variant may set otherwise. */
  parameter(media: MediaSet): Parameter;

  /** A state several participants share. */
  condition(who: readonly Participant[], what: Prose, options?: ConditionOptions): Condition;
  /** Something one participant does or decides: a predicate, as "decides which components to move". */
  // biome-ignore lint/complexity/noBannedTypes: no items is the empty record.
  action<A extends string, const C extends Makes = {}>(
    who: Participant<A>,
    what: string | Text<Sayable<A>>,
    options?: ActionOptions<readonly Known<A>[], C>,
  ): Action<A, C>;
  // biome-ignore lint/complexity/noBannedTypes: no items is the empty record.
  request<F extends string, T extends string, All extends string, M extends SipMessage | OperationMessage, const C extends Carries<F> = {}>(
    along: Path<F, T, All>,
    message: M,
    options?: MessageOptions<F, All, C>,
  ): RequestOf<F, T, All, M, C>;
  /** A message that nobody answers. */
  // biome-ignore lint/complexity/noBannedTypes: no items is the empty record.
  send<F extends string, T extends string, All extends string, const C extends Carries<F> = {}>(
    along: Path<F, T, All>,
    message: OperationMessage,
    options?: SendOptions<F, All, C>,
  ): Sent<All> & { readonly items: ItemsOf<C, All> };
  /** Messages that are executed hop by hop and printed as one step between the two. */
  exchange<A extends string, B extends string>(
    between: readonly [Participant<A>, Participant<B>],
    what: Prose,
    body: () => void,
  ): ExchangeHandle<A | B>;
  alt(...operands: readonly (readonly [guard: string, body: () => void])[]): FragmentHandle;
  opt(guard: string, body: () => void): FragmentHandle;
  loop(guard: string, times: number, body: () => void): FragmentHandle;
  /** Operands whose order among each other is free. */
  par(...bodies: readonly (() => void)[]): FragmentHandle;
  /** What happens here stands in another flow or clause. */
  reference<const P extends readonly Participant[]>(
    who: P,
    flow: string,
    what: Prose,
    options?: Numbered,
  ): ReferenceHandle<IdOf<P[number]>>;
  /** @param duration in ms */
  timer(who: Participant, name: string, duration: number): TimerHandle;
  /** The steps inside take letters after the last number: `4a`, `4b`. */
  lettered(body: () => void): void;

  /** Set in front of the numbered paragraphs. */
  introduction(what: Prose): void;
  /** A numbered clause item over these steps, which touch. Without it, each message is a paragraph of its own. */
  paragraph(covers: Citable | readonly Citable[], what?: Prose): Citable;
  /** Takes the next letter. */
  precondition(what: Prose): Citable;
  note(at: Citable | "flow", what: Prose): Citable;
  editorsNote(at: Citable | "flow", what: Prose): Citable;

  /** The lifeline of `who` begins with the head that this message to it points at. Drawn, not executed, as the next two. */
  begins(who: Participant, by: Citable): void;
  /** It ends with a cross after this, in which it takes part. */
  ends(who: Participant, after: Citable): void;
  /** It is busy from one thing until another: a bar on its lifeline. It takes part in both. */
  active(who: Participant, from: Citable, until: Citable): void;

  /** A named departure from the flow. `guard` follows "if". */
  variant(id: string, guard: string, body: (variant: VariantBuilder) => void): void;
  /** A place where the source departs from an RFC. */
  departs(at: Citable | "flow", departure: DepartureWords): void;
  /** A mistake of the source, corrected here. */
  erratum(at: Citable | "flow", erratum: ErratumWords): void;
}

/** What is known really is, where the execution works with it: the SIP identities of a participant in the domain of another, or which identities of two domains belong together. */
export type KnownValue = { readonly identities: Participant; readonly at: Participant } | { readonly maps: readonly [Item, Item] };

export interface GivenBuilder {
  /** A session over one leg or several, joined at their ends. `anchor`: whether media passes the joints too (default: only signalling). */
  session<const C extends readonly string[]>(
    legs: readonly Path[],
    options: { readonly media: C; readonly anchor?: "signalling" | "media" },
  ): Session<C[number]>;
  /** A request sent before the flow begins; the flow answers it. */
  pending<F extends string, T extends string, All extends string, M extends SipMessage<"INVITE">>(
    along: Path<F, T, All>,
    message: M,
    options?: { readonly early?: { readonly status: 180 | 183; readonly answer?: readonly Line[]; readonly reliable?: boolean } },
    // biome-ignore lint/complexity/noBannedTypes: no items is the empty record.
  ): RequestOf<F, T, All, M, {}>;
  /** What these participants know from configuration. */
  known<const P extends readonly Participant[]>(who: P, name: string, value?: KnownValue): Item & Known<IdOf<P[number]>>;
}

export interface ExpectBuilder {
  /** Both directions, straight or through the participants named in between. */
  media(media: MediaSet, between: readonly [Participant, Participant], options?: { readonly through?: readonly Participant[] }): void;
  released(session: SessionRef, participant: Participant): void;
  registered(participant: Participant, at: Participant): void;
  knows(participant: Participant, item: Item): void;
  /** Never learns it as an end of a path; a relay may pass it on unread. */
  neverLearns(participant: Participant, item: Item): void;
}

export interface VariantBuilder {
  readonly expect: ExpectBuilder;
  set(parameter: Parameter, media: MediaSet): void;
  /** Requests go with their answers and ACKs. */
  omit(...things: readonly Citable[]): void;
  /** What the body adds stands after this, with letters. */
  after(thing: Citable, body: () => void): void;
  choose(fragment: FragmentHandle, operand: number): void;
}

/** A place where the source departs from an RFC. */
export interface DepartureWords {
  readonly from: string;
  readonly reason: string;
}
export const departureKeys: Keys<DepartureWords> = { from: "words", reason: "words" };

/** A mistake of the source, corrected here: where it stands there, in its own numbers. */
export interface ErratumWords {
  readonly where: string;
  readonly was: string;
  readonly now: string;
  readonly why: string;
}
export const erratumKeys: Keys<ErratumWords> = { where: "words", was: "words", now: "words", why: "words" };

export interface Head<P> {
  readonly id: string;
  /** The heading of the clause. */
  readonly title: string;
  readonly figure: { readonly label: string; readonly caption: string };
  readonly source: { readonly document: string; readonly clause: string };
  /** How the source prints its numbers; default `3-5.` */
  readonly numbering?: { readonly sign?: "~" | "-" | "to"; readonly prefix?: string; readonly end?: string };
  /** The version in which the clause was published: from then on `callflow build` keeps its numbers, in a file beside this one. */
  readonly published?: string;
  /** Modes of operation that the source names; `covered: false` for what it puts out of scope. */
  readonly modes?: readonly { readonly name: string; readonly covered: boolean }[];
  readonly participants: P;
}
export const headKeys: Keys<Head<unknown>> = {
  id: "words",
  title: "words",
  figure: "object",
  source: "object",
  numbering: "object?",
  published: "words?",
  modes: "list?",
  participants: "object",
};
export const figureKeys: Keys<Head<unknown>["figure"]> = { label: "words", caption: "words" };
export const sourceKeys: Keys<Head<unknown>["source"]> = { document: "words", clause: "words" };
export const numberingKeys: Keys<NonNullable<Head<unknown>["numbering"]>> = { sign: rangeSigns, prefix: "words?", end: "words?" };
export const modeKeys: Keys<NonNullable<Head<unknown>["modes"]>[number]> = { name: "words", covered: "yes or no" };
