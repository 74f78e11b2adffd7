import { commonSubsequence } from "../alignment/common-subsequence.ts";
import type { DescribedStep } from "./described-steps.ts";

/** A step in both versions, by its positions there. */
export interface StepPair {
  readonly old: number;
  readonly now: number;
  /** `changed`: in its place, but not the same any more. `moved`: the same elsewhere. */
  readonly how: "same" | "changed" | "moved";
}

/** What makes two steps in the same place versions of one, the likeliest first. */
const likenesses: readonly ((step: DescribedStep) => string)[] = [
  ({ kind, from, to, message }) => (message === "" ? "" : `${kind}|${from}|${to}|${message}`),
  ({ kind, from, to, message }) => `${kind}|${from}|${to}|${message.split(" ", 1)[0]}`,
  // Of the same sender it may go elsewhere, to the same receiver come from elsewhere.
  ({ kind, from, ends, message }) => (message === "" ? "" : `${kind}|${message}|${from}|${ends?.[0]}`),
  ({ kind, to, ends, message }) => (message === "" ? "" : `${kind}|${message}|${to}|${ends?.[1]}`),
];

/**
 * The steps that two versions of a flow share: as many as can be in their order; of what is left, what is the same elsewhere has moved, and
 * what is alike between the same neighbours has changed. So the fewest steps move.
 */
export function matchSteps(old: readonly DescribedStep[], now: readonly DescribedStep[]): readonly StepPair[] {
  const [oldKeys, nowKeys] = [old.map(whole), now.map(whole)];
  const pairs: StepPair[] = commonSubsequence(oldKeys, nowKeys).map(([one, other]) => ({ old: one, now: other, how: "same" }));
  const [takenOld, takenNow] = [new Set(pairs.map((pair) => pair.old)), new Set(pairs.map((pair) => pair.now))];
  const take = (pair: StepPair) => {
    pairs.push(pair);
    takenOld.add(pair.old);
    takenNow.add(pair.now);
  };
  const gaps = gapsBetween(pairs, old.length, now.length);
  const left = new Map<string, number[]>();
  for (const [at, key] of nowKeys.entries()) if (!takenNow.has(at)) left.set(key, [...(left.get(key) ?? []), at]);
  for (const [at, key] of oldKeys.entries()) {
    const other = takenOld.has(at) ? undefined : left.get(key)?.shift();
    if (other !== undefined) take({ old: at, now: other, how: "moved" });
  }
  for (const likeness of likenesses) {
    for (const gap of gaps) {
      const olds = gap.old.filter((at) => !takenOld.has(at));
      const nows = gap.now.filter((at) => !takenNow.has(at));
      const keyOf = (step: DescribedStep | undefined, side: string, at: number) =>
        step === undefined || likeness(step) === "" ? `${side} ${at}` : likeness(step);
      const alike = commonSubsequence(
        olds.map((at) => keyOf(old[at], "old", at)),
        nows.map((at) => keyOf(now[at], "now", at)),
      );
      for (const [one, other] of alike) {
        const [was, is] = [olds[one], nows[other]];
        if (was !== undefined && is !== undefined && keepsOrder(pairs, was, is, gap)) take({ old: was, now: is, how: "changed" });
      }
    }
  }
  return pairs.sort((a, b) => a.now - b.now);
}

function whole({ kind, from, to, ends, message, text }: DescribedStep): string {
  return JSON.stringify([kind, from, to, ends, message, text]);
}

interface Gap {
  readonly old: readonly number[];
  readonly now: readonly number[];
}

/** What stands between neighbours that both have. */
function gapsBetween(pairs: readonly StepPair[], old: number, now: number): readonly Gap[] {
  const gaps: Gap[] = [];
  let before = { old: -1, now: -1 };
  for (const pair of [...pairs, { old, now }]) {
    gaps.push({ old: range(before.old + 1, pair.old), now: range(before.now + 1, pair.now) });
    before = pair;
  }
  return gaps;
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}

/** A later likeness fits between what an earlier one has paired. */
function keepsOrder(pairs: readonly StepPair[], old: number, now: number, gap: Gap): boolean {
  const [olds, nows] = [new Set(gap.old), new Set(gap.now)];
  return pairs.every((pair) => pair.how !== "changed" || !olds.has(pair.old) || !nows.has(pair.now) || pair.old < old === pair.now < now);
}
