import type { Note } from "../../../model/flow.ts";
import { printProse } from "../../../model/print-prose.ts";
import { stepsOf } from "../../../model/walk.ts";
import { flowRule } from "../../rule.ts";

export const noDuplicate = flowRule({
  meta: {
    id: "note/no-duplicate",
    summary: "No two NOTEs have one number or say the same",
    severity: "warning",
    source: "3GPP TR 21.801 §6.5",
    rationale: "NOTEs of one clause are numbered so that they can be cited; where there are several, each has a number of its own.",
  },
  *check(flow) {
    const byNumber = new Map<number | null, Note>();
    const byText = new Map<string, Note>();
    for (const note of flow.notes) {
      const { number, text, at, place } = note;
      const steps = at === null ? [] : stepsOf(flow, at);
      const said = printProse(text, flow).trim();
      const label = number === null ? "NOTE without a number" : `NOTE ${number}`;
      const sameNumber = note.style === "note" ? byNumber.get(number) : undefined;
      const sameText = said === "" ? undefined : byText.get(said);
      if (sameNumber !== undefined) {
        const related = [{ message: "The first stands here", place: sameNumber.place }];
        yield { place, steps, reason: `Unexpected second ${label}, expected a number of its own`, related };
      } else if (sameText !== undefined) {
        const related = [{ message: "It is first said here", place: sameText.place }];
        yield { place, steps, quote: said, reason: "Unexpected repetition of a NOTE, expected it once", related };
      }
      if (note.style === "note" && sameNumber === undefined) byNumber.set(number, note);
      if (sameText === undefined) byText.set(said, note);
    }
  },
});
