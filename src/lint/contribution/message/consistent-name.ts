import { type Act, type RecoveredFlow, type RecoveredStep, tokensOf } from "../../../contribution/index.ts";
import { placeAt } from "../../../document/index.ts";
import type { ContributionCheck, ContributionFinding } from "../rule.ts";

interface Named {
  readonly flow: RecoveredFlow;
  readonly step: RecoveredStep;
  readonly act: Act;
  readonly name: string;
  readonly tokens: readonly string[];
}

/** Two flows of one document tell the same sentence, but for one word in the name of the message. */
export const consistentName: ContributionCheck = {
  id: "message/consistent-name",
  *check({ flows }) {
    for (const flow of flows) yield* onlyAnswered(flow);
    const bySentence = new Map<string, Named[]>();
    for (const named of sameActs(flows)) {
      const sentence = sentenceWithout(named.act);
      if (sentence === null) continue;
      const same = bySentence.get(sentence);
      if (same === undefined) bySentence.set(sentence, [named]);
      else if (same.length < 8) same.push(named);
    }
    const told = new Set<string>();
    for (const same of bySentence.values()) {
      for (const [at, one] of same.entries()) {
        const other = same.slice(0, at).find((each) => each.flow !== one.flow && isOneWordOff(each.tokens, one.tokens));
        const key = `${one.name} ${other?.name}`;
        if (other === undefined || told.has(key)) continue;
        told.add(key);
        yield {
          place: placeAt(one.act.paragraph, one.act.message?.at ?? one.act.at),
          flow: one.flow,
          step: one.step,
          quote: one.name,
          reason: `Unexpected name "${one.name}", expected "${other.name}" as in the same sentence of another flow`,
          expected: other.name,
          related: [
            { message: `It is called "${other.name}" here`, place: placeAt(other.act.paragraph, other.act.message?.at ?? other.act.at) },
          ],
        };
      }
    }
  },
};

/** So many messages that are called something, and one that is not. */
const FEWEST_NAMED = 3;

/**
 * "A notifies B", and then "the Session Replaced Notification response is conveyed back to A": what A has sent is called so nowhere else, in a
 * flow that calls its other messages by their names.
 */
function* onlyAnswered(flow: RecoveredFlow): Generator<ContributionFinding> {
  const named = flow.steps.filter(({ acts }) =>
    acts.some(({ message }) => message !== null && message.base !== "" && message.role !== "response"),
  );
  if (named.length < FEWEST_NAMED) return;
  for (const [at, step] of flow.steps.entries()) {
    const [act, ...more] = step.acts;
    const before = flow.steps[at - 1];
    const asked = before?.acts.at(-1);
    if (act?.message?.role !== "response" || act.receiver === null || more.length > 0 || act.message.answers !== null) continue;
    if (before === undefined || asked === undefined || asked.message !== null || asked.sender?.key !== act.receiver.key) continue;
    if (asked.kind !== "notify" || tokensOf(act.message.base).length < FEWEST_WORDS || /^\d/u.test(act.message.base)) continue;
    const { base, text } = act.message;
    const says = ({ passages }: RecoveredStep) =>
      passages.some(({ paragraph, from }) => paragraph.text.slice(from).toLowerCase().includes(base));
    if (flow.steps.some((other) => other !== step && says(other))) continue;
    yield {
      place: placeAt(act.paragraph, act.message.at),
      flow,
      step,
      quote: text,
      reason: `Unexpected name "${text}" of an answer to what step ${before.label.text} does not call so, expected the name there, too`,
      related: [{ message: `What is answered is told here`, place: before.place }],
    };
  }
}

/** A name of fewer words may be a description. */
const FEWEST_WORDS = 2;

/** The messages that go from one to another in two flows, under more names than one. */
function* sameActs(flows: readonly RecoveredFlow[]): Generator<Named> {
  const byEnds = new Map<string, { readonly acts: Omit<Named, "tokens">[]; readonly names: Set<string> }>();
  for (const flow of flows) {
    for (const step of flow.steps) {
      for (const act of step.acts) {
        if (act.sender === null || act.receiver === null || act.message === null) continue;
        const name = act.message.text;
        const ends = `${act.sender.key}|${act.receiver.key}|${act.verb}`;
        const same = byEnds.get(ends);
        if (same === undefined) byEnds.set(ends, { acts: [{ flow, step, act, name }], names: new Set([name]) });
        else {
          same.acts.push({ flow, step, act, name });
          same.names.add(name);
        }
      }
    }
  }
  for (const { acts, names } of byEnds.values()) {
    if (names.size < 2 || names.size > MOST_NAMES) continue;
    for (const each of acts) yield { ...each, tokens: tokensOf(each.name) };
  }
}

/** With more names, the two do many things with each other. */
const MOST_NAMES = 200;

/** Who, to whom, and the sentence without the message's name; null where it is too short to say much. */
function sentenceWithout({ sender, receiver, message, paragraph, at }: Act): string | null {
  if (sender === null || receiver === null || message === null || tokensOf(message.text).length < 3) return null;
  const begin = Math.max(paragraph.text.lastIndexOf(". ", at) + 2, 0);
  const stop = paragraph.text.indexOf(". ", at);
  const rest = paragraph.text.slice(begin, stop < 0 ? undefined : stop).replace(message.text, "");
  const words = tokensOf(rest.replace(/^\S*\d\S*\s/u, ""));
  return words.length < 8 ? null : `${sender.key}|${receiver.key}|${words.join(" ")}`;
}

/** One has a word more, neither at its beginning nor at its end. */
function isOneWordOff(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.length !== short.length + 1) return false;
  const at = long.findIndex((token, index) => token !== short[index]);
  return at > 0 && at < long.length - 1 && long.slice(at + 1).every((token, index) => token === short[at + index]);
}
