import type { LocalEvent, LocalMessage } from "../../analysis/local-view.ts";
import { calledMessage, quotedMessage } from "../../model/nouns.ts";
import type { Remainder } from "../behaviour.ts";
import { hasBit } from "./bits.ts";
import type { SignalState, Transaction } from "./state.ts";
import { subject, who } from "./wording.ts";

/** What a participant is left with when nothing moves any more: open requests, and what it waits for in vain. */
export function remainders(state: SignalState): readonly Remainder[] {
  const { events } = state.view;
  const front = state.front.flatMap((index) => events[index] ?? []);
  const relayed = events.filter((event) => event.role === "relay" && !hasBit(state.done, event.index));
  if (state.open.length === 0 && front.length === 0 && relayed.length === 0) return [];
  const planned = new Set(events.map(({ kind, message }) => planKey(kind, message?.role, message?.answers?.id)));
  return [
    ...state.open.flatMap((transaction) => openReason(transaction, state, planned)),
    ...[...front, ...relayed].flatMap((event) => waitReason(event, state)),
  ];
}

function planKey(kind: LocalEvent["kind"], role: LocalMessage["role"] | undefined, request: string | undefined): string {
  return `${kind}|${role}|${request}`;
}

/**
 * RFC 3261 §8.2.6.1 and §13.2.2.4: a request has a final answer, the answer to an INVITE an ACK.
 *
 * @param planned what the view has, by `planKey`
 */
function openReason(
  { role, request, opened, state: stage, invite }: Transaction,
  state: SignalState,
  planned: ReadonlySet<string>,
): readonly Remainder[] {
  const self = who(state, state.view.participant);
  const has = (kind: LocalEvent["kind"], part: LocalMessage["role"]) => planned.has(planKey(kind, part, request.id));
  // Where the view has no such message at all, nothing that went wrong elsewhere explains that it does not come.
  const left = (reason: string, isPlanned: boolean): readonly Remainder[] => [
    { event: opened, reason, standing: isPlanned ? "consequence" : "cause", isOpen: true },
  ];
  switch (role) {
    case "relay":
      return [];
    case "client":
      if (stage === "calling") return left(`nobody answers the ${calledMessage(request.name)} of ${self}`, has("receive", "reply"));
      return invite ? left(`${self} does not acknowledge the final answer to its ${calledMessage(request.name)}`, has("send", "ack")) : [];
    case "server":
      if (stage === "calling") return left(`${self} does not answer ${quotedMessage(request.name)}`, has("send", "reply"));
      return invite ? left(`nobody acknowledges the final answer of ${self} to ${quotedMessage(request.name)}`, has("receive", "ack")) : [];
  }
}

function waitReason(event: LocalEvent, state: SignalState): readonly Remainder[] {
  const { index, kind, role, pair, peer } = event;
  const self = who(state, state.view.participant);
  const left = (reason: string, standing: Remainder["standing"]): readonly Remainder[] => [
    { event: index, reason: `${self} ${reason}`, standing, isOpen: false },
  ];
  switch (kind) {
    case "receive":
      return left(`waits in vain for ${subject(event)} from ${who(state, peer)}`, "consequence");
    case "send":
      if (role === "end") return [];
      return left(`is to pass on ${subject(event)}, which it has not received`, pair === null ? "cause" : "consequence");
    case "expiry":
      return left(`waits in vain for ${subject(event)} to expire`, "consequence");
    case "act":
    case "condition":
    case "start-timer":
    case "stop-timer":
      return [];
  }
}
