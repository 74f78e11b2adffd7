import type { Flow } from "../../model/flow.ts";
import { type CausalEvent, causalOrderOf } from "../causal-order.ts";
import { groupBy } from "../group-by.ts";
import { longestIncreasing } from "./longest-increasing.ts";
import type { Matching } from "./match-events.ts";

/** An event that stands in a trace where it cannot stand. */
export interface MovedEvent {
  readonly event: CausalEvent;
  /** The event that it should not have passed. */
  readonly past: CausalEvent;
  /** Whether it comes before that one, though it needs it; otherwise after it, though that one needs it. */
  readonly how: "before" | "after";
}

/** The fewest events to be moved so that a trace keeps the causal order; steps that happen at the same time may change places. */
export function movedEvents(flow: Flow, { expected, found }: Matching): readonly MovedEvent[] {
  const { isBefore } = causalOrderOf(flow);
  const placed = expected.flatMap((event) => {
    const at = found.get(event.index);
    return at === undefined ? [] : [{ event, at }];
  });
  const moved: MovedEvent[] = [];
  for (const own of groupBy(placed, ({ event }) => event.participant).values()) {
    const keeps = new Set(longestIncreasing(own.map(({ at }) => at)));
    const kept = own.filter((_, index) => keeps.has(index));
    for (const [index, { event, at }] of own.entries()) {
      if (keeps.has(index)) continue;
      const passed = kept.find((other) =>
        at < other.at ? isBefore(other.event.index, event.index) : isBefore(event.index, other.event.index),
      );
      if (passed === undefined) kept.push({ event, at });
      else moved.push({ event, past: passed.event, how: at < passed.at ? "before" : "after" });
    }
  }
  const isMoved = new Set(moved.map(({ event }) => event.index));
  const byIndex = new Map(placed.map((one) => [one.event.index, one]));
  for (const { event, at } of placed) {
    const sent = event.local.kind === "receive" && event.source !== null ? byIndex.get(event.source) : undefined;
    if (sent === undefined || sent.at < at || isMoved.has(event.index) || isMoved.has(sent.event.index)) continue;
    moved.push({ event, past: sent.event, how: "before" });
  }
  return moved;
}
