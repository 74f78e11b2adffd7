import { printInline } from "../../../model/print-prose.ts";
import { elementsOf, indexOf, stepsOf } from "../../../model/walk.ts";
import { inlinesOf } from "../../passages.ts";
import { flowRule } from "../../rule.ts";

export const noUndefinedMessage = flowRule({
  meta: {
    id: "reference/no-undefined-message",
    summary: "A hop passes on a message that the flow has, and who acts acts upon something that the flow has",
    severity: "error",
    source: null,
    rationale: "What acts upon something that never happens never happens itself.",
  },
  *check(flow) {
    const { messages, elements, items, stepOf } = indexOf(flow);
    const sessions = new Set(flow.givens.flatMap((given) => (given.kind === "session" ? [given.id] : [])));
    const isThere = (id: string) => messages.has(id) || elements.has(id) || items.has(id) || sessions.has(id);
    for (const element of elementsOf(flow.body)) {
      const about = { place: element.place, steps: [stepOf.get(element.id)].filter((step) => step !== undefined) };
      if (element.kind === "hop" && !messages.has(element.message)) {
        yield { ...about, reason: `Unexpected hop of "${element.message}", expected a message of the flow` };
      }
      if (element.kind === "action") for (const id of element.using) if (!isThere(id)) yield { ...about, reason: reasonFor(id) };
    }
    for (const { id: own, using, place } of flow.messages) {
      for (const id of using) if (!isThere(id)) yield { place, steps: stepsOf(flow, own), reason: reasonFor(id) };
    }
    for (const { inline, passage } of inlinesOf(flow, "received")) {
      if (messages.has(inline.message)) continue;
      const reason = `Unexpected reference to "${inline.message}", expected a message of the flow`;
      yield { place: passage.place, steps: passage.steps, quote: printInline(inline, flow), reason };
    }
  },
});

function reasonFor(id: string): string {
  return `Unexpected use of "${id}", expected a message, an action or an item of the flow`;
}
