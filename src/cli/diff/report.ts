import type { Comparison, SharedStep } from "../../analysis/comparison/comparison.ts";
import type { Flow } from "../../model/flow.ts";
import { printLabel } from "../../model/step-label.ts";
import type { ReferenceChange, TextChange } from "../../spec/comparison/text-changes.ts";
import { runsOf, type StepRun } from "./step-runs.ts";

/** What has changed, with everything as it is printed: the JSON of `callflow diff`. */
export interface Report {
  readonly old: Version;
  readonly new: Version;
  readonly inserted: readonly StepRun[];
  readonly removed: readonly StepRun[];
  readonly moved: readonly RunPair[];
  readonly changed: readonly RunPair[];
  readonly renumbered: readonly { readonly old: string; readonly new: string }[];
  readonly other: readonly { readonly about: string; readonly name: string; readonly old: string | null; readonly new: string | null }[];
  readonly text: readonly ReportedText[];
}

/** As in the comparison, `now` under the name that it has everywhere here. */
type ReportedText =
  | (Omit<TextChange, "now"> & { readonly new: string })
  | (Omit<ReferenceChange, "references"> & { readonly references: readonly { readonly old: string; readonly new: string }[] });

interface Version {
  readonly flow: string;
  /** As it was asked for. */
  readonly version: string;
  /** How many printed numbers. */
  readonly steps: number;
}

export interface RunPair {
  readonly old: StepRun;
  readonly new: StepRun;
}

export function reportOf(
  { old, now, ...comparison }: Comparison,
  texts: readonly (TextChange | ReferenceChange)[],
  names: readonly [string, string],
): Report {
  const sign = now.numbering.sign;
  return {
    old: { flow: old.id, version: names[0], steps: old.steps.length },
    new: { flow: now.id, version: names[1], steps: now.steps.length },
    inserted: runsOf(comparison.inserted, now),
    removed: runsOf(comparison.removed, old),
    moved: comparison.moved.flatMap((pair) => pairOf(pair, old, now)),
    changed: comparison.changed.flatMap((pair) => pairOf(pair, old, now)),
    renumbered: comparison.renumbered.map((each) => ({ old: printLabel(each.old, sign), new: printLabel(each.now, sign) })),
    other: comparison.facts.map(({ about, name, old: was, now: is }) => ({ about, name, old: was, new: is })),
    text: texts.map(reported),
  };
}

function reported(change: TextChange | ReferenceChange): ReportedText {
  if (change.kind === "references") {
    return { ...change, references: change.references.map(({ old, now }) => ({ old, new: now })) };
  }
  const { kind, label, old, now, edits } = change;
  return { kind, label, old, new: now, edits };
}

function pairOf(pair: SharedStep, old: Flow, now: Flow): readonly RunPair[] {
  const [was] = runsOf([pair.old], old);
  const [is] = runsOf([pair.now], now);
  return was === undefined || is === undefined ? [] : [{ old: was, new: is }];
}
