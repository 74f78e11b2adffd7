import type { Element } from "../model/element.ts";
import type { Flow } from "../model/flow.ts";
import { namesInstead } from "../model/nearest-name.ts";
import { bodiesOf, elementsOf, indexOf } from "../model/walk.ts";
import { BadInput } from "../model/wrong.ts";

/** The id of a participant by its name or id, in whatever case. @throws BadInput with the names there are */
export function participantOf(flow: Flow, name: string): string {
  const wanted = name.toLowerCase();
  const found = flow.participants.find((one) => one.name.toLowerCase() === wanted || one.id.toLowerCase() === wanted);
  if (found !== undefined) return found.id;
  const names = flow.participants.map((one) => one.name);
  throw new BadInput(`${flow.id} has no participant "${name}"`, { remedy: namesInstead(name, names, "participants") });
}

/** Ids of the steps in which a participant does something, be it only to pass a message on. */
export function stepsWith(flow: Flow, participant: string): ReadonlySet<string> {
  const { elements } = indexOf(flow);
  const touches = (element: Element): boolean => {
    switch (element.kind) {
      case "hop":
        return element.from === participant || element.to === participant;
      case "action":
      case "timer":
        return element.participant === participant;
      case "condition":
      case "reference":
        return element.participants.includes(participant);
      case "exchange":
        return element.from === participant || element.to === participant || [...elementsOf(element.body)].some(touches);
      case "fragment":
        return bodiesOf(element).some((body) => [...elementsOf(body)].some(touches));
    }
  };
  const isPart = (id: string) => {
    const element = elements.get(id);
    return element !== undefined && touches(element);
  };
  return new Set(flow.steps.filter((step) => step.covers.some(isPart)).map((step) => step.id));
}
