import type { Flow } from "../../model/flow.ts";
import { compareNumbers, follows, rangeOf, type StepNumber } from "../../model/step-label.ts";
import { compareFacts } from "./compare-facts.ts";
import type { Comparison, Renumbering, SharedStep } from "./comparison.ts";
import { describedSteps, renamed } from "./described-steps.ts";
import { matchNotes, matchParticipants, matchPreconditions } from "./match-facts.ts";
import { matchSteps } from "./match-steps.ts";

/** What has changed from one version of a flow to another: as data, without words. */
export function compareFlows(old: Flow, now: Flow): Comparison {
  const participants = matchParticipants(old, now);
  const pairs = matchSteps(
    describedSteps(old).map((step) => renamed(step, participants)),
    describedSteps(now),
  );
  const shared = pairs.flatMap(({ old: one, now: other, how }) => {
    const [was, is] = [old.steps[one], now.steps[other]];
    return was === undefined || is === undefined ? [] : [{ old: was, now: is, how }];
  });
  const [oldOnes, nowOnes] = [new Set(shared.map((each) => each.old)), new Set(shared.map((each) => each.now))];
  const how = (wanted: string): readonly SharedStep[] => shared.filter((each) => each.how === wanted).map(plain);
  const preconditions = matchPreconditions(old, now);
  const notes = matchNotes(old, now);
  return {
    old,
    now,
    inserted: now.steps.filter((step) => !nowOnes.has(step)),
    removed: old.steps.filter((step) => !oldOnes.has(step)),
    moved: how("moved"),
    changed: how("changed"),
    shared: shared.map(plain),
    renumbered: renumberings(shared),
    facts: compareFacts(old, now, { participants, preconditions, notes }),
    preconditions,
    notes,
    participants,
  };
}

function plain({ old, now }: SharedStep): SharedStep {
  return { old, now };
}

/** Neighbours that keep their distance are one range. */
function renumberings(shared: readonly SharedStep[]): readonly Renumbering[] {
  const runs: { first: readonly [StepNumber, StepNumber]; last: readonly [StepNumber, StepNumber] }[] = [];
  for (const { old, now } of shared) {
    const pair = [old.number, now.number] as const;
    if (compareNumbers(...pair) === 0) continue;
    const run = runs.at(-1);
    if (run !== undefined && follows(run.last[0], pair[0]) && follows(run.last[1], pair[1])) run.last = pair;
    else runs.push({ first: pair, last: pair });
  }
  return runs.map(({ first, last }) => ({ old: rangeOf(first[0], last[0]), now: rangeOf(first[1], last[1]) }));
}
