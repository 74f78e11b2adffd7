import type { Flow } from "../../../model/flow.ts";
import { printInline } from "../../../model/print-prose.ts";
import { indexOf, stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { inlinesOf } from "../../passages.ts";
import { type Finding, flowRule } from "../../rule.ts";

export const noUndefinedStep = flowRule({
  meta: {
    id: "reference/no-undefined-step",
    summary: "Who cites a step cites one that the flow has and prints",
    severity: "error",
    source: null,
    rationale:
      "A reference that leads nowhere was right once: steps were removed or renumbered and it was forgotten. What it should say now only its author knows.",
  },
  *check(flow) {
    for (const { inline, passage } of inlinesOf(flow, "steps")) {
      const missing = inline.of.find((id) => stepsOf(flow, id).length === 0);
      if (missing === undefined) continue;
      yield { place: passage.place, steps: passage.steps, quote: printInline(inline, flow), reason: reasonFor(flow, missing) };
    }
    for (const { inline, passage } of inlinesOf(flow, "received")) {
      const hop = arrivalOf(flow, inline.message, inline.by);
      if (hop === undefined || indexOf(flow).stepOf.has(hop)) continue;
      yield { place: passage.place, steps: passage.steps, quote: printInline(inline, flow), reason: reasonFor(flow, inline.message) };
    }
    for (const { at, place } of [...flow.notes, ...flow.errata]) {
      if (at !== null && stepsOf(flow, at).length === 0) yield { place, reason: reasonFor(flow, at) };
    }
    for (const { at, place } of flow.departures) if (at !== null && !exists(flow, at)) yield { place, reason: reasonFor(flow, at) };
    yield* inVariants(flow);
  },
});

/** What variants omit, follow and choose from need not be printed, but be there. */
function* inVariants(flow: Flow): Generator<Finding> {
  const topLevel = new Set(flow.body.map(({ id }) => id));
  for (const { place, id, omits, inserts, choices } of flow.variants) {
    for (const omitted of omits) if (!exists(flow, omitted)) yield { place, reason: reasonFor(flow, omitted) };
    for (const { after } of inserts) {
      if (topLevel.has(after)) continue;
      const reason = exists(flow, after)
        ? `Unexpected place "${after}" of what variant ${id} adds, expected one outside exchanges and fragments`
        : reasonFor(flow, after);
      yield { place, reason };
    }
    for (const { fragment, operand } of choices) {
      const found = indexOf(flow).elements.get(fragment);
      if (found?.kind !== "fragment") yield { place, reason: reasonFor(flow, fragment) };
      else if (operand >= found.operands.length) {
        yield { place, reason: `Unexpected choice of operand ${operand + 1} in variant ${id}, expected one of ${found.operands.length}` };
      }
    }
  }
}

function exists(flow: Flow, id: string): boolean {
  const { elements, messages } = indexOf(flow);
  return elements.has(id) || messages.has(id);
}

function arrivalOf(flow: Flow, message: string, by: string): string | undefined {
  const { hopsOf, elements } = indexOf(flow);
  return hopsOf.get(message)?.find((id) => {
    const hop = elements.get(id);
    return hop?.kind === "hop" && hop.to === by;
  });
}

function reasonFor(flow: Flow, id: string): string {
  const { messages, elements } = indexOf(flow);
  const element = elements.get(id);
  const message = messages.get(element?.kind === "hop" ? element.message : id);
  const name = message === undefined ? element?.kind : called(message);
  if (name === undefined) return `Unexpected reference to "${id}", expected a step that the flow has`;
  return `Unexpected reference to ${name}, which has no number, expected a step that is printed`;
}
