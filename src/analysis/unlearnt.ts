import { namedInSentence } from "../model/authors-articles.ts";
import type { Flow } from "../model/flow.ts";
import { quotedMessage } from "../model/nouns.ts";
import { printSteps } from "../model/print-prose.ts";
import { indexOf, stepsOf } from "../model/walk.ts";
import type { Unlearnt } from "./local-view.ts";
import type { UnfoldedMessage } from "./unfold.ts";
import type { EventSketch } from "./view-draft.ts";

/** What an event of a participant acts upon or passes on that this one has not learnt by then. */
export function unlearntIn(
  participant: string,
  { index, using }: EventSketch,
  learnt: ReadonlyMap<string, number>,
  messages: ReadonlyMap<string, UnfoldedMessage>,
  flow: Flow,
): readonly Unlearnt[] {
  return using.flatMap((what): readonly Unlearnt[] => {
    const at = learnt.get(what);
    if (at !== undefined && at < index) return [];
    const original = messages.get(what)?.original ?? what;
    return [{ what: original, ...called(original, participant, flow), later: at === undefined || at === index ? null : at }];
  });
}

/** What a thing is, and how a sentence about the participant calls it. */
function called(id: string, participant: string, flow: Flow): Pick<Unlearnt, "kind" | "name"> {
  const { messages, items, elements } = indexOf(flow);
  const steps = stepsOf(flow, id);
  const cited = steps.length === 0 ? null : printSteps([steps], flow);
  const message = messages.get(id);
  if (message !== undefined) return { kind: "message", name: `${quotedMessage(message.name)}${cited === null ? "" : ` of ${cited}`}` };
  const item = items.get(id);
  if (item !== undefined) return { kind: "item", name: item };
  const element = elements.get(id);
  if (element?.kind !== "action") return { kind: "unknown", name: id };
  const own = cited === null ? "an action" : `the action of ${cited}`;
  return { kind: "action", name: element.participant === participant ? own : `${own} of ${namedInSentence(flow, element.participant)}` };
}
