import type { Contribution, RecoveredFlow, RecoveredStep, Reference } from "../../../contribution/index.ts";
import { compareUnits } from "../../../contribution/index.ts";
import type { Related } from "../../../model/diagnostic.ts";
import { type Cited, citedBy, hasInitials, hasWord, isOpposite, ownWordsOf } from "../cited-words.ts";
import { firstUnit, numbersIn, sayUnits, stepWith } from "../numbered.ts";
import { remember } from "../remember.ts";
import type { ContributionCheck, ContributionFinding } from "../rule.ts";
import { isNamedIn, mayBeSame, speakerOf } from "../same-name.ts";
import { shiftedIn } from "../shifts.ts";
import { wrongReceiver } from "./consistent-receiver.ts";

/** "The INVITE received in step 4", where step 4 tells a REFER, and another step an INVITE. */
export const consistentContent: ContributionCheck = {
  id: "reference/consistent-content",
  *check(contribution) {
    const shifted = new Set(shiftedIn(contribution).map(({ reference }) => reference));
    for (const reference of contribution.references) {
      const { flow, scope, target, isDoubtful } = reference;
      if (target !== "step" || flow === null || isDoubtful || scope.kind !== "flow" || shifted.has(reference)) continue;
      const found = elsewhere(reference, flow, contribution);
      if (found !== null && wrongReceiver(reference, shifted) === null) yield found;
    }
  },
};

function elsewhere(reference: Reference, flow: RecoveredFlow, contribution: Contribution): ContributionFinding | null {
  const cited = citedBy(reference);
  if (cited === null || (cited.words.length === 0 && cited.role === null)) return null;
  const steps = numbersIn(reference.spans).map((unit) => stepWith(flow, unit));
  if (steps.length === 0 || steps.some((step) => step === null || step === reference.step || step.isVoid)) return null;
  const own = ownWordsOf(cited, flow);
  const isNamed = own.length > 0 && (cited.verb !== "" || isMessage(cited, flow));
  if (!isNamed && (cited.role === null || cited.verb === "" || cited.words.length > 0)) return null;
  const told = steps.flatMap((step) => step ?? []);
  const isTold = (step: RecoveredStep) =>
    tellsNothing(step) ||
    (!isOpposite(step, cited.role) &&
      (own.length === 0 || own.some((word) => hasWord(step, word, contribution)) || hasInitials(step, cited.words)));
  const wrong = told.filter((step) => !isTold(step));
  if (wrong.length === 0) return null;
  if (wrong.length < told.length) return isMessage(cited, flow) ? partlyElsewhere(reference, cited, told, wrong, flow) : null;
  const origin = originOf(reference, cited, told, flow, contribution);
  if (origin === null) return null;
  return finding(reference, flow, cited, `step ${origin.label.text}`, [
    { message: `Step ${origin.label.text} tells it`, place: origin.place },
    ...told.slice(0, 1).map((one) => ({ message: `Step ${one.label.text} stands here`, place: one.place })),
  ]);
}

/** "The 200 (OK) in steps 3 to 5", of which the last is an ACK. */
function partlyElsewhere(
  reference: Reference,
  cited: Cited,
  told: readonly RecoveredStep[],
  wrong: readonly RecoveredStep[],
  flow: RecoveredFlow,
): ContributionFinding | null {
  const [odd, ...more] = wrong;
  const isEnd = odd !== undefined && (odd === told.at(-1) || odd === told[0]);
  const tellsAnother =
    (odd?.acts.length === 1 && odd.acts[0]?.message != null && odd.acts[0].message.base !== "") || odd?.acts[0]?.message?.role === "ack";
  if (odd === undefined || more.length > 0 || !isEnd || !tellsAnother || told.length < FEWEST) return null;
  const left = told.filter((step) => step !== odd);
  const expected = sayUnits(left.map(firstUnit));
  return finding(reference, flow, cited, expected, [{ message: `Step ${odd.label.text} tells another message`, place: odd.place }]);
}

/** Of two steps each may be told in its own words. */
const FEWEST = 3;

function finding(
  { step, text, place }: Reference,
  flow: RecoveredFlow,
  cited: Cited,
  expected: string,
  related: readonly Related[],
): ContributionFinding {
  return {
    place,
    flow,
    step,
    quote: text,
    reason: `Unexpected reference to ${text.replace(/^S/u, "s")} for "${cited.text}", expected ${expected}, where it is told`,
    expected,
    related,
  };
}

/** The nearest earlier step that has all the words, and in which the one who speaks takes part. */
function originOf(
  reference: Reference,
  cited: Cited,
  told: readonly RecoveredStep[],
  flow: RecoveredFlow,
  contribution: Contribution,
): RecoveredStep | null {
  const { step } = reference;
  const speaker = cited.isByOther ? null : (speakerOf(reference)?.key ?? null);
  const isEarlier = (one: RecoveredStep) => step === null || compareUnits(firstUnit(one), firstUnit(step)) < 0;
  const takesPart = (one: RecoveredStep) =>
    speaker === null ||
    isNamedIn(one, speaker) ||
    one.acts.some(({ sender, receiver }) => [sender, receiver].some((each) => each !== null && mayBeSame(each.key, speaker)));
  return (
    flow.steps.findLast(
      (one) =>
        isEarlier(one) &&
        !told.includes(one) &&
        takesPart(one) &&
        cited.words.every((word) => hasWord(one, word, contribution)) &&
        (cited.role === null || cited.words.length > 0 || one.acts.some(({ message }) => message?.role === cited.role)) &&
        !isOpposite(one, cited.role),
    ) ?? null
  );
}

/** Whether the flow sends it somewhere under this name. */
function isMessage({ words }: Cited, flow: RecoveredFlow): boolean {
  return messagesOf(flow).some((message) => words.every((word) => message.includes(word)));
}

/** The words of each message of a flow, once. */
const messages = new WeakMap<RecoveredFlow, readonly (readonly string[])[]>();

function messagesOf(flow: RecoveredFlow): readonly (readonly string[])[] {
  const known = messages.get(flow);
  if (known !== undefined) return known;
  const told = new Set(flow.steps.flatMap(({ acts }) => acts.flatMap(({ message }) => message?.text ?? [])));
  const made = [...told].map(wordsOf);
  messages.set(flow, made);
  return made;
}

const wordsOf = remember((text) => text.toLowerCase().split(/[^\p{L}\p{N}-]+/u));

/** "As in clause 5", "the message", "Steps 3 to 6 are carried out": what it tells stands elsewhere. */
function tellsNothing({ passages, acts }: RecoveredStep): boolean {
  // "The SGSN delivers the message": whatever it is.
  if (acts.length > 0) return acts.some(({ message }) => message !== null && isBare(message.text));
  const text = passages.map(({ paragraph, from }) => paragraph.text.slice(from)).join(" ");
  return text.trim() === "" || /\b(?:procedures?|clauses?|sections?|figure|TS|RFC|exchange[ds]?|steps?)\b/u.test(text);
}

const isBare = remember((name) =>
  /^(?:(?:SIP|HTTP|NAS|RRC|same|it)\s+)?(?:messages?|requests?|responses?|it|notifications?|information|acknowledgement)$/iu.test(name),
);
