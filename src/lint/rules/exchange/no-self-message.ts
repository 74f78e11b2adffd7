import { allMessagesOf } from "../../../analysis/resolve-variant.ts";
import { nameOf, stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { flowRule } from "../../rule.ts";

export const noSelfMessage = flowRule({
  meta: {
    id: "exchange/no-self-message",
    summary: "Nobody sends a message to oneself",
    severity: "error",
    source: null,
    rationale: "What a participant does by itself is an action; a message to oneself hides who was meant to receive it.",
  },
  *check(flow) {
    for (const { id, name, path, place } of allMessagesOf(flow)) {
      const [first] = path;
      const last = path.at(-1);
      if (first === undefined || first.participant !== last?.participant) continue;
      const self = nameOf(flow, first.participant);
      yield {
        place,
        steps: stepsOf(flow, id),
        reason: `Unexpected ${called({ name })} from ${self} to itself, expected another receiver, or an action of ${self}`,
      };
    }
  },
});
