import type { Act, Mention, RecoveredFlow } from "../../../contribution/index.ts";
import { placeAt } from "../../../document/index.ts";
import type { ContributionCheck, ContributionFinding } from "../rule.ts";
import { sayName } from "../same-name.ts";

/** "The P-CSCF forwards the INVITE to the P-CSCF", "… via the P-CSCF": one of the names was to be another. */
export const noSelfMessage: ContributionCheck = {
  id: "exchange/no-self-message",
  *check({ flows }) {
    for (const flow of flows) for (const step of flow.steps) for (const act of step.acts) yield* ofAct(flow, act, step);
  },
};

function* ofAct(flow: RecoveredFlow, act: Act, step: RecoveredFlow["steps"][number]): Generator<ContributionFinding> {
  const { sender, receiver, via, message } = act;
  if (sender === null || receiver === null || message === null || act.kind === "receive") return;
  if (sender.paragraph !== act.paragraph || !isPlain(act, sender)) return;
  const again = [receiver, ...via].find((each) => each.key === sender.key) ?? via.find(({ key }) => key === receiver.key);
  if (again === undefined || again.paragraph !== act.paragraph || again.at < Math.min(act.at, sender.at) || isOneOfMany(again)) return;
  const between = act.paragraph.text.slice(act.at, again.at);
  if (act.verb !== "" && ANOTHER_CLAUSE.test(between)) return;
  const isBack = again === receiver;
  const name = message.at < again.at && message.at > act.at && between.indexOf(message.text) < 30 ? message.text : "message";
  yield {
    place: placeAt(again.paragraph, again.at),
    flow,
    step,
    severity: "warning",
    quote: again.text,
    reason: `Unexpected ${name} from ${sayName(sender)} ${isBack ? "to itself" : `to ${sayName(receiver)} by way of ${sayName(again)}`}, expected ${isBack ? "another receiver" : "somebody between the two"}`,
    related: [
      {
        message: `${sayName(again.key === sender.key ? sender : receiver)} is ${again.key === sender.key ? "the sender" : "the receiver"}`,
        place: step.place,
      },
    ],
  };
}

/** "sends a REHASH, an answer is sent back to the operator". */
const ANOTHER_CLAUSE = /[,;:]|\.\s|\b(?:is|are|was|were|which|who|that|if|when)\b/u;

/** Whether it is plain who does it: the name stands right in front of the verb, or of one that goes on with "and", or behind "by". */
function isPlain({ paragraph: { text }, at, verb }: Act, sender: Mention): boolean {
  if (verb === "") return true;
  if (sender.at > at) return /^\w+\s+(?:by|from)\s+(?:the\s+)?$/u.test(text.slice(at, sender.at));
  const between = text.slice(sender.at + sender.text.length, at);
  return (
    /^(?:\s*\([^()]*\))?\s*(?:(?:shall|will|may|can|then|also|now|first|next)\s+)*$/u.test(between) ||
    (!ANOTHER_CLAUSE.test(between) && /\band\s+(?:(?:then|also|shall|will)\s+)*$/u.test(between))
  );
}

/** "to another UE", "to the other UEs", "to N' ": one of the same kind. */
function isOneOfMany({ paragraph, at, text }: Mention): boolean {
  const before = paragraph.text.slice(Math.max(0, at - 24), at);
  return (
    /\b(?:other|another|all|each|every|any|an?|different|new|old|peer|target|respective|further|remaining)\s+$/iu.test(before) ||
    /^(?:['’′*]|\s*\()/u.test(paragraph.text.slice(at + text.length))
  );
}
