import { printUnit } from "../../../contribution/index.ts";
import { lookUp, numbersIn, sayUnits, stepWith } from "../numbered.ts";
import type { ContributionCheck } from "../rule.ts";
import { sayName } from "../same-name.ts";
import { shiftedIn } from "../shifts.ts";

export const noShiftedSteps: ContributionCheck = {
  id: "reference/no-shifted-steps",
  *check(contribution) {
    for (const { reference, units, who } of shiftedIn(contribution)) {
      const { flow, scope } = reference;
      const own = scope.kind === "flow" ? scope.flow : flow;
      if (own === null) continue;
      const cited = numbersIn(reference.spans);
      const missing = cited.filter((unit) => lookUp(own, unit) === "none");
      const name = sayName(own.participants.find(({ key }) => key === who)?.mentions[0] ?? null);
      const why = who === null ? "where it is received" : `each of which ${name} takes part in`;
      const lost = missing.length === 0 ? "" : `, though there is no step ${missing.map(printUnit).join(" or ")}`;
      yield {
        place: reference.place,
        flow,
        step: reference.step,
        quote: reference.text,
        reason: `Unexpected reference to ${sayUnits(cited)}${lost}, expected ${sayUnits(units)}, ${why}`,
        expected: sayUnits(units),
        related: units
          .slice(0, 1)
          .flatMap((unit) => stepWith(own, unit) ?? [])
          .map(({ label, place }) => ({ message: `Step ${label.text} stands here`, place })),
      };
    }
  },
};
