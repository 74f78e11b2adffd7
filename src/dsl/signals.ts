import type { SubscriptionState } from "../model/signal.ts";
import { checkKeys, type Keys, refuse, said } from "./check-keys.ts";
import type { Branded } from "./known.ts";
import { isMediaSet, type Line, type MediaSet, type Session } from "./media.ts";
import type { Participant } from "./participants.ts";

/** A SIP request, not yet sent. */
export interface SipMessage<M extends string = string> extends Branded<"sip"> {
  readonly method: M;
  readonly name: string;
  readonly session: SessionRef | null;
  readonly offer: readonly Line[] | null;
  readonly target: Participant | null;
  readonly of: RequestRef | null;
  readonly state: SubscriptionState["state"];
  readonly fragment: number | null;
  readonly replaces: SessionRef | null;
}

/** A message the source leaves abstract. */
export interface OperationMessage extends Branded<"operation"> {
  readonly name: string;
  readonly connects: readonly Connection[];
  readonly allocates: MediaSet | null;
}

export interface Connection {
  readonly media: MediaSet;
  readonly from: Participant;
  readonly to: Participant;
}

/** A request that has been sent; here only what names it. */
export interface RequestRef<M extends string = string> {
  readonly message: SipMessage<M>;
}

/** A session, or the INVITE that created one. */
export type SessionRef = Session | RequestRef<"INVITE">;

export interface Named {
  /** The source's own name, printed instead of the protocol's. */
  readonly as?: string;
}
export interface WithOffer extends Named {
  /** RFC 3264: what the sender offers to receive, and where. */
  readonly offer?: readonly Line[];
}

interface OperationOptions {
  /** To whom the receiver passes which media from then on; `from` itself: what it plays. */
  readonly connects?: readonly Connection[];
  /** For which media the answer is to name an address and ports of the receiver. */
  readonly allocates?: MediaSet;
}
const operationKeys: Keys<OperationOptions> = { connects: "list?", allocates: "object?" };

/** A message the source leaves abstract, printed by this name. */
export function operation(name: string, options: OperationOptions = {}): OperationMessage {
  if (typeof name !== "string" || name === "")
    refuse(`operation() takes the name of a message, not ${said(name)}`, 'As operation("tell")', operation);
  checkKeys(options, operationKeys, "operation()", operation);
  const connects = options.connects ?? [];
  for (const one of connects) {
    checkKeys(one, { media: "object", from: "object", to: "object" }, "connects of operation()", operation);
    if (!isMediaSet(one.media)) refuse("media of connects is no media", "As call.media()", operation);
  }
  const { allocates = null } = options;
  if (allocates !== null && !isMediaSet(allocates)) refuse("allocates of operation() is no media", "As call.media()", operation);
  return { name, connects, allocates } as unknown as OperationMessage;
}

export function isSipMessage(one: unknown): one is SipMessage {
  return typeof one === "object" && one !== null && "method" in one && "offer" in one;
}

export function isOperation(one: unknown): one is OperationMessage {
  return typeof one === "object" && one !== null && "connects" in one;
}
