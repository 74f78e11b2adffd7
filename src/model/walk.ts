import type { Element } from "./element.ts";
import type { Flow, Paragraph, Participant, Step } from "./flow.ts";
import type { Message } from "./message.ts";

/** Every element in the order of the clause, those inside exchanges and fragments after their container. */
export function* elementsOf(body: readonly Element[]): Generator<Element> {
  for (const element of body) {
    yield element;
    for (const inner of bodiesOf(element)) yield* elementsOf(inner);
  }
}

/** The bodies inside an element: none, the one of an exchange, those of a fragment's operands. */
export function bodiesOf(element: Element): readonly (readonly Element[])[] {
  switch (element.kind) {
    case "exchange":
      return [element.body];
    case "fragment":
      return element.operands.map((operand) => operand.body);
    case "hop":
    case "condition":
    case "action":
    case "reference":
    case "timer":
      return [];
  }
}

/** What one asks of a flow by id; made once for a flow, kept as long as the flow. */
export interface FlowIndex {
  readonly participants: ReadonlyMap<string, Participant>;
  readonly messages: ReadonlyMap<string, Message>;
  readonly elements: ReadonlyMap<string, Element>;
  readonly items: ReadonlyMap<string, string>;
  /** The step that covers an element. */
  readonly stepOf: ReadonlyMap<string, Step>;
  /** The paragraph that holds a step, by the step's id. */
  readonly paragraphOf: ReadonlyMap<string, Paragraph>;
  /** Ids of the hops of a message, in the order of the body. */
  readonly hopsOf: ReadonlyMap<string, readonly string[]>;
}

const indexes = new WeakMap<Flow, FlowIndex>();

/** The index of a flow; a flow is never changed, so neither is its index. */
export function indexOf(flow: Flow): FlowIndex {
  const known = indexes.get(flow);
  if (known !== undefined) return known;
  const made = makeIndex(flow);
  indexes.set(flow, made);
  return made;
}

function makeIndex(flow: Flow): FlowIndex {
  const elements = new Map<string, Element>();
  const hopsOf = new Map<string, string[]>();
  for (const element of elementsOf(flow.body)) {
    elements.set(element.id, element);
    if (element.kind !== "hop") continue;
    const hops = hopsOf.get(element.message);
    if (hops === undefined) hopsOf.set(element.message, [element.id]);
    else hops.push(element.id);
  }
  const stepOf = new Map<string, Step>();
  for (const step of flow.steps) for (const id of step.covers) stepOf.set(id, step);
  const paragraphOf = new Map<string, Paragraph>();
  for (const paragraph of flow.paragraphs) for (const id of paragraph.steps) paragraphOf.set(id, paragraph);
  const messages = new Map(flow.messages.map((message) => [message.id, message]));
  for (const given of flow.givens) {
    if (given.kind !== "pending") continue;
    messages.set(given.request.id, given.request);
    if (given.early !== null) messages.set(given.early.id, given.early);
  }
  return {
    participants: new Map(flow.participants.map((participant) => [participant.id, participant])),
    messages,
    elements,
    items: new Map(flow.items.map((item) => [item.id, item.name])),
    stepOf,
    paragraphOf,
    hopsOf,
  };
}

/** The steps that an id stands for: of an element, or of all the hops of a message. Empty where nothing of it is printed. */
export function stepsOf(flow: Flow, id: string): readonly Step[] {
  const index = indexOf(flow);
  const steps: Step[] = [];
  for (const element of index.hopsOf.get(id) ?? [id]) {
    const step = index.stepOf.get(element);
    if (step !== undefined && steps.at(-1) !== step) steps.push(step);
  }
  return steps;
}

/** The name of a participant; its id where the flow does not declare it. */
export function nameOf(flow: Flow, participant: string): string {
  return indexOf(flow).participants.get(participant)?.name ?? participant;
}

/** The message of whose hops a step is one; null for a step that is none, and where the flow does not have it. */
export function messageOf(flow: Flow, step: Step): Message | null {
  const index = indexOf(flow);
  const first = index.elements.get(step.id);
  return first?.kind === "hop" ? (index.messages.get(first.message) ?? null) : null;
}
