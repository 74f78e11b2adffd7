import type { Act, RecoveredFlow, RecoveredStep } from "../../../contribution/index.ts";
import { countOf } from "../../../contribution/index.ts";
import { placeAt } from "../../../document/index.ts";
import type { ContributionCheck, ContributionFinding } from "../rule.ts";
import { isSameName, mayBeSame, sayName } from "../same-name.ts";

interface Asking {
  readonly step: RecoveredStep;
  readonly at: number;
  readonly act: Act;
  readonly from: string;
  readonly to: string;
  readonly isAnswered: boolean;
}

/** Others must be answered this often before one without an answer is odd. */
const FEWEST_ANSWERED = 3;

export const requireResponse: ContributionCheck = {
  id: "exchange/require-response",
  *check({ flows }) {
    for (const flow of flows) {
      const asked = askedIn(flow);
      for (const asking of asked)
        if (!asking.isAnswered && asking.act.kind === "ask" && needsResult(flow, asking)) yield finding(flow, asking);
      // The same back to the one who has asked is an answer, whatever it is called.
      const isBack = (one: Asking) =>
        asked.some(
          (each) => each.at < one.at && each.from === one.to && each.to === one.from && each.act.message?.base === one.act.message?.base,
        );
      const named = asked.filter((one) => one.act.kind === "send" && !isBack(one));
      const open = named.filter(({ isAnswered }) => !isAnswered);
      const [only] = open;
      if (only !== undefined && open.length === 1 && named.length > FEWEST_ANSWERED && only.at < flow.steps.length - 2)
        yield finding(flow, only);
    }
  },
};

function finding(flow: RecoveredFlow, { step, act }: Asking): ContributionFinding {
  const { paragraph, receiver } = act;
  const end = receiver !== null && receiver.paragraph === paragraph ? receiver.at + receiver.text.length : act.at + act.verb.length;
  const asked = act.message?.text ?? paragraph.text.slice(act.at, end);
  return {
    place: placeAt(act.paragraph, act.message?.at ?? act.at),
    flow,
    step,
    quote: asked,
    reason: `Unexpected silence of ${sayName(receiver)}, which ${sayName(act.sender)} ${act.kind === "ask" ? act.verb : "asks"} in step ${step.label.text}, expected a response to ${sayName(act.sender)}`,
  };
}

function askedIn(flow: RecoveredFlow): readonly Asking[] {
  return flow.steps.flatMap((step, at) =>
    step.acts.flatMap((act): Asking[] => {
      const { sender, receiver, message } = act;
      if (sender === null || receiver === null || sender.key === receiver.key) return [];
      const asks =
        act.kind === "send"
          ? message?.role === "request" && message.base !== ""
          : act.kind === "ask" && /^(?:contacts|requests|queries|asks|interrogates)$/u.test(act.verb);
      if (!asks || countOf(step.label.spans) > 1) return [];
      return [{ step, at, act, from: sender.key, to: receiver.key, isAnswered: isAnswered(flow, at, act) }];
    }),
  );
}

/** Whether the one who is asked is told to do anything towards the other, or anything is answered by nobody in particular. */
function isAnswered({ steps }: RecoveredFlow, at: number, act: Act): boolean {
  const [from, to] = [act.sender?.key ?? "", act.receiver?.key ?? ""];
  const tokens = to.split(" ");
  for (let next = at; next < steps.length; next += 1) {
    const step = steps[next];
    if (step === undefined) break;
    const isOwn = next === at;
    for (const each of step.acts) {
      if (isOwn && each.at <= act.at && each.paragraph === act.paragraph) continue;
      const isBack = each.receiver === null || mayBeSame(each.receiver.key, from);
      if (each.sender !== null && mayBeSame(each.sender.key, to) && isBack) return true;
      const isAnswer = each.kind === "answer" || each.message?.role === "response";
      if (isAnswer && (each.sender === null || mayBeSame(each.sender.key, to)) && isBack) return true;
      if (isAnswer && act.message !== null && each.message?.answers === act.message.base) return true;
      if (each.kind === "receive" && each.receiver !== null && mayBeSame(each.receiver.key, from)) return true;
    }
    const text = step.passages.map(({ paragraph, from: begin }) => paragraph.text.slice(begin)).join(" ");
    if (
      step.acts.length === 0 &&
      /\b(?:respon[ds]\w*|answers?|acknowledg\w*|repl(?:y|ies)|established?|exchange[ds]?|completed?|success\w*|result)\b/iu.test(text)
    )
      return true;
    // Within the step of the question the answer may be told in other words.
    if (
      isOwn &&
      /\b(?:respon[ds]\w*|and (?:receives|obtains|gets)|repl(?:y|ies)|returns?|provides?)\b/iu.test(
        text.slice(Math.max(0, act.at - (step.passages[0]?.from ?? 0))),
      )
    )
      return true;
    // It is told to do something itself: a flow that tells no answers.
    if (
      next > at &&
      step.acts.some(({ sender, receiver }) => sender !== null && isSameName(sender.key, to) && receiver !== null && receiver.key === from)
    )
      return true;
    if (tokens.length === 0) return true;
  }
  return false;
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
