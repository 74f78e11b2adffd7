import type { Hop } from "../../../model/element.ts";
import type { Flow, Step } from "../../../model/flow.ts";
import type { Message } from "../../../model/message.ts";
import { printLabel } from "../../../model/step-label.ts";
import { indexOf, nameOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { type Finding, flowRule } from "../../rule.ts";

export const consistentHops = flowRule({
  meta: {
    id: "step/consistent-hops",
    summary: "A message passes its path hop by hop, from its first participant to its last",
    severity: "error",
    source: null,
    rationale:
      "A range such as 3~5 is a promise: as many steps as the message has hops. Where a hop is missing, or begins where the one before did not end, a step was lost or names the wrong participant.",
  },
  *check(flow) {
    const { hopsOf, elements } = indexOf(flow);
    for (const message of flow.messages) {
      const hops = (hopsOf.get(message.id) ?? []).flatMap((id) => {
        const hop = elements.get(id);
        return hop?.kind === "hop" ? [hop] : [];
      });
      yield* alongPath(flow, message, hops);
    }
    for (const step of flow.steps) yield* acrossStep(flow, step);
  },
});

function* alongPath(flow: Flow, message: Message, hops: readonly Hop[]): Generator<Finding> {
  const { stepOf } = indexOf(flow);
  const { name, path } = message;
  const labelled = (hop: Hop) => ({ place: hop.place, steps: [stepOf.get(hop.id)].filter((step) => step !== undefined) });
  for (const [at, hop] of hops.entries()) {
    const from = path[at]?.participant;
    const to = path[at + 1]?.participant;
    if (from === undefined || to === undefined) {
      const last = nameOf(flow, path.at(-1)?.participant ?? "");
      yield {
        ...labelled(hop),
        reason: `Unexpected hop of ${called({ name })} from ${nameOf(flow, hop.from)} to ${nameOf(flow, hop.to)}, expected it to end at ${last}`,
      };
      return;
    }
    if (hop.from === from && hop.to === to) continue;
    const expected = `${nameOf(flow, from)} to ${nameOf(flow, to)}`;
    yield {
      ...labelled(hop),
      reason: `Unexpected hop of ${called({ name })} from ${nameOf(flow, hop.from)} to ${nameOf(flow, hop.to)}, expected ${expected}`,
      expected,
    };
    return;
  }
  const end = path[hops.length]?.participant;
  const next = path[hops.length + 1]?.participant;
  if (end === undefined || next === undefined) return;
  const last = hops.at(-1);
  const expected = `${nameOf(flow, end)} to ${nameOf(flow, next)}`;
  if (last === undefined)
    yield { place: message.place, reason: `Unexpected ${called({ name })} without a hop, expected one from ${expected}`, expected };
  else
    yield {
      ...labelled(last),
      reason: `Unexpected end of ${called({ name })} at ${nameOf(flow, end)}, expected a hop from ${expected}`,
      expected,
    };
}

/** The hops that one step covers touch, and the step says where they begin and end. */
function* acrossStep(flow: Flow, step: Step): Generator<Finding> {
  if (step.kind !== "message") return;
  const { elements } = indexOf(flow);
  let first: Hop | null = null;
  let last: Hop | null = null;
  for (const id of step.covers) {
    const hop = elements.get(id);
    if (hop?.kind !== "hop") continue;
    if (last !== null && hop.from !== last.to) {
      const [found, expected] = [nameOf(flow, hop.from), nameOf(flow, last.to)];
      yield {
        place: hop.place,
        steps: [step],
        reason: `Unexpected hop from ${found} in step ${printLabel(step.number)}, expected it to begin at ${expected}, where the one before ended`,
        expected,
      };
      return;
    }
    first ??= hop;
    last = hop;
  }
  if (first === null || last === null || (step.from === first.from && step.to === last.to)) return;
  const expected = `${nameOf(flow, first.from)} to ${nameOf(flow, last.to)}`;
  const found = `${nameOf(flow, step.from ?? "nobody")} to ${nameOf(flow, step.to ?? "nobody")}`;
  yield { place: step.place, steps: [step], reason: `Unexpected step from ${found}, expected ${expected}, as its hops go`, expected };
}
