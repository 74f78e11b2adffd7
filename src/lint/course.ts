import type { Element } from "../model/element.ts";
import type { Flow } from "../model/flow.ts";

/** Where an element stands: in the order of the clause, and in which operands. */
export interface Spot {
  /** From 0; an exchange counts once more when it is over. */
  readonly at: number;
  readonly within: Within | null;
}

/** An operand around an element, from the inside to the outside. */
export interface Within {
  readonly fragment: string;
  readonly operand: number;
  readonly outer: Within | null;
}

/** Before everything. */
export const BEFORE: Spot = { at: -1, within: null };

export interface Course {
  /** By the element's id. */
  readonly spots: ReadonlyMap<string, Spot>;
  /** When an exchange is over, by its id. */
  readonly ends: ReadonlyMap<string, Spot>;
}

const courses = new WeakMap<Flow, Course>();

/** Where everything in the body of a flow stands; made once for a flow. */
export function courseOf(flow: Flow): Course {
  const known = courses.get(flow);
  if (known !== undefined) return known;
  const spots = new Map<string, Spot>();
  const ends = new Map<string, Spot>();
  let at = 0;
  const walk = (body: readonly Element[], within: Within | null) => {
    for (const element of body) {
      spots.set(element.id, { at, within });
      at += 1;
      if (element.kind === "exchange") {
        walk(element.body, within);
        ends.set(element.id, { at, within });
        at += 1;
      } else if (element.kind === "fragment") {
        for (const [operand, { body }] of element.operands.entries()) walk(body, { fragment: element.id, operand, outer: within });
      }
    }
  };
  walk(flow.body, null);
  const made = { spots, ends };
  courses.set(flow, made);
  return made;
}

/** Whether two spots stand in different operands of one fragment, so that neither comes before the other. */
export function areApart(a: Spot, b: Spot): boolean {
  for (let one = a.within; one !== null; one = one.outer) {
    for (let other = b.within; other !== null; other = other.outer) {
      if (one.fragment === other.fragment) return one.operand !== other.operand;
    }
  }
  return false;
}

/** Whether `a` has happened when `b` does. */
export function isBefore(a: Spot, b: Spot): boolean {
  return a.at < b.at && !areApart(a, b);
}
