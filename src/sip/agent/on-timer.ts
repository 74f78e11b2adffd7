import { entryOf } from "../entries.ts";
import { responseTo } from "../responses.ts";
import { readTimerName } from "../timing.ts";
import { destroy, fire, type TransactionsCourse } from "../transaction/layer.ts";
import { giveUp, repeat } from "./on-ack.ts";
import { onResponse } from "./on-response.ts";
import { applyToSubscription } from "./subscriptions.ts";
import { requestWithinDialog } from "./within.ts";
import { setHeld, type Work } from "./work.ts";

/** @returns what a timer does to the transactions; null where it is not one of theirs */
export function onTimer(work: Work, name: string): TransactionsCourse | null {
  const read = readTimerName(name);
  if (read === null) return null;
  const { timer, owner } = read;
  const server = entryOf(work.agent.servers, owner);
  switch (timer) {
    case "2xx":
    case "1xx":
      if (server?.unacknowledged?.what === timer) repeat(work, server);
      return null;
    case "ACK":
    case "PRACK":
      if (server?.unacknowledged?.what === (timer === "ACK" ? "2xx" : "1xx")) giveUp(work, server);
      return null;
    case "N":
    case "expiry":
      onSubscriptionTimer(work, owner, timer);
      return null;
    case "glare":
      onGlareOver(work, owner);
      return null;
    case "CANCEL":
      return onCancelUnanswered(work, owner);
  }
  return fire(work.agent.transactions, name);
}

/** RFC 6665 §4.1.2.4, §4.2.2. */
function onSubscriptionTimer(work: Work, id: string, timer: "N" | "expiry"): void {
  const subscription = entryOf(work.agent.subscriptions, id);
  if (subscription === undefined || !subscription.timers.includes(timer)) return;
  const course = applyToSubscription(work, id, `timer ${timer}`, null);
  if (!course?.saysTimeout || subscription.dialog === null) return;
  const { event, eventId, needsId } = subscription;
  const headers = [
    { name: "Event", value: needsId && eventId !== null ? `${event};id=${eventId}` : event },
    { name: "Subscription-State", value: "terminated;reason=timeout" },
  ];
  requestWithinDialog(work, null, subscription.dialog, { method: "NOTIFY", headers });
}

function onGlareOver(work: Work, id: string): void {
  const held = entryOf(work.agent.dialogs, id);
  if (held === undefined || held.retry === null) return;
  setHeld(work, { ...held, retry: null });
  work.outputs.push({ kind: "retry", dialog: id, method: held.retry });
}

/** RFC 3261 §9.1: 64*T1 after CANCEL the INVITE counts as cancelled. */
function onCancelUnanswered(work: Work, transaction: string): TransactionsCourse | null {
  const client = entryOf(work.agent.clients, transaction);
  if (client === undefined || client.final) return null;
  onResponse(work, transaction, responseTo(client.request, { status: 408 }, null), "timeout");
  return destroy(work.agent.transactions, transaction);
}
