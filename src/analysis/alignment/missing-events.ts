import type { CausalEvent } from "../causal-order.ts";
import type { Discrepancy } from "./discrepancy.ts";
import type { Matching } from "./match-events.ts";

/** What a flow has and a trace has not. */
export interface MissingEvent {
  readonly event: CausalEvent;
  readonly what: Extract<Discrepancy, { readonly kind: "missing" }>["what"];
}

/** What is missing; a message once for its sending and its arrival. */
export function missingEvents({ expected, found }: Matching): readonly MissingEvent[] {
  const indices = new Set(expected.map(({ index }) => index));
  const arrivalOf = new Map(
    expected.flatMap(({ index, source, local }) => (local.kind === "receive" && source !== null ? [[source, index] as const] : [])),
  );
  return expected.flatMap((event): readonly MissingEvent[] => {
    const { index, source, local } = event;
    if (found.has(index)) return [];
    const isArrival = local.kind === "receive" && source !== null && indices.has(source);
    if (isArrival) return found.has(source) ? [{ event, what: "arrival" }] : [];
    const arrival = local.kind === "send" ? arrivalOf.get(index) : undefined;
    return [{ event, what: arrival !== undefined && found.has(arrival) ? "sending" : "all" }];
  });
}
