import { flowRule } from "../../rule.ts";

export const noUndefinedGroup = flowRule({
  meta: {
    id: "participant/no-undefined-group",
    summary: "Who stands in a group stands in one that the flow has, and no group stands in itself",
    severity: "error",
    source: null,
    rationale: "The figure draws a box around each group; a box that is missing or inside itself cannot be drawn.",
  },
  *check(flow) {
    const groups = new Map(flow.groups.map((group) => [group.id, group]));
    for (const { name, group, place } of flow.participants) {
      if (group !== null && !groups.has(group))
        yield { place, reason: `Unexpected group "${group}" of ${name}, expected one that the flow has` };
    }
    const ends = new Set<string>();
    for (const { id, name } of flow.groups) {
      const passed = new Set<string>();
      for (let at: string | null = id; at !== null && !ends.has(at); at = groups.get(at)?.parent ?? null) {
        if (passed.has(at)) {
          yield { place: flow.place, reason: `Unexpected group "${name}" inside itself, expected it in another or in none` };
          break;
        }
        passed.add(at);
        const parent = groups.get(at)?.parent ?? null;
        if (parent !== null && !groups.has(parent)) {
          yield {
            place: flow.place,
            reason: `Unexpected group "${parent}" around "${groups.get(at)?.name}", expected one that the flow has`,
          };
          break;
        }
      }
      for (const one of passed) ends.add(one);
    }
  },
});
