import type { LocalEvent, LocalMessage } from "../../analysis/local-view.ts";
import type { SipRequestMessage } from "../../sip/message.ts";
import { serverKey } from "../../sip/transaction/key.ts";
import type { SignalState, Transaction } from "../signals/state.ts";
import { opened } from "../signals/transactions.ts";
import { markOf } from "./emit.ts";

/** A request that has arrived begins an exchange. @param part what the participant is in it, and its neighbours @param leg of a session or a subscription; "" for none */
export function openExchange(
  state: SignalState,
  event: LocalEvent,
  { signal }: LocalMessage,
  message: SipRequestMessage,
  part: Pick<Transaction, "role" | "upstream" | "downstream">,
  leg = "",
): SignalState {
  const server = serverKey(message) ?? "";
  return opened(state, event, { transaction: server, signal, via: [] }, part, { server, mark: markOf(message), leg, dialog: null });
}
