import { type Claim, type Contribution, printUnit } from "../../../contribution/index.ts";
import { endsOf, lookUp } from "../numbered.ts";
import { noSelfReference } from "../reference/no-self-reference.ts";
import type { ContributionCheck, ContributionFinding, ContributionSettings } from "../rule.ts";
import { shiftedIn } from "../shifts.ts";

export const consistentClaim: ContributionCheck = {
  id: "cover/consistent-claim",
  *check(contribution, settings) {
    if (contribution.flows.length === 0) return;
    for (const claim of contribution.claims) {
      const found = claim.verb === "renumbered" ? staleReferences(contribution, claim, settings) : missingSteps(contribution, claim);
      if (found !== null) yield found;
    }
  },
};

/** A step that was added or changed is there. */
function missingSteps({ flows }: Contribution, claim: Claim): ContributionFinding | null {
  if (claim.verb === "deleted") return null;
  const missing = endsOf(claim.spans).filter((unit) => flows.every((flow) => lookUp(flow, unit) === "none"));
  if (missing.length === 0) return null;
  const [only] = flows;
  return {
    place: claim.place,
    quote: claim.text,
    flow: flows.length === 1 ? (only ?? null) : null,
    reason: `Unexpected claim that step ${missing.map(printUnit).join(" and ")} was ${claim.verb}, expected a step that the document has`,
  };
}

/** Who says that steps were renumbered has renumbered what cites them. */
function staleReferences(contribution: Contribution, claim: Claim, settings: ContributionSettings): ContributionFinding | null {
  const shifted = shiftedIn(contribution).map(({ reference }) => ({ text: reference.text, place: reference.place }));
  const own = [...noSelfReference.check(contribution, settings)].map(({ quote = "", place }) => ({ text: quote, place }));
  const stale = [...own, ...shifted];
  if (stale.length === 0) return null;
  return {
    place: claim.place,
    quote: claim.text,
    reason: `Unexpected claim that the steps were renumbered, expected the references to them too: ${stale.map(({ text }) => `"${text}"`).join(", ")}`,
    related: stale.map(({ text, place }) => ({ message: `"${text}" has its old number`, place })),
  };
}
