import type { Element } from "../model/element.ts";
import type { Flow } from "../model/flow.ts";
import { elementsOf } from "../model/walk.ts";
import { type CausalEvent, causalOrderOf } from "./causal-order.ts";
import type { LocalEvent } from "./local-view.ts";

/** Something that happens though nothing brings it about at that moment. */
export type CausalGap =
  /** Who begins has met with nothing in the flow so far, though the flow has begun. */
  | { readonly kind: "nothing"; readonly event: CausalEvent }
  /** Who begins has no part in what stands before it in the clause, and hears nothing of it: it may as well begin after the last it had to do with. */
  | { readonly kind: "unheard"; readonly event: CausalEvent; readonly missed: CausalEvent; readonly last: CausalEvent }
  /** A timer that does not run expires, or is stopped. */
  | { readonly kind: "timer"; readonly event: CausalEvent; readonly name: string };

/**
 * Where a flow has no cause for what happens: nothing received, no decision, no timer. The first thing in a flow needs none, what users begin needs
 * none, and in strands of `par` nothing stands before anything. What is answered too early, or used without having been learnt, is not looked at here.
 */
export function causalGapsOf(flow: Flow): readonly CausalGap[] {
  const { events, isBefore } = causalOrderOf(flow);
  const users = new Set(flow.participants.flatMap(({ id, type }) => (type === "ue" ? [id] : [])));
  const concurrent = new Set([...concurrentIn(flow.body)]);
  const lasts = new Map<string, CausalEvent>();
  const running = new Set<string>();
  const gaps: CausalGap[] = [];
  /** The last thing in the clause that somebody has done by itself: no arrival, no passing on, no condition. */
  let latest: CausalEvent | null = null;
  for (const event of events) {
    const { participant, local } = event;
    const last = lasts.get(participant);
    lasts.set(participant, event);
    if (local.timer !== null) {
      const timer = `${participant}|${local.timer.name}`;
      if (local.kind !== "start-timer" && !running.has(timer)) gaps.push({ kind: "timer", event, name: local.timer.name });
      if (local.kind === "start-timer") running.add(timer);
      else running.delete(timer);
    }
    if (latest !== null && isBegun(local) && !users.has(participant) && !concurrent.has(local.element)) {
      if (last === undefined) gaps.push({ kind: "nothing", event });
      else if (latest.participant !== participant && latest.index > last.index && !isBefore(latest.index, event.index))
        gaps.push({ kind: "unheard", event, missed: latest, last });
    }
    if (local.role === "end" && local.kind !== "receive" && local.kind !== "condition") latest = event;
  }
  return gaps;
}

/** A request or a one-way message of an end: an answer and an ACK follow from what they answer. */
function isBegun({ kind, role, message }: LocalEvent): boolean {
  return kind === "send" && role === "end" && (message?.role === "request" || message?.role === "one-way");
}

/** Ids of the elements in strands of `par`. */
function* concurrentIn(body: readonly Element[]): Generator<string> {
  for (const element of elementsOf(body)) {
    if (element.kind !== "fragment" || element.operator !== "par") continue;
    for (const operand of element.operands) for (const { id } of elementsOf(operand.body)) yield id;
  }
}
