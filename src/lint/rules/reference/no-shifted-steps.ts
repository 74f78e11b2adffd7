import { contributionRule } from "../../rule.ts";

export const noShiftedSteps = contributionRule({
  id: "reference/no-shifted-steps",
  summary: "The numbers of a reference are those of the steps it means, not of what they were before a change",
  severity: "error",
  source: null,
  rationale:
    "Steps that are inserted or removed move the numbers of those behind them. A reference that was forgotten leads to steps that exist, and says something that was never meant.",
});
