import type { ItemValue } from "../model/flow.ts";
import { namesInstead } from "../model/nearest-name.ts";
import type { MethodName, StatusOf } from "../sip/methods.ts";
import { type Keys, refuse, said } from "./check-keys.ts";
import type { Branded, CarriedItem, Citable, Item, Known } from "./known.ts";
import type { Line, MediaSet, Session } from "./media.ts";
import type { Participant } from "./participants.ts";
import type { OperationMessage, SipMessage } from "./signals.ts";
import type { Sayable, Text } from "./text.ts";

/** An item that a message or an action makes: `carries: { ids: item("the SIP identities") }`. */
export interface NewItem extends Branded<"new-item"> {
  readonly makes: string;
  readonly value: ItemValue | null;
}

/** 1xx; 100 goes hop by hop and is `trying`. */
type ProvisionalStatus = 180 | 181 | 182 | 183 | 199;
/** What a method may be answered with from end to end. */
type AnswerTo<M extends SipMessage> = M["method"] extends MethodName ? Exclude<StatusOf<M["method"]>, 100> : never;

/** What a message of `Speaker` carries: new items, and items it has learnt. */
export interface Carries<Speaker extends string> {
  readonly [name: string]: NewItem | (Item & Known<Speaker>);
}
/** What an action makes: new items, and known ones that the participant works out by itself. */
export interface Makes {
  readonly [name: string]: NewItem | Item;
}

/** The items of a message, known to all who have passed it on. */
export type ItemsOf<C, All extends string> = { readonly [K in keyof C]: CarriedItem & Known<All> };
export type MadeItems<C, A extends string> = { readonly [K in keyof C]: Item & Known<A> };

export interface MessageOptions<Speaker extends string, All extends string, C> {
  /** What the sender acts upon; it has learnt all of it. */
  readonly using?: readonly Known<Speaker>[];
  /** The clause text; default: a generated sentence. */
  readonly text?: string | Text<Sayable<Speaker>>;
  /** `hops`: a number for each hop (default); `ends`: one number end to end; `hidden`: executed, not printed. */
  readonly show?: "hops" | "ends" | "hidden";
  readonly carries?: C;
  /** Passes the message on only as far as this participant; `onward` goes on from there. */
  readonly until?: Participant<NoInfer<All>>;
}

export const messageKeys: Keys<MessageOptions<string, string, object>> = {
  using: "list?",
  text: "text?",
  show: ["hops", "ends", "hidden"],
  carries: "object?",
  until: "object?",
};

export interface SendOptions<Speaker extends string, All extends string, C> extends MessageOptions<Speaker, All, C> {
  /** On the last of its hops it is lost: it is sent and never arrives. */
  readonly lost?: boolean;
}

export const sendKeys: Keys<SendOptions<string, string, object>> = { ...messageKeys, lost: "yes or no?" };

export interface ReplyOptions<Speaker extends string, All extends string, C> extends MessageOptions<Speaker, All, C> {
  /** The source's own name. */
  readonly as?: string;
  /** RFC 3264: the answer to the request's offer. */
  readonly answer?: readonly Line[];
  /** An offer in the answer to an INVITE that had none (RFC 3264 §4). */
  readonly offer?: readonly Line[];
  /** RFC 3262. */
  readonly reliable?: boolean;
}

export const replyKeys: Keys<ReplyOptions<string, string, object>> = {
  ...messageKeys,
  as: "words?",
  answer: "list?",
  offer: "list?",
  reliable: "yes or no?",
};

/** Whatever has passed hops: can be cited whole or by its hops, counted from 1. */
export interface Sent<All extends string> extends Citable, Known<All> {
  hop(n: number): Citable;
  /** Both ends included. */
  hops(from: number, to: number): Citable;
  /** Goes on where `until` stopped, as far as `to`, else to the end of the path. */
  onward(to?: Participant<All>): void;
}

export interface AckOptions<Speaker extends string = string> {
  readonly as?: string;
  /** What the sender waits for beside the answer it acknowledges; it has learnt all of it. */
  readonly using?: readonly Known<Speaker>[];
  readonly show?: "hops" | "ends" | "hidden";
  /** RFC 3264: the answer where the 2xx brought the offer. */
  readonly answer?: readonly Line[];
  readonly text?: string | Text<Sayable<Speaker>>;
}

export const ackKeys: Keys<AckOptions> = { as: "words?", using: "list?", show: messageKeys.show, answer: "list?", text: "text?" };

export interface TryingOptions {
  readonly show?: "hops" | "hidden";
  readonly as?: string;
}

export const tryingKeys: Keys<TryingOptions> = { show: ["hops", "hidden"], as: "words?" };

/** A final answer to INVITE is acknowledged, nothing else (RFC 3261 §17.1.1.3 and §13.2.2.4). */
export interface Acknowledgeable<F extends string, All extends string> {
  ack(options?: AckOptions<F>): Sent<All> & { readonly kind: "ack" };
}

export type Reply<F extends string, All extends string, M, S, C> = Sent<All> & {
  readonly kind: "reply";
  readonly items: ItemsOf<C, All>;
} & (M extends SipMessage<"INVITE"> ? (S extends ProvisionalStatus ? unknown : Acknowledgeable<F, All>) : unknown);

export interface RequestBase<F extends string, T extends string, All extends string, M, C> extends Sent<All> {
  readonly kind: "request";
  readonly message: M;
  readonly from: F;
  readonly to: T;
  readonly items: ItemsOf<C, All>;
}

/** A SIP request; answered with a status that its method has, back over its own path. */
export interface SipRequest<F extends string, T extends string, All extends string, M extends SipMessage, C>
  extends RequestBase<F, T, All, M, C> {
  // biome-ignore lint/complexity/noBannedTypes: no items is the empty record.
  reply<const S extends AnswerTo<M>, const C2 extends Carries<T> = {}>(
    status: S,
    options?: ReplyOptions<T, All, C2>,
  ): Reply<F, All, M, S, C2>;
  /** RFC 3261 §8.2.6.1: 100 (Trying) of one participant on the path to its neighbour. */
  trying(by: Participant<All>, options?: TryingOptions): Sent<All>;
}

/** An abstract request; its answer is named by the source. */
export interface OperationRequest<F extends string, T extends string, All extends string, C>
  extends RequestBase<F, T, All, OperationMessage, C> {
  // biome-ignore lint/complexity/noBannedTypes: no items is the empty record.
  reply<const C2 extends Carries<T> = {}>(name: string, options?: MessageOptions<T, All, C2>): Reply<F, All, OperationMessage, string, C2>;
}

export type RequestOf<F extends string, T extends string, All extends string, M, C> = M extends SipMessage
  ? SipRequest<F, T, All, M, C>
  : OperationRequest<F, T, All, C>;

/** Whether a step has a number of its own; what has none is executed and drawn all the same. */
export interface Numbered {
  /** Default: true. */
  readonly number?: boolean;
}
export const numberedKeys: Keys<Numbered> = { number: "yes or no?" };

export interface ConditionOptions extends Numbered {
  /**
   * Checked when executed, at that moment. A session: each of the participants is an end of it. Media: each component flows both ways
   * between the first and the last of them, straight or by way of those between.
   */
  readonly holds?: Session | MediaSet;
}
export const conditionKeys: Keys<ConditionOptions> = { ...numberedKeys, holds: "object?" };

export interface ActionOptions<U, C> extends Numbered {
  /** What it acts upon; it has learnt all of it. */
  readonly using?: U;
  readonly makes?: C;
}
export const actionKeys: Keys<ActionOptions<unknown, unknown>> = { ...numberedKeys, using: "list?", makes: "object?" };

export interface Condition extends Citable {
  readonly kind: "condition";
}
export interface Action<A extends string, C> extends Citable, Known<A> {
  readonly kind: "action";
  readonly items: MadeItems<C, A>;
}
export interface ExchangeHandle<By extends string> extends Citable, Known<By> {
  readonly kind: "exchange";
}
export interface ReferenceHandle<By extends string> extends Citable, Known<By> {
  readonly kind: "reference";
}
export interface FragmentHandle extends Branded<"fragment"> {
  readonly fragment: string;
}
export interface TimerHandle {
  expires(): Citable;
  stops(): void;
}

/**
 * An item made here: "the SIP identities".
 *
 * @param value `conference`: the address and the ports that a media resource sets aside; a description that carries it names them. Default: only its name goes round
 */
export function item(name: string, value?: "conference"): NewItem {
  if (typeof name !== "string" || name === "")
    refuse(`item() takes the name of a piece of information, not ${said(name)}`, 'As item("the vectors")', item);
  if (value !== undefined && value !== "conference")
    refuse(`the value of item() is ${said(value)}`, namesInstead(String(value), ["conference"], "values"), item);
  return { makes: name, value: value === undefined ? null : { kind: value } } as NewItem;
}
