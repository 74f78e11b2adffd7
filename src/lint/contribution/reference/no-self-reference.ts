import { type Act, compareUnits, type RecoveredFlow, type RecoveredStep, type Reference, sameUnit } from "../../../contribution/index.ts";
import { firstUnit, lastUnit } from "../numbered.ts";
import type { ContributionCheck } from "../rule.ts";
import { isSameName, mayBeSame, speakerOf } from "../same-name.ts";
import { shiftedIn } from "../shifts.ts";

export const noSelfReference: ContributionCheck = {
  id: "reference/no-self-reference",
  *check(contribution) {
    const shifted = new Set(shiftedIn(contribution).map(({ reference }) => reference));
    for (const reference of contribution.references) {
      const { step, flow, source } = reference;
      if (step === null || flow === null || source === null || reference.isDoubtful || shifted.has(reference)) continue;
      if (reference.scope.kind !== "flow" || !isWrong(reference, step, source)) continue;
      const origin = originOf(reference, flow, step);
      yield {
        place: reference.place,
        flow,
        step,
        quote: reference.text,
        reason: `Unexpected reference of step ${step.label.text} to itself, expected ${origin === null ? "an earlier step" : `step ${origin.label.text}`}`,
        ...(origin === null
          ? {}
          : {
              expected: `step ${origin.label.text}`,
              related: [{ message: `Step ${origin.label.text} stands here`, place: origin.place }],
            }),
      };
    }
  },
};

function isWrong(reference: Reference, step: RecoveredStep, source: string): boolean {
  if (citesItself(reference, step)) return receivesNothing(reference, step, source) || !hasItAlready(reference, step, source);
  return citesWithin(reference, step) && receivesNothing(reference, step, source);
}

/** "5-6. A sends the list received in step 5 to B." */
function citesWithin({ spans }: Reference, step: RecoveredStep): boolean {
  const [span, ...more] = spans;
  const [first, last] = [firstUnit(step), lastUnit(step)];
  if (span === undefined || more.length > 0 || !sameUnit(span.first, span.last) || sameUnit(first, last)) return false;
  return compareUnits(first, span.first) <= 0 && compareUnits(span.first, last) <= 0;
}

/** Whether the one who is said to have received something only sends in this step. */
function receivesNothing(reference: Reference, { acts, passages }: RecoveredStep, source: string): boolean {
  const { by, piece, at } = reference;
  const who = by ?? (isOneBreath(reference, acts) ? speakerOf(reference)?.key : undefined);
  if (source !== "received" || who === undefined) return false;
  if (!acts.some(({ sender }) => sender !== null && isSameName(sender.key, who))) return false;
  if (acts.some(({ kind, receiver }) => kind === "receive" || receiver === null || mayBeSame(receiver.key, who))) return false;
  // What is said of this reference itself is not said of the step.
  const words = passages.map(({ paragraph: { text }, from }) =>
    piece.paragraph.text === text ? text.slice(from, Math.max(from, text.lastIndexOf(source, at))) + text.slice(at) : text.slice(from),
  );
  return !/\brecei(?:ves?|pt|ving|ved|ption)\b|\b(?:gets|obtains|back)\b/iu.test(words.join(" "));
}

/** Whether the words in front of the reference are still about the act before it: "It includes …", but not "The client caches …". */
function isOneBreath({ piece, at }: Reference, acts: readonly Act[]): boolean {
  const act = acts.findLast((each) => each.paragraph === piece.paragraph && each.at < at);
  return act !== undefined && !/[.;]\s+(?!(?:It|This)\b)/u.test(piece.paragraph.text.slice(act.at, at));
}

function citesItself({ spans }: Reference, step: RecoveredStep): boolean {
  const [span] = spans;
  const own = firstUnit(step);
  return (
    spans.length === 1 &&
    span !== undefined &&
    sameUnit(span.first, span.last) &&
    sameUnit(span.first, own) &&
    sameUnit(own, lastUnit(step))
  );
}

/** Whether an earlier sentence of the step has already said that it is received, determined, … */
function hasItAlready({ piece, at }: Reference, { acts, passages }: RecoveredStep, source: string): boolean {
  const speaker = acts.filter((act) => act.paragraph === piece.paragraph && act.at < at).at(-1)?.sender?.key;
  let before = "";
  for (const { paragraph, from } of passages) {
    before += paragraph === piece.paragraph ? paragraph.text.slice(from, at) : paragraph.text.slice(from);
    if (paragraph === piece.paragraph) break;
  }
  const own = before.slice(0, Math.max(0, before.lastIndexOf(source)));
  const stem = source.replace(/(?:ed|d)$/u, "").slice(0, 6);
  if (new RegExp(`\\b${stem}`, "iu").test(own) || /\brecei(?:ves?|pt|ving|ved)\b/iu.test(own)) return true;
  // What an earlier sentence sends, somebody has received when the next one begins.
  const isEarlier = (act: Act) => act.paragraph !== piece.paragraph || /[.;]\s/u.test(piece.paragraph.text.slice(act.at, at));
  const earlier = acts.filter((act) => act.at < at || act.paragraph !== piece.paragraph);
  if (earlier.some(isEarlier)) return true;
  if (earlier.length > 1 && speaker !== undefined) return earlier.some(({ receiver }) => receiver?.key === speaker);
  return earlier.length === 0 && /[.;]\s/u.test(own);
}

/** The nearest earlier step in which the speaker receives something. */
function originOf(reference: Reference, { steps }: RecoveredFlow, step: RecoveredStep): RecoveredStep | null {
  const speaker = speakerOf(reference)?.key;
  if (speaker === undefined) return null;
  const receives = ({ receiver }: Act) => receiver !== null && isSameName(receiver.key, speaker);
  return steps.findLast((each) => compareUnits(firstUnit(each), firstUnit(step)) < 0 && each.acts.some(receives)) ?? null;
}
