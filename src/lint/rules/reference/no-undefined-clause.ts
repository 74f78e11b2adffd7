import { contributionRule } from "../../rule.ts";

export const noUndefinedClause = contributionRule({
  id: "reference/no-undefined-clause",
  summary: "Who cites a clause cites one that the document has",
  severity: "error",
  source: null,
  rationale: "A reference that leads nowhere was right once, or means another document that it does not name.",
});
