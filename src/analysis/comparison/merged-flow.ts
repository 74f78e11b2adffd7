import type { Element } from "../../model/element.ts";
import type { Flow, Step } from "../../model/flow.ts";
import type { Message } from "../../model/message.ts";
import { printProse } from "../../model/print-prose.ts";
import type { Prose } from "../../model/prose.ts";
import { printLabel } from "../../model/step-label.ts";
import { indexOf, messageOf } from "../../model/walk.ts";
import type { Comparison, SharedStep } from "./comparison.ts";

export type StepChange = "inserted" | "removed" | "moved" | "changed";

/** Both versions in one flow, to be drawn. */
export interface MergedFlow {
  readonly flow: Flow;
  /** What has happened to a step, by its id; nothing to those that are not here. */
  readonly changes: ReadonlyMap<string, StepChange>;
}

/** The new version with what was removed still in its place, and each change said in the name of its step, for who sees no colours. */
export function mergedFlow(comparison: Comparison): MergedFlow {
  const { old, now, removed, inserted, moved, changed, participants } = comparison;
  const changes = new Map<string, StepChange>();
  const sayings = new Map<string, (name: string) => string>();
  for (const { id } of inserted) {
    changes.set(id, "inserted");
    sayings.set(id, (name) => `+ ${name}`);
  }
  for (const { old: was, now: is } of moved) {
    changes.set(is.id, "moved");
    sayings.set(is.id, (name) => `${name} (was ${printLabel(was.number)})`);
  }
  for (const pair of changed) {
    changes.set(pair.now.id, "changed");
    sayings.set(pair.now.id, (name) => `${name} (${wasBefore(pair, comparison)})`);
  }
  const marked = markSteps(now, sayings);
  const { elements, messages, steps } = takeOver(old, removed, participants);
  for (const { id } of steps) changes.set(id, "removed");
  const declared = new Set(participants.keys());
  const flow: Flow = {
    ...now,
    title: `${now.title}: what has changed`,
    participants: [
      ...now.participants,
      ...old.participants.filter(({ id }) => !declared.has(id)).map((one) => ({ ...one, id: wasId(one.id), group: null })),
    ],
    messages: [...marked.messages, ...messages],
    body: insert(marked.body, anchorsOf(comparison, elements)),
    steps: [...now.steps, ...steps],
    variants: [],
  };
  return { flow, changes };
}

function wasBefore({ old, now }: SharedStep, { old: flow, participants }: Comparison): string {
  const message = messageOf(flow, old)?.name;
  const isSame = [old.from, old.to].every((id, at) => id !== null && participants.get(id) === [now.from, now.to][at]);
  if (message !== undefined && isSame) return `was ${message}`;
  const names = [old.from, old.to].map((id) => (id === null ? "" : (indexOf(flow).participants.get(id)?.name ?? id)));
  return message === undefined ? "was otherwise" : `was ${names.join(" → ")}: ${message}`;
}

/** Steps that say more than before: a hop gets a message of its own. */
function markSteps(flow: Flow, sayings: ReadonlyMap<string, (name: string) => string>): Pick<Flow, "messages" | "body"> {
  const { messages } = indexOf(flow);
  const added: Message[] = [];
  const mark = (element: Element): Element => {
    const say = sayings.get(element.id);
    switch (element.kind) {
      case "hop": {
        const message = messages.get(element.message);
        if (say === undefined || message === undefined) return element;
        added.push({ ...message, id: `${element.id} of ${message.id}`, name: say(message.name) });
        return { ...element, message: `${element.id} of ${message.id}` };
      }
      case "condition":
      case "action":
      case "reference":
      case "exchange":
        return say === undefined ? element : { ...element, text: said(element.text, flow, say) };
      case "fragment":
        return { ...element, operands: element.operands.map((operand) => ({ ...operand, body: operand.body.map(mark) })) };
      case "timer":
        return element;
    }
  };
  const body = flow.body.map(mark);
  return { body, messages: [...flow.messages, ...added] };
}

function said(prose: Prose, flow: Flow, say: (text: string) => string): Prose {
  return [{ kind: "text", value: say(printProse(prose, flow)) }];
}

interface TakenOver {
  /** Of each step, by its id in the old version. */
  readonly elements: ReadonlyMap<string, readonly Element[]>;
  readonly messages: readonly Message[];
  readonly steps: readonly Step[];
}

function wasId(id: string): string {
  return `was ${id}`;
}

/** Removed steps, under ids of their own. */
function takeOver(old: Flow, removed: readonly Step[], participants: ReadonlyMap<string, string>): TakenOver {
  const index = indexOf(old);
  const called = (id: string) => participants.get(id) ?? wasId(id);
  const gone = (text: Prose) => said(text, old, (words) => `− ${words}`);
  const used = new Set<string>();
  const copy = (element: Element): Element => {
    const id = wasId(element.id);
    switch (element.kind) {
      case "hop":
        used.add(element.message);
        return { ...element, id, message: wasId(element.message), from: called(element.from), to: called(element.to) };
      case "condition":
      case "reference":
        return { ...element, id, participants: element.participants.map(called), text: gone(element.text) };
      case "action":
        return { ...element, id, participant: called(element.participant), text: gone(element.text) };
      case "exchange":
        return {
          ...element,
          id,
          from: called(element.from),
          to: called(element.to),
          text: gone(element.text),
          body: element.body.map(copy),
        };
      case "fragment":
        return { ...element, id, operands: element.operands.map((operand) => ({ ...operand, body: operand.body.map(copy) })) };
      case "timer":
        return { ...element, id, participant: called(element.participant) };
    }
  };
  const elements = new Map<string, readonly Element[]>();
  for (const step of removed) {
    const covered = step.covers.flatMap((id) => index.elements.get(id) ?? []);
    const outer = covered.filter((one) => one.kind !== "hop" || step.kind !== "exchange");
    elements.set(step.id, outer.map(copy));
  }
  const messages = [...used].flatMap((id) => {
    const message = index.messages.get(id);
    return message === undefined ? [] : [{ ...message, id: wasId(id), name: `− ${message.name}` }];
  });
  const steps = removed.map((step) => ({
    ...step,
    id: wasId(step.id),
    covers: step.covers.map(wasId),
    from: step.from === null ? null : called(step.from),
    to: step.to === null ? null : called(step.to),
  }));
  return { elements, messages, steps };
}

/** What is put in after which element; after null at the beginning. */
function anchorsOf({ old, shared, moved }: Comparison, elements: TakenOver["elements"]): ReadonlyMap<string | null, readonly Element[]> {
  const notInPlace = new Set(moved.map(({ now }) => now));
  const nowOf = new Map(shared.map((pair) => [pair.old, pair.now]));
  const anchors = new Map<string | null, Element[]>();
  let last: string | null = null;
  for (const step of old.steps) {
    const now = nowOf.get(step);
    if (now !== undefined) {
      if (!notInPlace.has(now)) last = now.kind === "exchange" ? now.id : (now.covers.at(-1) ?? last);
      continue;
    }
    anchors.set(last, [...(anchors.get(last) ?? []), ...(elements.get(step.id) ?? [])]);
  }
  return anchors;
}

function insert(body: readonly Element[], anchors: ReadonlyMap<string | null, readonly Element[]>): readonly Element[] {
  const within = (elements: readonly Element[]): readonly Element[] =>
    elements.flatMap((element): readonly Element[] => {
      const inner =
        element.kind === "fragment"
          ? { ...element, operands: element.operands.map((operand) => ({ ...operand, body: within(operand.body) })) }
          : element;
      return [inner, ...(anchors.get(element.id) ?? [])];
    });
  return [...(anchors.get(null) ?? []), ...within(body)];
}
