import type { Element } from "../model/element.ts";
import type { Flow } from "../model/flow.ts";
import { elementsOf, indexOf } from "../model/walk.ts";
import { BEFORE, courseOf, isBefore, type Spot } from "./course.ts";

/** Where a participant has learnt a thing. */
export interface Lesson {
  readonly spot: Spot;
  /** The element in which it happens; null for what holds before the flow. */
  readonly element: string | null;
}

type Lessons = Map<string, Map<string, Lesson[]>>;

const known = new WeakMap<Flow, Lessons>();

/**
 * Where a participant learns a message, an action or an item by sending, receiving, forwarding or making it, or because it is
 * configured; in the order of the clause.
 */
export function lessonsOf(flow: Flow, participant: string, thing: string): readonly Lesson[] {
  let lessons = known.get(flow);
  if (lessons === undefined) {
    lessons = learn(flow);
    known.set(flow, lessons);
  }
  return lessons.get(participant)?.get(thing) ?? [];
}

/** Whether a participant has learnt a thing when something happens. */
export function hasLearnt(flow: Flow, participant: string, thing: string, by: Spot): boolean {
  return lessonsOf(flow, participant, thing).some(({ spot }) => isBefore(spot, by));
}

function learn(flow: Flow): Lessons {
  const lessons: Lessons = new Map();
  const { messages } = indexOf(flow);
  const { spots, ends } = courseOf(flow);
  const teach = (participant: string, things: readonly string[], spot: Spot, element: string | null) => {
    const learnt = lessons.get(participant) ?? new Map<string, Lesson[]>();
    lessons.set(participant, learnt);
    for (const thing of things) {
      const before = learnt.get(thing);
      if (before === undefined) learnt.set(thing, [{ spot, element }]);
      // Once learnt, never forgotten: another lesson tells nothing new, unless the first stands in an operand.
      else if (before[0]?.spot.within !== null) before.push({ spot, element });
    }
  };
  const teachAll = (element: Element, spot: Spot) => {
    switch (element.kind) {
      case "hop": {
        const carries = messages.get(element.message)?.carries ?? [];
        const made = carries.filter((one) => one.made);
        teach(element.from, [element.message, ...made.map(({ item }) => item)], spot, element.id);
        teach(element.to, [element.message, ...carries.map(({ item }) => item)], spot, element.id);
        break;
      }
      case "action":
        teach(element.participant, [element.id, ...element.makes], spot, element.id);
        break;
      case "exchange":
        for (const party of [element.from, element.to]) teach(party, [element.id], ends.get(element.id) ?? spot, element.id);
        break;
      case "condition":
      case "reference":
        for (const party of element.participants) teach(party, [element.id], spot, element.id);
        break;
      case "timer":
        teach(element.participant, [element.id], spot, element.id);
        break;
      case "fragment":
        break;
    }
  };
  for (const given of flow.givens) {
    switch (given.kind) {
      case "knowledge":
        teach(given.participant, [given.item], BEFORE, null);
        break;
      case "session":
        for (const leg of given.legs) for (const { participant } of leg) teach(participant, [given.id], BEFORE, null);
        break;
      case "pending":
        for (const message of given.early === null ? [given.request] : [given.request, given.early]) {
          for (const { participant } of message.path)
            teach(participant, [message.id, ...message.carries.map(({ item }) => item)], BEFORE, null);
        }
        break;
    }
  }
  for (const element of elementsOf(flow.body)) {
    const spot = spots.get(element.id);
    if (spot !== undefined) teachAll(element, spot);
  }
  return lessons;
}
