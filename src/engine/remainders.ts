import type { LocalEvent } from "../analysis/local-view.ts";
import type { Remainder } from "./behaviour.ts";
import { hasBit } from "./bits.ts";
import { nameIn } from "./relay.ts";
import type { SignalState, Transaction } from "./signal-state.ts";

/** What a participant is left with when nothing moves any more: open requests, and what it waits for in vain. */
export function remainders(state: SignalState): readonly Remainder[] {
  const { events } = state.view;
  const open = state.open.flatMap((transaction) => openReason(transaction, state));
  const front = state.front.flatMap((index) => waitReason(events[index], state));
  const relayed = events
    .filter((event) => event.role === "relay" && !hasBit(state.done, event.index))
    .flatMap((event) => waitReason(event, state));
  return [...open, ...front, ...relayed];
}

/** RFC 3261 §8.2.6.1 and §13.2.2.4: a request has a final answer, the answer to an INVITE an ACK. */
function openReason({ id, role, request, opened, state: standing, invite }: Transaction, state: SignalState): readonly Remainder[] {
  const { view } = state;
  const self = nameIn(state, view.participant);
  const name = view.events[opened]?.message?.name ?? "a request";
  const has = (kind: LocalEvent["kind"], what: "reply" | "ack") =>
    view.events.some((event) => event.kind === kind && event.message?.role === what && event.message.answers === request);
  // Where the view has no such message at all, nothing that went wrong elsewhere explains that it did not come.
  const left = (reason: string, planned: boolean): readonly Remainder[] => [
    { event: opened, reason, transaction: id, standing: planned ? "consequence" : "cause" },
  ];
  switch (role) {
    case "relay":
      return [];
    case "client":
      if (standing === "calling") return left(`nobody answers the ${name} of ${self}`, has("receive", "reply"));
      return invite ? left(`${self} does not acknowledge the final answer to its ${name}`, has("send", "ack")) : [];
    case "server":
      if (standing === "calling") return left(`${self} does not answer ${name}`, has("send", "reply"));
      return invite ? left(`the final answer of ${self} to ${name} is not acknowledged`, has("receive", "ack")) : [];
  }
}

function waitReason(event: LocalEvent | undefined, state: SignalState): readonly Remainder[] {
  if (event === undefined) return [];
  const self = nameIn(state, state.view.participant);
  const name = event.message?.name ?? event.timer?.name ?? "a message";
  const left = (reason: string, standing: Remainder["standing"]): readonly Remainder[] => [
    { event: event.index, reason, transaction: null, standing },
  ];
  if (event.kind === "send" && event.role === "relay")
    return left(`${self} is to pass on ${name}, which it has not received`, event.pair === null ? "cause" : "consequence");
  if (event.kind === "receive") return left(`${self} waits in vain for ${name} from ${nameIn(state, event.peer)}`, "consequence");
  return event.kind === "expiry" ? left(`${self} waits in vain for ${name}`, "consequence") : [];
}
