import { allMessagesOf } from "../../../analysis/all-messages.ts";
import { nameOf, stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { flowRule } from "../../rule.ts";

export const noSelfMessage = flowRule({
  meta: {
    id: "exchange/no-self-message",
    summary: "Nobody sends a message to oneself, nor passes one on to oneself",
    severity: "error",
    source: null,
    rationale: "What a participant does by itself is an action; a message to oneself hides who was meant to receive it.",
  },
  *check(flow) {
    for (const { id, name, path, place } of allMessagesOf(flow)) {
      const twice = path.find(({ participant }, at) => at > 0 && participant === path[at - 1]?.participant);
      const [first] = path;
      const isRound = first !== undefined && path.length > 1 && first.participant === path.at(-1)?.participant;
      const to = isRound ? first : twice;
      if (to === undefined) continue;
      const self = nameOf(flow, to.participant);
      const instead = isRound ? `another receiver, or an action of ${self}` : `${self} once, or somebody else between`;
      yield { place, steps: stepsOf(flow, id), reason: `Unexpected ${called({ name })} from ${self} to itself, expected ${instead}` };
    }
  },
});
