import { allMessagesOf } from "../analysis/all-messages.ts";
import type { Flow } from "../model/flow.ts";
import type { Message } from "../model/message.ts";
import { indexOf } from "../model/walk.ts";
import { BEFORE, courseOf, type Spot } from "./course.ts";

/** A request with what answers and acknowledges it, in the order of the clause. */
export interface Exchanged {
  readonly request: Message;
  readonly replies: readonly Message[];
  readonly acks: readonly Message[];
}

const exchanges = new WeakMap<Flow, ReadonlyMap<string, Exchanged>>();

/** The exchanges of a flow by the id of their request, those begun before the flow first. */
export function exchangesOf(flow: Flow): ReadonlyMap<string, Exchanged> {
  const known = exchanges.get(flow);
  if (known !== undefined) return known;
  const made = new Map<string, { readonly request: Message; readonly replies: Message[]; readonly acks: Message[] }>();
  for (const request of allMessagesOf(flow)) if (request.role === "request") made.set(request.id, { request, replies: [], acks: [] });
  for (const message of allMessagesOf(flow)) {
    if (message.answers === null) continue;
    if (message.role === "reply") made.get(message.answers)?.replies.push(message);
    if (message.role === "ack") made.get(message.answers)?.acks.push(message);
  }
  exchanges.set(flow, made);
  return made;
}

/** Whether a reply ends its transaction: RFC 3261 §7.2, any status from 200; what has no status does. */
export function isFinalReply({ signal }: Message): boolean {
  return signal.kind !== "sip-response" || signal.status >= 200;
}

/** `INVITE`; null where the message is no SIP request. */
export function methodOf({ signal }: Message): string | null {
  return signal.kind === "sip-request" ? signal.method : null;
}

/** Where a message is first on the wire; null where it never is, or was before the flow. */
export function startOf(flow: Flow, message: string): Spot | null {
  const { hopsOf } = indexOf(flow);
  const [first] = hopsOf.get(message) ?? [];
  return first === undefined ? null : (courseOf(flow).spots.get(first) ?? null);
}

/** Where a message reaches somebody on its path, before everything where it was given; null where it never does. */
export function arrivalAt(flow: Flow, message: string, by: string): Spot | null {
  const { hopsOf, elements } = indexOf(flow);
  for (const id of hopsOf.get(message) ?? []) {
    const hop = elements.get(id);
    if (hop?.kind === "hop" && hop.to === by) return courseOf(flow).spots.get(id) ?? null;
  }
  return isGiven(flow, message) ? BEFORE : null;
}

function isGiven(flow: Flow, message: string): boolean {
  return flow.givens.some((given) => given.kind === "pending" && (given.request.id === message || given.early?.id === message));
}
