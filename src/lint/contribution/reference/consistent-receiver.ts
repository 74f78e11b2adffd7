import {
  type Act,
  compareUnits,
  type Mention,
  type RecoveredFlow,
  type RecoveredStep,
  type Reference,
  tokensOf,
} from "../../../contribution/index.ts";
import { firstUnit, numbersIn, stepWith } from "../numbered.ts";
import type { ContributionCheck, ContributionFinding } from "../rule.ts";
import { isNamedIn, isSameName, mayBeSame, partiesOf, sayName, speakerOf } from "../same-name.ts";
import { shiftedIn } from "../shifts.ts";

export const consistentReceiver: ContributionCheck = {
  id: "reference/consistent-receiver",
  *check(contribution) {
    const shifted = new Set(shiftedIn(contribution).map(({ reference }) => reference));
    for (const reference of contribution.references) {
      const finding = wrongReceiver(reference, shifted);
      if (finding !== null) yield finding;
    }
  },
};

/** Null where it was received by the one who says so, as far as anybody can tell. */
export function wrongReceiver(reference: Reference, shifted: ReadonlySet<Reference>): ContributionFinding | null {
  const { step, flow, scope, source, by, spans, text, place, isDoubtful } = reference;
  if (source === null || step === null || flow === null || isDoubtful || scope.kind !== "flow" || by !== null) return null;
  if (!takesReceived(reference) || shifted.has(reference)) return null;
  const [unit, ...more] = numbersIn(spans);
  const cited = unit === undefined || more.length > 0 ? null : stepWith(flow, unit);
  const speaker = speakerOf(reference);
  if (cited === null || cited === step || speaker === null) return null;
  const receiver = cited.acts.find((act) => act.receiver !== null)?.receiver ?? null;
  if (receiver === null || mayBeSaidOf(reference, receiver) || (hasPart(cited, speaker.key) && !isItsOwnAnswer(cited, speaker.key)))
    return null;
  const origin = originOf(flow, step, speaker.key);
  // Who is named once, or nowhere receives, may be the same under another name.
  const isKnown = flow.participants.some(({ key, mentions }) => key === receiver.key && mentions.length > 1);
  if (origin === null || !isKnown) return null;
  return {
    place,
    flow,
    step,
    quote: text,
    reason: `Unexpected ${source === "received" ? "receipt" : "source"} by ${sayName(speaker)} in step ${cited.label.text}, which goes to ${sayName(receiver)}, expected step ${origin.label.text}`,
    expected: `step ${origin.label.text}`,
    related: [{ message: `Step ${cited.label.text} goes to ${sayName(receiver)}`, place: cited.place }],
  };
}

/** `received in step 7`, `derived from what was received in step 7`: the word stands right in front of the number. */
function takesReceived({ piece, at }: Reference): boolean {
  return /\breceived\s+(?:in|at|from|during)\s+(?:the\s+)?$/i.test(piece.paragraph.text.slice(Math.max(0, at - 40), at));
}

/** "B answers A. This allows A to compare it with what was received in step 2": a sentence that names who has received it, and in which nobody acts. */
function mayBeSaidOf({ step, piece: { paragraph }, at }: Reference, { key }: Mention): boolean {
  const begin = paragraph.text.lastIndexOf(". ", at) + 1;
  if (begin === 0 || step === null || step.acts.some((act) => act.paragraph === paragraph && act.at > begin && act.at < at)) return false;
  return ` ${tokensOf(paragraph.text.slice(begin, at)).join(" ")} `.includes(` ${key} `);
}

/** Whether all that it tells is that somebody answers: nothing comes back to that one. */
function isItsOwnAnswer({ acts, passages }: RecoveredStep, key: string): boolean {
  const [act, ...more] = acts;
  if (act?.sender == null || act.receiver === null || more.length > 0 || act.message?.role !== "response" || act.kind === "receive")
    return false;
  const words = passages.map(({ paragraph, from }) => paragraph.text.slice(from)).join(" ");
  return (
    isSameName(act.sender.key, key) && !mayBeSame(act.receiver.key, key) && !/\b(?:recei\w+|returned|forward\w*|relay\w*)\b/iu.test(words)
  );
}

function hasPart(step: RecoveredStep, key: string): boolean {
  return partiesOf(step).some((party) => mayBeSame(party, key)) || isNamedIn(step, key);
}

function originOf({ steps }: RecoveredFlow, step: RecoveredStep, key: string): RecoveredStep | null {
  const receives = ({ receiver }: Act) => receiver !== null && isSameName(receiver.key, key);
  return steps.findLast((each) => compareUnits(firstUnit(each), firstUnit(step)) < 0 && each.acts.some(receives)) ?? null;
}
