import type { TraceEvent, TraceMessage } from "../../model/trace.ts";

/** A message on the wire between two neighbours: once, when it leaves its sender, and once more for each copy that arrives as well. */
export interface Packet {
  readonly event: TraceEvent;
  readonly message: TraceMessage;
  /** In virtual ms since the trace began, prelude and flow after one another. */
  readonly time: number;
  /** Of what happens to it on the way: in words; null where it arrives once. */
  readonly fate: string | null;
}

/** All of them in the order of time; what a trace has only received was on the wire when it came. */
export function packetsOf(events: readonly TraceEvent[]): readonly Packet[] {
  const began = { prelude: 0, flow: Math.max(0, ...events.filter(({ phase }) => phase === "prelude").map(({ time }) => time)) };
  const sent = new Set(events.filter(({ event }) => event === "send").map(({ n }) => n));
  const arrivals = new Map<number, TraceEvent[]>();
  for (const event of events) {
    if (event.event !== "receive" || event.cause === null || !sent.has(event.cause)) continue;
    arrivals.set(event.cause, [...(arrivals.get(event.cause) ?? []), event]);
  }
  const hasArrivals = events.some(({ event }) => event === "receive");
  const packets = events.flatMap((event): readonly Packet[] => {
    const { message } = event;
    const time = began[event.phase] + event.time;
    if (message === null) return [];
    if (event.event === "receive") return event.cause !== null && sent.has(event.cause) ? [] : [{ event, message, time, fate: null }];
    if (event.event !== "send") return [];
    const [first, ...copies] = arrivals.get(event.n) ?? [];
    const fate =
      first === undefined && hasArrivals ? "it does not arrive" : copies.length > 0 ? `it arrives ${copies.length + 1} times` : null;
    return [
      { event, message, time, fate },
      ...copies.map((copy) => ({ event, message, time: began[copy.phase] + copy.time, fate: "a copy that the network has made" })),
    ];
  });
  // Stable: what happens at the same time stays in the order of the trace.
  return packets.toSorted((a, b) => a.time - b.time);
}
