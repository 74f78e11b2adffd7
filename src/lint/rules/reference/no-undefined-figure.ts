import { contributionRule } from "../../rule.ts";

export const noUndefinedFigure = contributionRule({
  id: "reference/no-undefined-figure",
  summary: "Who cites a figure cites one that the document has",
  severity: "error",
  source: null,
  rationale:
    "A figure is found by its label. A reference to one that is not there sends the reader through the whole document. It is an error where the format says what a heading is and the document is whole, else a warning.",
});
