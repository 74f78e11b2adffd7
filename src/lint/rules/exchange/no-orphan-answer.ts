import { indexOf, stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { flowRule } from "../../rule.ts";

export const noOrphanAnswer = flowRule({
  meta: {
    id: "exchange/no-orphan-answer",
    summary: "Only a request is answered",
    severity: "error",
    source: "RFC 3261 §8.2.6",
    rationale:
      "An answer belongs to a request; one that answers nothing, or something that is no request, matches no transaction of whoever receives it (RFC 3261 §17.1.3).",
  },
  *check(flow) {
    const { messages } = indexOf(flow);
    for (const { id, name, role, answers, place } of flow.messages) {
      if (role !== "reply" && role !== "ack") continue;
      const answered = answers === null ? undefined : messages.get(answers);
      if (answered?.role === "request") continue;
      const to = answered === undefined ? "nothing" : `${called(answered)}, which is no request`;
      const related = answered === undefined ? [] : [{ message: `${called(answered)} stands here`, place: answered.place }];
      yield {
        place,
        steps: stepsOf(flow, id),
        reason: `Unexpected ${called({ name })} in answer to ${to}, expected the answer to a request`,
        related,
      };
    }
  },
});
