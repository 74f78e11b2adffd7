import type { Flow, Step } from "../../model/flow.ts";
import { elementsOf, indexOf } from "../../model/walk.ts";
import type { CausalEvent } from "../causal-order.ts";
import type { Spot } from "./discrepancy.ts";

/** Where events stand in a flow. */
export function spotsIn(flow: Flow): (event: CausalEvent) => Spot {
  const { stepOf } = indexOf(flow);
  const before = new Map<string, Step | null>();
  let last: Step | null = null;
  for (const { id } of elementsOf(flow.body)) {
    before.set(id, last);
    last = stepOf.get(id) ?? last;
  }
  return ({ participant, local: { element, kind, peer, message } }) => {
    const step = stepOf.get(element) ?? null;
    const after = step === null ? (before.get(element) ?? null) : null;
    const [from, to] = kind === "receive" ? [peer, participant] : [participant, kind === "send" ? peer : participant];
    return { step, after, from, to, message: message?.name ?? null };
  };
}
