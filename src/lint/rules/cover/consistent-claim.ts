import { contributionRule } from "../../rule.ts";

export const consistentClaim = contributionRule({
  id: "cover/consistent-claim",
  summary: "What the cover sheet says was done to steps has been done",
  severity: "warning",
  source: null,
  rationale:
    "Whoever has little time reads the cover sheet alone. Where it says that steps were renumbered, the references to them were, too.",
});
