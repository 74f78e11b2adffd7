import { contributionRule } from "../../rule.ts";

export const consistentContent = contributionRule({
  id: "reference/consistent-content",
  summary: "What is said to come from a step is told in that step",
  severity: "warning",
  source: null,
  rationale:
    '"The INVITE received in step 4" is looked up in step 4. Where that one tells a REFER and another step the INVITE, the number was right before steps were inserted, removed or swapped. Nothing is said where no step tells it: it may be there in other words.',
});
