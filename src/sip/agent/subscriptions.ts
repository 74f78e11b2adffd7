import { allOf, entryOf, withEntry, withoutEntry } from "../entries.ts";
import { type EventName, isAbout, type Subscription, subscriptionHappens } from "../subscription/subscription.ts";
import type { SubscriptionEvent, SubscriptionKind } from "../subscription/tables.ts";
import { endIfUnused, endSession } from "./end.ts";
import { setHeld, type Work } from "./work.ts";

/** @returns what the event brings about, for who has to tell the other side; null where there is no such subscription, or the event means nothing to it */
export function applyToSubscription(
  work: Work,
  id: string,
  event: SubscriptionEvent,
  expires: number | null,
): { readonly saysTimeout: boolean } | null {
  const before = entryOf(work.agent.subscriptions, id);
  const course = before === undefined ? null : subscriptionHappens(before, event, expires, work.agent.config.timing);
  if (before === undefined || course === null) return null;
  const { subscription } = course;
  work.timers.push(...course.timers);
  setSubscription(work, subscription);
  if (subscription.state !== before.state) {
    work.outputs.push({ kind: "subscription", subscription: id, dialog: subscription.dialog, state: subscription.state });
  }
  if (subscription.state === "terminated") drop(work, subscription);
  return course;
}

/** A subscription begins, in its dialog where it has one. */
export function beginSubscription(work: Work, begun: Omit<Subscription, "state" | "timers" | "id">): string {
  const { kind, callId, localTag, event, eventId, dialog } = begun;
  const id = [kind, callId, localTag, event, ...(eventId === null ? [] : [eventId])].join(" ");
  setSubscription(work, { ...begun, id, state: "init", timers: [] });
  if (dialog !== null) joinDialog(work, id, dialog);
  applyToSubscription(work, id, "subscribe", begun.expires);
  return id;
}

export function joinDialog(work: Work, id: string, dialog: string): void {
  const held = entryOf(work.agent.dialogs, dialog);
  const subscription = entryOf(work.agent.subscriptions, id);
  if (held === undefined || subscription === undefined) return;
  setSubscription(work, { ...subscription, dialog });
  if (!held.subscriptions.includes(id)) setHeld(work, { ...held, subscriptions: [...held.subscriptions, id] });
}

/** The one of a dialog that an Event header is about. */
export function subscriptionIn(work: Work, dialog: string, kind: SubscriptionKind, name: EventName): Subscription | null {
  for (const id of entryOf(work.agent.dialogs, dialog)?.subscriptions ?? []) {
    const subscription = entryOf(work.agent.subscriptions, id);
    if (subscription?.kind === kind && isAbout(subscription, name)) return subscription;
  }
  return null;
}

/** The one that waits for its first NOTIFY, which makes its dialog (RFC 6665 §4.4.1). */
export function subscriptionWaiting(work: Work, callId: string, localTag: string, name: EventName): Subscription | null {
  for (const subscription of allOf(work.agent.subscriptions)) {
    const { kind, dialog } = subscription;
    if (
      kind === "subscriber" &&
      dialog === null &&
      subscription.callId === callId &&
      subscription.localTag === localTag &&
      isAbout(subscription, name)
    ) {
      return subscription;
    }
  }
  return null;
}

/** A dialog ends with all its usages (RFC 5057 §5.1), and nobody is told by a message. */
export function endAll(work: Work, dialog: string, cause: "failed" | "forgotten"): void {
  for (const id of entryOf(work.agent.dialogs, dialog)?.subscriptions ?? []) applyToSubscription(work, id, "refused", null);
  endSession(work, dialog, cause);
}

function setSubscription(work: Work, subscription: Subscription): void {
  work.agent = { ...work.agent, subscriptions: withEntry(work.agent.subscriptions, subscription.id, subscription) };
}

function drop(work: Work, { id, dialog }: Subscription): void {
  work.agent = { ...work.agent, subscriptions: withoutEntry(work.agent.subscriptions, id) };
  const held = dialog === null ? undefined : entryOf(work.agent.dialogs, dialog);
  if (held === undefined) return;
  setHeld(work, { ...held, subscriptions: held.subscriptions.filter((other) => other !== id) });
  endIfUnused(work, held.dialog.id);
}
