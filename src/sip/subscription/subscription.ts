import { cseqOf } from "../fields.ts";
import { readEvent, readSubscriptionState } from "../headers/events.ts";
import { paramOf } from "../headers/params.ts";
import { headerOf, isFault, type SipMessage, type SipRequestMessage } from "../message.ts";
import { type TimerOrder, type Timing, timerName } from "../timing.ts";
import { type SubscriptionEvent, type SubscriptionKind, type SubscriptionState, subscriptionTables } from "./tables.ts";

/** One side of a subscription (RFC 6665), asked for by SUBSCRIBE or implied by REFER (RFC 3515 §2.4.4). */
export interface Subscription {
  readonly kind: SubscriptionKind;
  readonly id: string;
  readonly state: SubscriptionState;
  /** Null at a subscriber that has no NOTIFY yet (RFC 6665 §4.4.1). */
  readonly dialog: string | null;
  readonly callId: string;
  readonly localTag: string;
  /** The event package, and the id that tells two of them in one dialog apart; that of REFER is its CSeq number (RFC 3515 §2.4.6). */
  readonly event: string;
  readonly eventId: string | null;
  /** RFC 3515 §2.4.6: the first REFER of a dialog is meant where a NOTIFY has no id. */
  readonly needsId: boolean;
  /** The CSeq number of the request that asked for it. */
  readonly sequence: number;
  /** How long it was granted for, in s; null where that is not known. */
  readonly expires: number | null;
  readonly timers: readonly SubscriptionTimer[];
}

export type SubscriptionTimer = "N" | "expiry";

export interface SubscriptionCourse {
  readonly subscription: Subscription;
  readonly timers: readonly TimerOrder[];
  /** RFC 6665 §4.2.2: a NOTIFY with terminated;reason=timeout is to be sent. */
  readonly saysTimeout: boolean;
}

/** @param expires what the event says of it, in s; null where it says nothing @returns null where the table has no row */
export function subscriptionHappens(
  subscription: Subscription,
  event: SubscriptionEvent,
  expires: number | null,
  timing: Timing,
): SubscriptionCourse | null {
  const row = subscriptionTables[subscription.kind][subscription.state]?.[event];
  if (row === undefined) return null;
  const [next, ...actions] = row;
  const running = new Set(subscription.timers);
  // The last NOTIFY leaves the notifier when the time is over, and is then still on its way.
  const grace = subscription.kind === "subscriber" ? timing.t4 : 0;
  const orders: TimerOrder[] = [];
  const start = (timer: SubscriptionTimer, after: number) => {
    running.add(timer);
    orders.push({ name: timerName(timer, subscription.id), after });
  };
  const stop = (timer: SubscriptionTimer) => {
    if (running.delete(timer)) orders.push({ name: timerName(timer, subscription.id), after: null });
  };
  if (event === "timer N") running.delete("N");
  if (event === "timer expiry") running.delete("expiry");
  for (const action of actions) {
    if (action === "start N") start("N", 64 * timing.t1);
    if (action === "stop N") stop("N");
    // What is granted for 4294967295 s is granted for as long as anybody counts.
    if (action === "start expiry" && expires !== null && expires < 2 ** 31) start("expiry", 1000 * expires + grace);
  }
  const rows = subscriptionTables[subscription.kind][next] ?? {};
  for (const timer of [...running]) if (rows[`timer ${timer}`] === undefined) stop(timer);
  const course = { ...subscription, state: next, expires: expires ?? subscription.expires, timers: [...running] };
  return { subscription: course, timers: orders, saysTimeout: actions.includes("say timeout") };
}

/** What a NOTIFY says of its subscription: the event it is to it, and for how long, in s. @returns null where it cannot be read */
export function stateIn(
  notify: SipMessage,
): { readonly event: "active" | "pending" | "terminated"; readonly expires: number | null } | null {
  const value = headerOf(notify, "Subscription-State");
  const read = value === null ? null : readSubscriptionState(value);
  if (read === null || isFault(read)) return null;
  const { state } = read;
  if (state !== "active" && state !== "pending" && state !== "terminated") return null;
  const expires = paramOf(read.params, "expires");
  return { event: state, expires: expires === null ? null : Number(expires) };
}

export interface EventName {
  readonly event: string;
  readonly eventId: string | null;
}

/** RFC 6665 §8.2.1. @returns null without an Event header that can be read */
export function eventOf(message: SipMessage): EventName | null {
  const value = headerOf(message, "Event");
  const read = value === null ? null : readEvent(value);
  if (read === null || isFault(read)) return null;
  return { event: read.package, eventId: paramOf(read.params, "id") };
}

/** What a SUBSCRIBE asks for, or a REFER without saying so: RFC 3515 §2.4.6 names that by its CSeq number. @returns null as of `eventOf` */
export function subscriptionAskedBy(request: SipRequestMessage): EventName | null {
  return request.method === "REFER" ? { event: "refer", eventId: `${cseqOf(request)?.number ?? 0}` } : eventOf(request);
}

/** RFC 6665 §4.4.1, §8.2.1: package and id are compared byte by byte. */
export function isAbout(subscription: Subscription, { event, eventId }: EventName): boolean {
  if (subscription.event !== event) return false;
  return subscription.eventId === eventId || (eventId === null && !subscription.needsId);
}
