import type { Flow, Step } from "../model/flow.ts";
import { labelsOf, printSteps } from "../model/print-prose.ts";
import { printLabel } from "../model/step-label.ts";

/** "step 3", "steps 3~5", with `before` in front; "" where nothing is printed. */
export function labelOf(flow: Flow, steps: readonly Step[], before = ""): string {
  return steps.length === 0 ? "" : `${before}${printSteps([steps], flow)}`;
}

/** The printed numbers alone: `3~5`, `1, 3`; null where nothing is printed. */
export function numbersOf(flow: Flow, steps: readonly Step[]): string | null {
  return steps.length === 0
    ? null
    : labelsOf(steps)
        .map((label) => printLabel(label, flow.numbering.sign))
        .join(", ");
}
