import type { Act, RecoveredFlow, RecoveredStep, Reference } from "../../../contribution/index.ts";
import { countOf } from "../../../contribution/index.ts";
import { type Paragraph, placeAt } from "../../../document/index.ts";
import { isMethod } from "../../../sip/methods.ts";
import { isPartial } from "../numbered.ts";
import type { ContributionCheck, ContributionFinding } from "../rule.ts";
import { mayBeSame, sayName } from "../same-name.ts";
import { unansweredIn } from "../unanswered.ts";

interface Asking {
  readonly step: RecoveredStep;
  readonly at: number;
  readonly act: Act;
  readonly from: string;
  readonly to: string;
  readonly isAnswered: boolean;
}

/** Others must be answered this often before one without an answer is odd. */
const FEWEST_ANSWERED = 2;

export const requireResponse: ContributionCheck = {
  id: "exchange/require-response",
  *check({ flows, references }) {
    const isToldElsewhere = toldElsewhere(references);
    for (const flow of flows) {
      const silent = unansweredIn(flow).flatMap(({ transaction, instead }) => (instead === null ? [transaction.request] : []));
      for (const { step, act } of silent) yield finding(flow, { step, act });
      const asked = askedIn(flow).filter(({ act }) => !isToldElsewhere(act));
      const firsts = firstsOf(asked);
      for (const asking of asked)
        if (!asking.isAnswered && asking.act.kind === "ask" && needsResult(flow, asking)) yield finding(flow, asking);
      // The same back to the one who has asked is an answer, whatever it is called.
      const isBack = (one: Asking) => (firsts.get(keyOf(one.to, one.from, one.act)) ?? one.at) < one.at;
      const named = asked.filter((one) => one.act.kind === "send" && !isBack(one));
      const open = named.filter(({ isAnswered }) => !isAnswered);
      const [only] = open;
      if (
        only !== undefined &&
        open.length === 1 &&
        !silent.some(({ act }) => act === only.act) &&
        named.length > FEWEST_ANSWERED &&
        !isPartial(flow) &&
        only.at < flow.steps.length - 1
      )
        yield finding(flow, only);
    }
  },
};

function finding(flow: RecoveredFlow, { step, act }: Pick<Asking, "step" | "act">): ContributionFinding {
  const { paragraph, receiver } = act;
  const end = receiver !== null && receiver.paragraph === paragraph ? receiver.at + receiver.text.length : act.at + act.verb.length;
  const asked = act.message?.text ?? paragraph.text.slice(act.at, end);
  const after =
    act.kind === "ask" || act.message === null
      ? `after step ${step.label.text}, where ${sayName(act.sender)} ${act.verb} it`
      : `after the ${act.message.text} of ${sayName(act.sender)} in step ${step.label.text}`;
  return {
    place: placeAt(act.paragraph, act.message?.at ?? act.at),
    flow,
    step,
    quote: asked,
    reason: `Unexpected silence of ${sayName(receiver)} ${after}, expected a response to ${sayName(act.sender)}`,
  };
}

function askedIn(flow: RecoveredFlow): readonly Asking[] {
  const lasts = new Map<string, number>();
  return flow.steps.flatMap((step, at) =>
    step.acts.flatMap((act): Asking[] => {
      const { sender, receiver, message } = act;
      if (sender === null || receiver === null || sender.key === receiver.key) return [];
      const asks =
        act.kind === "send"
          ? message?.role === "request" &&
            message.base !== "" &&
            !message.text.split(/\s+/u).some((word) => isMethod(word.replace(/^re-/iu, "")))
          : act.kind === "ask" && /^(?:contacts|requests|queries|asks|interrogates)$/u.test(act.verb) && !isForLater(act);
      if (!asks || countOf(step.label.spans) > 1) return [];
      const [from, to] = [sender.key, receiver.key];
      return [
        { step, at, act, from, to, isAnswered: isAnsweredWithin(step, act, from, to) || at < lastAnswer(flow, act, from, to, lasts) },
      ];
    }),
  );
}

/** "requests notifications from the register": they come when there is something to tell. */
function isForLater({ paragraph, at, verb }: Act): boolean {
  return /^\s+(?:to be\s+|for\s+)?(?:[\w-]+\s+){0,3}?(?:notifi\w+|reports?|reporting|events?|updates?|subscriptions?)\b/iu.test(
    paragraph.text.slice(at + verb.length),
  );
}

/** "by sending a request to it as in step 2 of figure 5": the step behind that one there has the answer. */
function toldElsewhere(references: readonly Reference[]): (act: Act) => boolean {
  const places = new Map<Paragraph, number[]>();
  for (const { target, scope, piece, at } of references) {
    if (target !== "step" || scope.kind === "flow" || scope.kind === "own-clause") continue;
    const same = places.get(piece.paragraph) ?? [];
    places.set(piece.paragraph, same);
    same.push(at);
  }
  return ({ paragraph, at }) =>
    places.get(paragraph)?.some((place) => place > at && !/[.;]\s/u.test(paragraph.text.slice(at, place))) === true;
}

function keyOf(from: string, to: string, { message }: Act): string {
  return `${from}\n${to}\n${message?.base}`;
}

/** For who asks whom for what, the index of the first step that does. */
function firstsOf(asked: readonly Asking[]): ReadonlyMap<string, number> {
  const firsts = new Map<string, number>();
  for (const { from, to, act, at } of asked) {
    const key = keyOf(from, to, act);
    if (!firsts.has(key)) firsts.set(key, at);
  }
  return firsts;
}

/** The index of the last step that may answer it; -1 where none does. The same question asked again is not looked up again. */
function lastAnswer({ steps, participants }: RecoveredFlow, act: Act, from: string, to: string, lasts: Map<string, number>): number {
  const key = keyOf(from, to, act);
  const known = lasts.get(key);
  if (known !== undefined) return known;
  // Who is named once, "the related servers", may answer under another name.
  const isKnown = participants.some((one) => one.key === to && one.mentions.length > 1);
  const mayAnswer = ({ message }: Act) => !isKnown && message?.role === "response" && message.base === act.message?.base;
  const last = steps.findLastIndex(({ acts, passages }) =>
    acts.length === 0 ? saysAnswer(passages) : acts.some((each) => mayAnswer(each) || answers(each, act, from, to)),
  );
  lasts.set(key, last);
  return last;
}

/** Whether the one who is asked does anything towards the other, or anything is answered by nobody in particular. */
function answers(each: Act, { message }: Act, from: string, to: string): boolean {
  const { kind, sender, receiver } = each;
  const isBack = receiver === null || mayBeSame(receiver.key, from);
  if (isBack && sender !== null && mayBeSame(sender.key, to)) return true;
  const isAnswer = kind === "answer" || each.message?.role === "response";
  if (isAnswer && isBack && sender === null) return true;
  if (isAnswer && message !== null && each.message?.answers === message.base) return true;
  return kind === "receive" && receiver !== null && mayBeSame(receiver.key, from);
}

/** A step that tells nothing of anybody may tell of an answer. */
function saysAnswer(passages: RecoveredStep["passages"]): boolean {
  return /\b(?:respon[ds]\w*|answers?|acknowledg\w*|repl(?:y|ies)|established?|exchange[ds]?|completed?|success\w*|result)\b/iu.test(
    textOf(passages),
  );
}

/** Within the step of the question the answer may be told in other words. */
function isAnsweredWithin({ acts, passages }: RecoveredStep, act: Act, from: string, to: string): boolean {
  if (acts.some((each) => !(each.at <= act.at && each.paragraph === act.paragraph) && answers(each, act, from, to))) return true;
  // "The BS forwards it to the MME": whoever has it in the end will answer.
  if (
    acts.some((each) => each.kind === "forward" && each.at > act.at && (each.message === null || each.message.base === act.message?.base))
  )
    return true;
  return /\b(?:respon[ds]\w*|and (?:receives|obtains|gets)|repl(?:y|ies)|returns?|provides?)\b/iu.test(
    textOf(passages).slice(Math.max(0, act.at - (passages[0]?.from ?? 0))),
  );
}

function textOf(passages: RecoveredStep["passages"]): string {
  const [only, ...more] = passages;
  if (only !== undefined && more.length === 0) return only.paragraph.text.slice(only.from);
  return passages.map(({ paragraph, from }) => paragraph.text.slice(from)).join(" ");
}

/** Whether a later step uses what only the one who is asked can have told: "the address of the resource server". */
function needsResult({ steps }: RecoveredFlow, { at, act }: Asking): boolean {
  const name = (act.receiver?.text ?? "").replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
  const owned = new RegExp(
    `\\b(?:address|ports?|identifier|identity|URI|value|result|data|information|token|key|credentials?|parameters?)\\b[^.;]{0,40}?\\b(?:of|from|by)\\s+(?:the\\s+)?${name}\\b|\\b${name}['’]s\\s+(?:IP\\s+)?(?:address|ports?|identifier|URI)`,
    "iu",
  );
  return steps
    .slice(at + 1)
    .some(
      ({ passages, acts }) =>
        acts.some(({ sender }) => sender !== null && sender.key === act.sender?.key) &&
        passages.some(({ paragraph, from }) => owned.test(paragraph.text.slice(from))),
    );
}
