import { allMessagesOf } from "../analysis/all-messages.ts";
import type { Expectation } from "../model/expectation.ts";
import type { Flow, Step } from "../model/flow.ts";
import type { Place } from "../model/place.ts";
import { elementsOf, stepsOf } from "../model/walk.ts";
import { inlinesOf } from "./passages.ts";

/** Somewhere a flow names a participant. */
export interface Mention {
  readonly participant: string;
  readonly place: Place;
  /** The steps it is about, computed when asked for. */
  steps(): readonly Step[];
}

const known = new WeakMap<Flow, readonly Mention[]>();

/** Everywhere a flow names a participant, declarations apart; looked for once in each flow. */
export function mentionsOf(flow: Flow): readonly Mention[] {
  const mentions = known.get(flow) ?? [...findMentions(flow)];
  known.set(flow, mentions);
  return mentions;
}

function* findMentions(flow: Flow): Generator<Mention> {
  const none = () => [];
  for (const given of flow.givens) {
    const { place } = given;
    if (given.kind === "knowledge") yield { participant: given.participant, place, steps: none };
    if (given.kind === "session")
      for (const leg of given.legs) for (const { participant } of leg) yield { participant, place, steps: none };
  }
  for (const { id, path, signal, place } of allMessagesOf(flow)) {
    const steps = () => stepsOf(flow, id);
    for (const { participant } of path) yield { participant, place, steps };
    if (signal.kind === "operation")
      for (const { from, to } of signal.connects) for (const participant of [from, to]) yield { participant, place, steps };
    else for (const { at } of signal.description?.lines ?? []) if (at !== null) yield { participant: at, place, steps };
    if (signal.kind === "sip-request" && signal.target !== null) yield { participant: signal.target, place, steps };
  }
  for (const element of elementsOf(flow.body)) {
    const steps = () => stepsOf(flow, element.id);
    for (const participant of partiesOf(element)) yield { participant, place: element.place, steps };
  }
  for (const step of flow.steps) {
    for (const participant of [step.from, step.to]) if (participant !== null) yield { participant, place: step.place, steps: () => [step] };
  }
  for (const expectation of flow.expectations)
    for (const participant of expected(expectation)) yield { participant, place: expectation.place, steps: none };
  for (const { inline, passage } of inlinesOf(flow, "participant")) {
    yield { participant: inline.participant, place: passage.place, steps: () => passage.steps };
  }
  for (const { inline, passage } of inlinesOf(flow, "received")) {
    if (inline.by !== "") yield { participant: inline.by, place: passage.place, steps: () => passage.steps };
  }
}

/** Who takes part in an element. */
export function partiesOf(element: Flow["body"][number]): readonly string[] {
  switch (element.kind) {
    case "hop":
    case "exchange":
      return [element.from, element.to];
    case "condition":
    case "reference":
      return element.participants;
    case "action":
    case "timer":
      return [element.participant];
    case "fragment":
      return [];
  }
}

function expected(expectation: Expectation): readonly string[] {
  switch (expectation.kind) {
    case "media":
      return [...expectation.between, ...expectation.through];
    case "registered":
      return [expectation.participant, expectation.at];
    case "released":
    case "knows":
      return [expectation.participant];
  }
}
