import { type Act, countOf, type RecoveredFlow, type RecoveredStep } from "../../contribution/index.ts";
import type { ContributionFinding } from "./rule.ts";

/** A message over several steps, between two who are known. */
interface Range {
  /** Index of its step. */
  readonly at: number;
  readonly step: RecoveredStep;
  readonly act: Act;
  readonly count: number;
  readonly from: string;
  readonly to: string;
}

/** Fewest ranges between the same two that make a habit. */
const FEWEST = 3;

/** A range that cannot be its messages times the path: other ranges between the same two, or the one it answers, have another length. @param wrong steps that something else is told of */
export function* oddRanges(flow: RecoveredFlow, wrong: ReadonlySet<unknown>): Generator<ContributionFinding> {
  const ranges = rangesIn(flow);
  const told = new Set<unknown>(wrong);
  const byEnds = new Map<string, Range[]>();
  for (const range of ranges) {
    const via = range.act.via.map(({ key }) => key);
    const ends = [range.from, range.to].sort().concat(via.sort()).join("|");
    const same = byEnds.get(ends);
    if (same === undefined) byEnds.set(ends, [range]);
    else same.push(range);
  }
  for (const same of byEnds.values()) {
    if (same.length < FEWEST) continue;
    const tally = new Map<number, number>();
    for (const { count } of same) tally.set(count, (tally.get(count) ?? 0) + 1);
    const hops = [...tally].filter(([, times]) => times > 1).reduce((least, [count]) => Math.min(least, count), Number.POSITIVE_INFINITY);
    const odd = same.filter(({ count }) => !divides(count, hops));
    const [only] = odd;
    const usual = same.find(({ count }) => count === hops);
    if (only === undefined || odd.length > 1 || usual === undefined || told.has(only.step)) continue;
    told.add(only.step);
    yield finding(flow, only, usual, `${hops} or a multiple, as between the same two elsewhere`);
  }
  for (const [at, range] of ranges.entries()) {
    const asked = ranges[at - 1];
    if (asked === undefined || told.has(range.step) || told.has(asked.step) || !isAnswer(range.act) || isAnswer(asked.act)) continue;
    const isNext = range.at === asked.at + 1;
    if (!isNext || range.from !== asked.to || range.to !== asked.from || divides(range.count, asked.count)) continue;
    yield finding(flow, range, asked, `${asked.count}, as many as what it answers has`);
  }
}

function finding(flow: RecoveredFlow, { step, count }: Range, other: Range, expected: string): ContributionFinding {
  const label = step.label.text;
  return {
    place: step.place,
    flow,
    step,
    severity: "warning",
    quote: label,
    reason: `Unexpected range ${label} of ${count} steps, expected ${expected}`,
    related: [{ message: `Steps ${other.step.label.text} are ${other.count}`, place: other.step.place }],
  };
}

function divides(a: number, b: number): boolean {
  return !Number.isFinite(b) || a % b === 0 || b % a === 0;
}

/** An answer that names no receiver goes to the one who has asked. */
function rangesIn({ steps }: RecoveredFlow): readonly Range[] {
  const ranges: Range[] = [];
  const asked = new Map<string, string>();
  for (const [at, step] of steps.entries()) {
    const [act, ...more] = step.acts;
    if (act?.sender == null) continue;
    const from = act.sender.key;
    const to = act.receiver?.key ?? (isAnswer(act) ? asked.get(from) : undefined);
    if (to !== undefined && !isAnswer(act)) asked.set(to, from);
    const count = countOf(step.label.spans);
    const isLettered = step.label.spans.some(({ first }) => first.letter !== "");
    if (to !== undefined && count > 1 && more.length === 0 && !isLettered) ranges.push({ at, step, act, count, from, to });
  }
  return ranges;
}

function isAnswer({ kind, message }: Act): boolean {
  return kind === "answer" || message?.role === "response";
}
