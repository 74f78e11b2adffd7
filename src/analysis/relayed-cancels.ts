import type { Flow } from "../model/flow.ts";
import type { Message } from "../model/message.ts";
import { indexOf, nameOf } from "../model/walk.ts";

/** The answer to a CANCEL that comes back through relays, as if the last had given it. */
export interface RelayedCancel {
  readonly answer: Message;
  readonly cancel: Message;
  /** One CANCEL for each hop, as it is written. */
  readonly instead: string;
  /** Who answers the canceller, and the one whose answer it is drawn as, by name. */
  readonly answerer: string;
  readonly drawn: string;
}

/**
 * Each proxy answers a CANCEL by itself, before it hears of what its own becomes (RFC 3261 §9.2, §16.10): an answer drawn from end to end
 * is one that nobody sends. Nothing is said of what is not printed, nor where the flow records a departure.
 */
export function relayedCancelsOf(flow: Flow): readonly RelayedCancel[] {
  const { messages, hopsOf } = indexOf(flow);
  const departing = new Set(flow.departures.map(({ at }) => at));
  const departs = ({ id }: Message) => departing.has(id) || (hopsOf.get(id) ?? []).some((hop) => departing.has(hop));
  return flow.messages.flatMap((answer) => {
    const cancel = answer.role === "reply" ? messages.get(answer.answers ?? "") : undefined;
    if (cancel?.signal.kind !== "sip-request" || cancel.signal.method !== "CANCEL") return [];
    const path = answer.path.map(({ participant }) => participant).toReversed();
    const [, first] = path;
    const last = path.at(-1);
    if (first === undefined || last === undefined || path.length < 3 || answer.show === "hidden") return [];
    if (departs(answer) || departs(cancel)) return [];
    const each = path.slice(1).map((to, at) => `path(${path[at]}, ${to})`);
    return [{ answer, cancel, instead: each.join(", "), answerer: nameOf(flow, first), drawn: nameOf(flow, last) }];
  });
}
