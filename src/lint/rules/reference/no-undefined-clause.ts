import { contributionRule } from "../../rule.ts";

export const noUndefinedClause = contributionRule({
  id: "reference/no-undefined-clause",
  summary: "Who cites a clause cites one that the document has",
  severity: "error",
  source: null,
  rationale:
    "A reference that leads nowhere was right once, or means another document that it does not name. It is an error where the format says what a heading is and the document is whole; a warning where it may be an extract, or where only their look shows its headings.",
});
