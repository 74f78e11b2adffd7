import type { Participant } from "../../../model/flow.ts";
import { flowRule } from "../../rule.ts";

export const noDuplicate = flowRule({
  meta: {
    id: "participant/no-duplicate",
    summary: "No two participants have one id or one name",
    severity: "error",
    source: null,
    rationale:
      "Prose tells participants apart by their names. In a figure the group may say the rest: give such participants different names, and the short one as `head`.",
  },
  *check(flow) {
    const byId = new Map<string, Participant>();
    const byName = new Map<string, Participant>();
    for (const participant of flow.participants) {
      const { id, name, place } = participant;
      const sameId = byId.get(id);
      const sameName = byName.get(name);
      const first = sameId ?? sameName;
      if (first === undefined) {
        byId.set(id, participant);
        byName.set(name, participant);
        continue;
      }
      const what = sameId === undefined ? `named "${name}"` : `"${id}"`;
      const related = [{ message: "The first is declared here", place: first.place }];
      yield {
        place,
        reason: `Unexpected second participant ${what}, expected ${sameId === undefined ? "a name" : "an id"} of its own`,
        related,
      };
    }
  },
});
