import type { CausalEvent } from "../../../analysis/causal-order.ts";
import { type CausalGap, causalGapsOf } from "../../../analysis/causes.ts";
import type { Flow, Step } from "../../../model/flow.ts";
import { indexOf, nameOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { labelOf } from "../../label-of.ts";
import { type Finding, flowRule } from "../../rule.ts";

export const requireCause = flowRule({
  meta: {
    id: "participant/require-cause",
    summary: "Who begins something has a cause: something received, a decision, a timer",
    severity: "warning",
    source: null,
    rationale:
      "A server does nothing by itself. Where it sends a request that nothing has brought about, a message is missing, or the decision that is the reason for it is not said. Users begin what they like, and somebody has to begin the flow. Where there is a cause, but the clause has it wait for a step of which it hears nothing, the finding is an information: nothing keeps it from acting earlier.",
  },
  *check(flow) {
    for (const gap of causalGapsOf(flow)) yield findingOf(gap, flow);
  },
});

function findingOf(gap: CausalGap, flow: Flow): Finding {
  const { elements } = indexOf(flow);
  const { event } = gap;
  const { participant, local } = event;
  const name = nameOf(flow, participant);
  const about = { place: elements.get(local.element)?.place ?? flow.place, steps: stepsOf(flow, event) };
  const what = local.message === null ? "message" : called(local.message);
  switch (gap.kind) {
    case "nothing":
      return {
        ...about,
        reason: `Unexpected ${what} of ${name} out of nothing, expected what brings it about before: a message to ${name}, a decision, a timer`,
      };
    case "unheard": {
      const missed = elements.get(gap.missed.local.element)?.place;
      const other = nameOf(flow, gap.missed.participant);
      const after = labelOf(flow, stepsOf(flow, gap.last), " after ");
      return {
        ...about,
        severity: "info",
        reason: `Unexpected ${what} of ${name} after ${describedIn(flow, gap.missed)} of ${other}, of which it hears nothing, expected a message that tells it, or a place right${after || " where it has its cause"}`,
        related: missed === undefined ? [] : [{ message: `${other} does it here`, place: missed }],
      };
    }
    case "timer":
      return {
        ...about,
        reason: `Unexpected ${local.kind === "expiry" ? "expiry" : "stop"} of timer ${gap.name} of ${name}, which does not run, expected its start before`,
      };
  }
}

function describedIn(flow: Flow, event: CausalEvent): string {
  const what = event.local.message === null ? "what is done" : called(event.local.message);
  return `${what}${labelOf(flow, stepsOf(flow, event), " in ")}`;
}

function stepsOf(flow: Flow, { local }: CausalEvent): readonly Step[] {
  const step = indexOf(flow).stepOf.get(local.element);
  return step === undefined ? [] : [step];
}
