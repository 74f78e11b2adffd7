import { allMessagesOf } from "../../../analysis/all-messages.ts";
import { printInline } from "../../../model/print-prose.ts";
import { elementsOf, indexOf, stepsOf } from "../../../model/walk.ts";
import { inlinesOf } from "../../passages.ts";
import { flowRule } from "../../rule.ts";

export const noUndefinedItem = flowRule({
  meta: {
    id: "reference/no-undefined-item",
    summary: "Who names a piece of information names one that the flow has",
    severity: "error",
    source: null,
    rationale: "Information that no message carries, no action makes and nobody is given cannot be known to anyone.",
  },
  *check(flow) {
    const { items } = indexOf(flow);
    const reasonFor = (id: string) => `Unexpected information "${id}", expected an item of the flow`;
    for (const { inline, passage } of inlinesOf(flow, "item")) {
      if (items.has(inline.item)) continue;
      yield { place: passage.place, steps: passage.steps, quote: printInline(inline, flow), reason: reasonFor(inline.item) };
    }
    for (const { id, carries, place } of allMessagesOf(flow)) {
      for (const { item } of carries) if (!items.has(item)) yield { place, steps: stepsOf(flow, id), reason: reasonFor(item) };
    }
    for (const element of elementsOf(flow.body)) {
      if (element.kind !== "action") continue;
      for (const item of element.makes)
        if (!items.has(item)) yield { place: element.place, steps: stepsOf(flow, element.id), reason: reasonFor(item) };
    }
    for (const one of [...flow.givens, ...flow.expectations]) {
      if ((one.kind === "knowledge" || one.kind === "knows") && !items.has(one.item))
        yield { place: one.place, reason: reasonFor(one.item) };
    }
  },
});
