import { contributionRule } from "../../rule.ts";

export const noUnused = contributionRule({
  id: "suppression/no-unused",
  summary: "A comment that suppresses findings suppresses one, of a rule that there is",
  severity: "warning",
  source: null,
  rationale:
    "What is suppressed where nothing is wrong any more hides the next mistake there; and a rule whose id is misspelt is not suppressed at all.",
});
