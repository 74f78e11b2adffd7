import { refreshed, refreshesTarget } from "../dialog/dialog.ts";
import { described } from "../dialog/offer.ts";
import { entryOf } from "../entries.ts";
import { numberOf } from "../fields.ts";
import type { SipResponseMessage } from "../message.ts";
import type { Client } from "./agent.ts";
import { endSession } from "./end.ts";
import { applyToSubscription } from "./subscriptions.ts";
import { keyOf } from "./within.ts";
import { setHeld, setSession, type Work } from "./work.ts";

/** A request other than INVITE has got its 2xx. */
export function concludeSuccess(work: Work, client: Client, response: SipResponseMessage): void {
  const { within, request, subscription } = client;
  const { method } = request;
  const held = within === null ? undefined : entryOf(work.agent.dialogs, within);
  if (within !== null && held !== undefined) {
    if (refreshesTarget(method)) setHeld(work, { ...held, dialog: refreshed(held.dialog, response) });
    if (held.session !== null) {
      setSession(work, within, { offer: described(held.session.offer, "received", response, keyOf(request, "local"), true) });
    }
  }
  if (method === "BYE" && within !== null) endSession(work, within, "BYE sent");
  if (subscription === null) return;
  if (method === "NOTIFY") applyToSubscription(work, subscription, "answered", null);
  // RFC 5839 §7.1: a 204 says that nothing has changed.
  else if (response.status === 204) applyToSubscription(work, subscription, "no NOTIFY", null);
  else applyToSubscription(work, subscription, "granted", numberOf(response, "Expires"));
}
