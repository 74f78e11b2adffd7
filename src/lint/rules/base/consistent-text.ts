import { contributionRule } from "../../rule.ts";

export const consistentText = contributionRule({
  id: "base/consistent-text",
  summary: "What a change request quotes as it stands is what the base specification says",
  severity: "warning",
  source: "3GPP TR 21.900 §4.6",
  rationale:
    "A change that is made against another text than that of the specification cannot be implemented, or undoes what somebody else has changed.",
});
