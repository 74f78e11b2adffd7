import { project } from "../../src/analysis/project.ts";
import type { Element, Hop } from "../../src/model/element.ts";
import type { Flow } from "../../src/model/flow.ts";
import type { Message } from "../../src/model/message.ts";
import { printLabel } from "../../src/model/step-label.ts";
import { elementsOf, indexOf } from "../../src/model/walk.ts";

/** A flow made wrong in one place. */
export interface Mutant {
  readonly flow: Flow;
  /** Printed labels of what was changed; an execution should fail at one of them. */
  readonly steps: readonly (string | null)[];
  readonly what: string;
}

export interface Operator {
  readonly name: string;
  apply(flow: Flow): Generator<Mutant>;
}

export const operators: readonly Operator[] = [
  { name: "drop a reply", apply: dropReplies },
  { name: "drop a hop", apply: dropHops },
  { name: "swap two hops", apply: swapHops },
  { name: "answer from another participant", apply: answerFromAnother },
  { name: "redirect a hop", apply: redirectHops },
  { name: "duplicate a final answer", apply: duplicateAnswers },
  { name: "quote unseen information", apply: quoteUnseen },
  { name: "send before the cause", apply: sendBeforeCause },
];

/** Whether nobody sees a difference: the order of hops that share no participant is no claim of a flow. */
export function isEquivalent(a: Flow, b: Flow): boolean {
  return seenIn(a) === seenIn(b);
}

const seen = new WeakMap<Flow, string>();

/** What the participants see of a flow, as text; a flow is compared with many. */
function seenIn(flow: Flow): string {
  const known = seen.get(flow);
  if (known !== undefined) return known;
  const views = [...project(flow).views].map(([id, view]) => [
    id,
    view.events.map(({ index: _, message, ...event }) => [event, message?.id]),
  ]);
  const text = JSON.stringify(views);
  seen.set(flow, text);
  return text;
}

function* dropReplies(flow: Flow): Generator<Mutant> {
  for (const message of flow.messages) {
    if (!isFinalReply(message)) continue;
    yield {
      flow: changeBody(flow, (hop) => (hop.message === message.id ? [] : [hop])),
      steps: labelsOf(flow, [message.answers ?? "", message.id]),
      what: message.name,
    };
  }
}

function* dropHops(flow: Flow): Generator<Mutant> {
  for (const hop of hopsIn(flow))
    yield {
      flow: changeBody(flow, (one) => (one.id === hop.id ? [] : [one])),
      steps: labelsOf(flow, [hop.message, answeredBy(flow, hop)]),
      what: hop.id,
    };
}

/** Each two hops that stand next to each other. */
function* swapHops(flow: Flow): Generator<Mutant> {
  const hops = hopsIn(flow);
  for (const [at, first] of hops.entries()) {
    const second = hops[at + 1];
    if (second === undefined) continue;
    const swapped = (hop: Hop) => (hop.id === first.id ? [second] : hop.id === second.id ? [first] : [hop]);
    yield { flow: changeBody(flow, swapped), steps: labelsOf(flow, [first.message, second.message]), what: `${first.id} ${second.id}` };
  }
}

function* answerFromAnother(flow: Flow): Generator<Mutant> {
  for (const message of flow.messages) {
    const [first] = hopsOf(flow, message.id);
    if (message.role !== "reply" || first === undefined) continue;
    for (const { id } of flow.participants) {
      if (id === first.from || id === first.to) continue;
      const changed = (hop: Hop) => [hop.id === first.id ? { ...hop, from: id } : hop];
      yield {
        flow: changeBody(flow, changed),
        steps: labelsOf(flow, [message.id, message.answers ?? ""]),
        what: `${message.name} from ${id}`,
      };
    }
  }
}

function* redirectHops(flow: Flow): Generator<Mutant> {
  for (const hop of hopsIn(flow)) {
    for (const { id } of flow.participants) {
      if (id === hop.from || id === hop.to) continue;
      const changed = (one: Hop) => [one.id === hop.id ? { ...one, to: id } : one];
      yield { flow: changeBody(flow, changed), steps: labelsOf(flow, [hop.message, answeredBy(flow, hop)]), what: `${hop.id} to ${id}` };
    }
  }
}

function* duplicateAnswers(flow: Flow): Generator<Mutant> {
  for (const message of flow.messages) {
    const hops = hopsOf(flow, message.id);
    const last = hops.at(-1);
    if (!isFinalReply(message) || last === undefined) continue;
    const again = { ...message, id: `${message.id}-again` };
    const copies = hops.map((hop) => ({ ...hop, id: `${hop.id}-again`, message: again.id }));
    const steps = flow.steps.map((step) => ({
      ...step,
      covers: step.covers.flatMap((id) => [id, ...copies.filter((copy) => copy.id === `${id}-again`).map((copy) => copy.id)]),
    }));
    const body = changeBody(flow, (hop) => (hop.id === last.id ? [hop, ...copies] : [hop])).body;
    yield { flow: { ...flow, messages: [...flow.messages, again], body, steps }, steps: labelsOf(flow, [message.id]), what: message.name };
  }
}

/** Each message that a participant sends by itself acts upon something this participant has not learnt by then. */
function* quoteUnseen(flow: Flow): Generator<Mutant> {
  for (const message of flow.messages) {
    const sender = message.path[0]?.participant;
    const foreign = flow.messages.find((one) => !one.path.some((point) => point.participant === sender));
    const unseen = foreign?.id ?? laterThan(flow, message);
    if (sender === undefined || unseen === null || hopsOf(flow, message.id).length === 0) continue;
    const messages = flow.messages.map((one) => (one === message ? { ...one, using: [...one.using, unseen] } : one));
    yield { flow: { ...flow, messages }, steps: labelsOf(flow, [message.id]), what: `${message.name} upon ${unseen}` };
  }
}

/** Each message goes in front of what it acts upon, or of the request it answers. */
function* sendBeforeCause(flow: Flow): Generator<Mutant> {
  const elements = [...elementsOf(flow.body)];
  for (const message of flow.messages) {
    const causes = [...message.using, ...(message.answers === null ? [] : [message.answers])];
    const own = hopsOf(flow, message.id);
    for (const cause of new Set(causes)) {
      const first = elements.find((element) => element.id === cause || (element.kind === "hop" && element.message === cause));
      if (first === undefined || own.length === 0) continue;
      const body = changeElements(flow.body, (element) => {
        if (element.kind === "hop" && element.message === message.id) return [];
        return element.id === first.id ? [...own, element] : [element];
      });
      yield { flow: { ...flow, body }, steps: labelsOf(flow, [message.id, cause]), what: `${message.name} before ${cause}` };
    }
  }
}

function isFinalReply({ role, signal }: Message): boolean {
  return role === "reply" && (signal.kind !== "sip-response" || signal.status >= 200);
}

function laterThan(flow: Flow, message: Message): string | null {
  const last = flow.messages.at(-1);
  return last === undefined || last === message ? null : last.id;
}

function hopsIn(flow: Flow): readonly Hop[] {
  return [...elementsOf(flow.body)].filter((element) => element.kind === "hop");
}

function hopsOf(flow: Flow, message: string): readonly Hop[] {
  return hopsIn(flow).filter((hop) => hop.message === message);
}

function answeredBy(flow: Flow, hop: Hop): string {
  return (
    flow.messages.find((one) => one.answers === hop.message)?.id ??
    flow.messages.find((one) => one.id === hop.message)?.answers ??
    hop.message
  );
}

function changeBody(flow: Flow, change: (hop: Hop) => readonly Hop[]): Flow {
  return { ...flow, body: changeElements(flow.body, (element) => (element.kind === "hop" ? change(element) : [element])) };
}

function changeElements(body: readonly Element[], change: (element: Element) => readonly Element[]): readonly Element[] {
  return body.flatMap((element) =>
    change(element.kind === "exchange" ? { ...element, body: changeElements(element.body, change) } : element),
  );
}

/** The labels of what is printed of these things, or of what stands printed in front of them. */
function labelsOf(flow: Flow, things: readonly string[]): readonly (string | null)[] {
  const { stepOf, hopsOf: hops } = indexOf(flow);
  const elements = [...elementsOf(flow.body)];
  const printedBefore = (id: string) => {
    const at = elements.findIndex((element) => element.id === id);
    const before = elements.slice(0, at + 1).findLast((element) => stepOf.has(element.id));
    return before === undefined ? undefined : stepOf.get(before.id);
  };
  const steps = things.flatMap((thing) => hops.get(thing) ?? [thing]).map((id) => stepOf.get(id) ?? printedBefore(id));
  return [...new Set(steps.map((step) => (step === undefined ? null : printLabel(step.number))))];
}
