import { noEntries } from "../entries.ts";
import type { SipRequestMessage } from "../message.ts";
import { clientKey } from "../transaction/key.ts";
import { openClient } from "../transaction/layer.ts";
import type { Client } from "./agent.ts";
import { refuse, setClient, takeSent, type Work } from "./work.ts";

/** Sends a request through a new transaction. @returns the client, or null where the transaction is refused */
export function openClientFor(
  work: Work,
  request: SipRequestMessage,
  about: Pick<Client, "handle" | "within" | "holds" | "subscription">,
): Client | null {
  const refusal = takeSent(work, openClient(work.agent.transactions, request));
  if (refusal !== null) {
    refuse(work, about.handle ?? request.method, refusal);
    return null;
  }
  const transaction = clientKey(request) ?? "";
  const { handle, within, holds, subscription } = about;
  const client: Client = {
    handle,
    transaction,
    request,
    within,
    provisional: false,
    final: false,
    cancel: "no",
    made: [],
    acks: noEntries,
    holds,
    subscription,
  };
  setClient(work, client);
  return client;
}
