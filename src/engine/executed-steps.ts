import type { Flow, Step } from "../model/flow.ts";
import type { TraceEvent } from "../model/trace.ts";
import { indexOf } from "../model/walk.ts";

/** The steps that were executed whole: every hop has arrived, every condition has been reached, every action done. */
export function executedSteps(flow: Flow, events: readonly TraceEvent[]): readonly Step[] {
  const over = new Set(events.filter((event) => event.event !== "send").map((event) => event.hop));
  const { elements } = indexOf(flow);
  const isOver = (id: string): boolean => {
    const kind = elements.get(id)?.kind;
    // What they hold is covered as well.
    return kind === "exchange" || kind === "fragment" || over.has(id);
  };
  return flow.steps.filter((step) => step.covers.every(isOver));
}
