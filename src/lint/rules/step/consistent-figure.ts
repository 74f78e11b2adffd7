import { contributionRule } from "../../rule.ts";

export const consistentFigure = contributionRule({
  id: "step/consistent-figure",
  summary: "The numbered arrows of a diagram say what the steps say",
  severity: "warning",
  source: null,
  rationale:
    "A diagram in the text and the steps beside it are two descriptions of one flow. Where they disagree, each reader implements another one.",
});
