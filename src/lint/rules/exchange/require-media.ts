import { allMessagesOf } from "../../../analysis/all-messages.ts";
import { componentsOf } from "../../../analysis/media.ts";
import { stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { flowRule } from "../../rule.ts";

export const requireMedia = flowRule({
  meta: {
    id: "exchange/require-media",
    summary: "An offer and an answer describe at least one media component",
    severity: "error",
    source: "RFC 3264 §5",
    rationale:
      "Without an m= line there is nothing to agree on, and nothing that a later offer could change. Media that is to end keeps its line and is refused in it.",
  },
  *check(flow) {
    for (const message of allMessagesOf(flow)) {
      const { signal, place, id } = message;
      const description = signal.kind === "operation" ? null : signal.description;
      if (description === null || description.lines.some(({ media }) => componentsOf(media, flow).length > 0)) continue;
      const reason = `Unexpected ${description.kind} without media in ${called(message)}, expected at least one component`;
      yield { place, steps: stepsOf(flow, id), reason };
    }
  },
});
