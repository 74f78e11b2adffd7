import type { TraceEvent } from "../../model/trace.ts";
import { branchBelow, type Wire } from "./wire.ts";

/** A message leaves its sender, or comes to its receiver. */
export interface Pass {
  readonly event: TraceEvent;
  readonly wire: Wire;
  readonly way: "out" | "in";
}

interface Read {
  readonly event: TraceEvent;
  readonly wire: Wire;
}

/**
 * Sendings and arrivals in the order in which they count. A capture may have seen each message only once: what it says was
 * received has been sent as well; where it has sendings alone, a request has arrived when its receiver shows it, anything else at once.
 */
export function orderOf(read: readonly Read[]): { readonly passes: readonly Pass[]; readonly hasArrivals: boolean } {
  const hasArrivals = read.some(({ event }) => event.event === "receive");
  return { passes: hasArrivals ? withArrivals(read) : withoutArrivals(read), hasArrivals };
}

function withArrivals(read: readonly Read[]): readonly Pass[] {
  // Numbers need not begin with 1 where somebody has cut the trace.
  const sent = new Set<number>();
  for (const { event } of read) if (event.event === "send") sent.add(event.n);
  const passes: Pass[] = [];
  for (const { event, wire } of read) {
    if (event.event === "send") passes.push({ event, wire, way: "out" });
    else {
      if (event.cause === null || !sent.has(event.cause)) passes.push({ event, wire, way: "out" });
      passes.push({ event, wire, way: "in" });
    }
  }
  return passes;
}

function withoutArrivals(read: readonly Read[]): readonly Pass[] {
  const passes: Pass[] = [];
  const underway = new Map<string, Read>();
  const arrive = (at: string, branch: string | null, method: string) => {
    const key = `${at} ${branch} ${method}`;
    const one = underway.get(key);
    if (one === undefined) return;
    underway.delete(key);
    passes.push({ ...one, way: "in" });
  };
  for (const one of read) {
    const { event, wire } = one;
    // Its receiver answers it, or passes it on.
    if (wire.status !== null) arrive(event.from, wire.branch, wire.method);
    else arrive(event.from, branchBelow(wire), wire.method);
    passes.push({ event, wire, way: "out" });
    if (wire.status !== null || wire.method === "ACK") passes.push({ event, wire, way: "in" });
    else underway.set(`${event.to} ${wire.branch} ${wire.method}`, one);
  }
  return passes;
}
