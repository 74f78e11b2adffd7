import { nearestName } from "../../../model/nearest-name.ts";
import { indexOf, nameOf } from "../../../model/walk.ts";
import { mentionsOf } from "../../mentions.ts";
import { flowRule } from "../../rule.ts";

export const noUndeclared = flowRule({
  meta: {
    id: "participant/no-undeclared",
    summary: "Who takes part is declared",
    severity: "error",
    source: null,
    rationale: "A name that is not declared is most often a misspelt one; the figure would give it a lifeline of its own.",
  },
  *check(flow) {
    const { participants } = indexOf(flow);
    const told = new Set<string>();
    for (const { participant, place, steps } of mentionsOf(flow)) {
      if (participants.has(participant) || told.has(participant)) continue;
      // Once for each name: the rest follows from it.
      told.add(participant);
      const meant = nearestName(participant, participants.keys());
      const expected = meant === null ? {} : { expected: nameOf(flow, meant) };
      const reason = `Unexpected participant "${participant}", expected ${meant === null ? "a declared one" : `"${meant}", or a declaration`}`;
      yield { place, steps: steps(), reason, ...expected };
    }
  },
});
