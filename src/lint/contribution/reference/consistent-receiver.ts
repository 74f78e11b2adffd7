import { compareUnits, type RecoveredFlow, type RecoveredStep, type Reference } from "../../../contribution/index.ts";
import { firstUnit, numbersIn, stepWith } from "../numbered.ts";
import type { ContributionCheck } from "../rule.ts";
import { isNamedIn, isSameName, mayBeSame, partiesOf, sayName, speakerOf } from "../same-name.ts";
import { shiftedIn } from "../shifts.ts";

export const consistentReceiver: ContributionCheck = {
  id: "reference/consistent-receiver",
  *check(contribution) {
    const shifted = new Set(shiftedIn(contribution).map(({ reference }) => reference));
    for (const reference of contribution.references) {
      const { step, flow, scope } = reference;
      if (
        reference.source === null ||
        !takesReceived(reference) ||
        step === null ||
        flow === null ||
        reference.isDoubtful ||
        scope.kind !== "flow" ||
        shifted.has(reference)
      )
        continue;
      const [unit, ...more] = numbersIn(reference.spans);
      const cited = unit === undefined || more.length > 0 ? null : stepWith(flow, unit);
      const speaker = speakerOf(reference);
      if (cited === null || cited === step || reference.by !== null || speaker === null) continue;
      const receivers = cited.acts.flatMap(({ receiver }) => receiver ?? []);
      const [receiver] = receivers;
      if (receiver === undefined || (hasPart(cited, speaker.key) && !isItsOwnAnswer(cited, speaker.key))) continue;
      const origin = originOf(flow, step, speaker.key);
      // Who is named once, or nowhere receives, may be the same under another name.
      const isKnown = flow.participants.some(({ key, mentions }) => key === receiver.key && mentions.length > 1);
      if (origin === null || !isKnown) continue;
      yield {
        place: reference.place,
        flow,
        step,
        quote: reference.text,
        reason: `Unexpected ${reference.source === "received" ? "receipt" : "source"} by ${sayName(speaker)} in step ${cited.label.text}, which goes to ${sayName(receiver)}, expected step ${origin.label.text}`,
        expected: `step ${origin.label.text}`,
        related: [{ message: `Step ${cited.label.text} goes to ${sayName(receiver)}`, place: cited.place }],
      };
    }
  },
};

/** `received in step 7`, `derived from what was received in step 7`: the word stands right in front of the number. */
function takesReceived({ piece, at }: Reference): boolean {
  return /\breceived\s+(?:in|at|from|during)\s+(?:the\s+)?$/iu.test(piece.paragraph.text.slice(Math.max(0, at - 40), at));
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
  const before = steps.filter((each) => compareUnits(firstUnit(each), firstUnit(step)) < 0);
  return before.findLast(({ acts }) => acts.some(({ receiver }) => receiver !== null && isSameName(receiver.key, key))) ?? null;
}
