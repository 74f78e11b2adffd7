import { dialogOfNotify } from "../dialog/dialog.ts";
import { callIdOf, tagOf } from "../fields.ts";
import { eventOf, stateIn } from "../subscription/subscription.ts";
import type { Server } from "./agent.ts";
import type { Verdict } from "./on-within.ts";
import { applyToSubscription, joinDialog, subscriptionIn, subscriptionWaiting } from "./subscriptions.ts";
import { setHeld, setServer, type Work } from "./work.ts";

/** RFC 6665 §4.4.1: the first NOTIFY makes the dialog, whether the answer to SUBSCRIBE or REFER has arrived or not. */
export function onFirstNotify(work: Work, server: Server): Verdict {
  const { request } = server;
  const name = eventOf(request);
  const waiting = name === null ? null : subscriptionWaiting(work, callIdOf(request), tagOf(request, "To") ?? "", name);
  if (waiting === null) return { kind: "answer", status: 481 };
  const dialog = dialogOfNotify(request, waiting.sequence);
  const refers = { sent: waiting.event === "refer", received: false };
  setHeld(work, { dialog, ownsCallId: true, session: null, subscriptions: [], refers, retry: null });
  work.outputs.push({ kind: "dialog", dialog: dialog.id, state: "confirmed" });
  joinDialog(work, waiting.id, dialog.id);
  setServer(work, { ...server, dialog: dialog.id });
  return onNotify(work, { ...server, dialog: dialog.id });
}

/** RFC 6665 §4.1.3: a NOTIFY about nothing that was asked for is answered with 481. */
export function onNotify(work: Work, { request, dialog }: Server): Verdict {
  const name = eventOf(request);
  const state = stateIn(request);
  if (state === null || dialog === null) return { kind: "answer", status: 400 };
  const subscription = name === null ? null : subscriptionIn(work, dialog, "subscriber", name);
  if (subscription === null) return { kind: "answer", status: 481 };
  applyToSubscription(work, subscription.id, state.event, state.expires);
  return { kind: "tell" };
}
