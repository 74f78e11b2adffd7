import { patience } from "../dialog/repeat.ts";
import { cancelOf } from "../transaction/acknowledge.ts";
import type { Client } from "./agent.ts";
import { openClientFor } from "./open-client.ts";
import { clientOf, refuse, setClient, startTimer, type Work } from "./work.ts";

/** RFC 3261 §9.1: CANCEL goes out once the request has had a provisional answer. */
export function cancel(work: Work, handle: string): void {
  const client = clientOf(work, handle);
  const obstacle =
    client === undefined || client.final
      ? "the request has its final answer (RFC 3261 §9.1)"
      : client.request.method !== "INVITE"
        ? "only INVITE is cancelled (RFC 3261 §9.1)"
        : client.cancel !== "no"
          ? "the request has been cancelled"
          : null;
  if (client === undefined || obstacle !== null) {
    refuse(work, handle, obstacle ?? "");
    return;
  }
  if (client.provisional) sendCancel(work, client);
  else setClient(work, { ...client, cancel: "wanted" });
}

export function sendCancel(work: Work, client: Client): void {
  setClient(work, { ...client, cancel: "sent" });
  // §9.1: without a final answer the request counts as cancelled after 64*T1.
  startTimer(work, "CANCEL", client.transaction, patience(work.agent.config.timing));
  openClientFor(work, cancelOf(client.request), { handle: null, within: null, holds: false, subscription: null });
}
