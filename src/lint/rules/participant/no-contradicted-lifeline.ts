import type { Flow, LifelineEvent, Step } from "../../../model/flow.ts";
import type { Place } from "../../../model/place.ts";
import { elementsOf, indexOf, nameOf, stepsOf } from "../../../model/walk.ts";
import { areApart, courseOf, type Spot } from "../../course.ts";
import { labelOf } from "../../label-of.ts";
import { partiesOf } from "../../mentions.ts";
import { type Finding, flowRule } from "../../rule.ts";

export const noContradictedLifeline = flowRule({
  meta: {
    id: "participant/no-contradicted-lifeline",
    summary: "Nobody takes part before the message that creates its lifeline or after the end of it",
    severity: "warning",
    source: null,
    rationale: "A figure cannot show it: what the steps contradict is left out, and the reader misses the creation, the end or the bar.",
  },
  *check(flow) {
    const { lifelines = [] } = flow;
    if (lifelines.length === 0) return;
    const parts = partsOf(flow);
    const { elements, hopsOf } = indexOf(flow);
    for (const event of lifelines) {
      const said = event.kind === "activation" ? [event.from, event.until] : [event.at];
      // A variant may leave out what it is said of.
      if (!said.every((id) => elements.has(id) || hopsOf.has(id))) continue;
      const all = parts.get(event.participant) ?? [];
      const finding = event.kind === "activation" ? contradictedBar(flow, event, all) : contradictedEdge(flow, event, all);
      if (finding !== null) yield finding;
    }
  },
});

/** Something in which a participant takes part. */
interface Part {
  readonly id: string;
  readonly begin: Spot;
  /** An exchange ends after what it holds. */
  readonly end: Spot;
  readonly place: Place;
  /** Whether it is a message that arrives from somebody else. */
  readonly arrives: boolean;
}

/** Of each participant, in the order of the flow. */
function partsOf(flow: Flow): ReadonlyMap<string, readonly Part[]> {
  const { spots, ends } = courseOf(flow);
  const found = new Map<string, Part[]>();
  for (const element of elementsOf(flow.body)) {
    const { id, place } = element;
    const begin = spots.get(id);
    if (begin === undefined) continue;
    for (const participant of new Set(partiesOf(element))) {
      const arrives = element.kind === "hop" && element.to === participant && element.from !== participant && element.lost !== true;
      const part = { id, begin, end: ends.get(id) ?? begin, place, arrives };
      const same = found.get(participant);
      if (same === undefined) found.set(participant, [part]);
      else same.push(part);
    }
  }
  return found;
}

/** Those of a message, hop by hop, or of an element. */
function named(flow: Flow, id: string, parts: readonly Part[]): readonly Part[] {
  const ids = new Set(indexOf(flow).hopsOf.get(id) ?? [id]);
  return parts.filter((part) => ids.has(part.id));
}

function contradictedEdge(
  flow: Flow,
  { kind, participant, at, place }: Exclude<LifelineEvent, { kind: "activation" }>,
  parts: readonly Part[],
): Finding | null {
  const name = nameOf(flow, participant);
  const isCreation = kind === "creation";
  const steps = stepsOf(flow, at);
  const edge = isCreation ? named(flow, at, parts)[0] : named(flow, at, parts).at(-1);
  if (edge === undefined || (isCreation && !edge.arrives)) {
    const wanted = isCreation ? "a message to it from somebody else" : "something in which it takes part";
    return { place, steps, reason: `Unexpected ${kind} of "${name}"${labelOf(flow, steps, " in ")}, expected ${wanted}` };
  }
  const beyond = parts.find((part) =>
    isCreation
      ? part.begin.at < edge.begin.at && !areApart(part.begin, edge.begin)
      : part.begin.at > edge.end.at && !areApart(part.begin, edge.end),
  );
  if (beyond === undefined) return null;
  const edgeAt = labelOf(flow, stepsIn(flow, edge), " in ");
  const itsSteps = stepsIn(flow, beyond);
  return {
    place: beyond.place,
    steps: itsSteps,
    reason: `Unexpected part of "${name}"${labelOf(flow, itsSteps, " in ")}, expected none ${isCreation ? "before its creation" : "after its end"}${edgeAt}`,
    related: [{ message: isCreation ? "Its lifeline is said to begin here" : "Its lifeline is said to end here", place }],
  };
}

function contradictedBar(
  flow: Flow,
  { participant, from, until, place }: Extract<LifelineEvent, { kind: "activation" }>,
  parts: readonly Part[],
): Finding | null {
  const name = nameOf(flow, participant);
  for (const id of [from, until]) {
    const steps = stepsOf(flow, id);
    if (named(flow, id, parts).length > 0) continue;
    return {
      place,
      steps,
      reason: `Unexpected activity of "${name}"${labelOf(flow, steps, " in ")}, expected something in which it takes part`,
    };
  }
  const first = named(flow, from, parts)[0];
  const last = named(flow, until, parts).at(-1);
  if (first === undefined || last === undefined || last.end.at >= first.begin.at) return null;
  const reason = `Unexpected activity of "${name}" from${labelOf(flow, stepsIn(flow, first), " ")} until${labelOf(flow, stepsIn(flow, last), " ")}, expected an end that does not come before the beginning`;
  return { place, steps: stepsIn(flow, first), reason };
}

function stepsIn(flow: Flow, { id }: Part): readonly Step[] {
  return stepsOf(flow, id);
}
