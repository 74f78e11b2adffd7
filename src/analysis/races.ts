import type { Flow } from "../model/flow.ts";
import { type CausalEvent, causalOrderOf } from "./causal-order.ts";

/** Two messages that can reach an end in another order than the clause has them; relays on their way are of no account. */
export interface Race {
  readonly participant: string;
  /** The reception that the clause has first. */
  readonly first: CausalEvent;
  readonly second: CausalEvent;
  /**
   * How many hops later the second arrives, were all hops to take the same time: by so much has the first to be late. At 0 either may
   * win; below 0 the order of the clause is the less likely one.
   */
  readonly slack: number;
}

/** The races of a flow, the likeliest first. */
export function racesOf(flow: Flow): readonly Race[] {
  const { events, overtaken } = causalOrderOf(flow);
  const races: Race[] = [];
  for (const second of events) {
    for (const at of overtaken(second.index)) {
      const first = events[at];
      if (first !== undefined) races.push({ participant: second.participant, first, second, slack: second.depth - first.depth });
    }
  }
  return races.sort((a, b) => a.slack - b.slack || a.first.index - b.first.index || a.second.index - b.second.index);
}
