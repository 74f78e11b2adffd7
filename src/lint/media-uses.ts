import { allMessagesOf } from "../analysis/all-messages.ts";
import type { Flow, Step } from "../model/flow.ts";
import type { MediaRef } from "../model/media.ts";
import type { Place } from "../model/place.ts";
import { elementsOf, stepsOf } from "../model/walk.ts";

/** Something that names media or a session. */
export interface MediaUse {
  readonly media: MediaRef | null;
  readonly session: string | null;
  readonly place: Place;
  readonly steps: readonly Step[];
}

/** Everything in a flow that names media or a session. */
export function* mediaUsesOf(flow: Flow): Generator<MediaUse> {
  for (const { media } of flow.parameters) yield { media, session: null, place: flow.place, steps: [] };
  for (const message of allMessagesOf(flow)) {
    const about = { place: message.place, steps: stepsOf(flow, message.id) };
    const { signal } = message;
    if (signal.kind === "operation") {
      for (const { media } of signal.connects) yield { ...about, media, session: null };
      if (signal.allocates !== undefined) yield { ...about, media: signal.allocates, session: null };
      continue;
    }
    yield { ...about, media: null, session: signal.session };
    if (signal.kind === "sip-request" && signal.replaces !== undefined) yield { ...about, media: null, session: signal.replaces };
    for (const { media } of signal.description?.lines ?? []) yield { ...about, media, session: null };
  }
  for (const element of elementsOf(flow.body)) {
    if (element.kind !== "condition" || (element.holds === null && element.media === null)) continue;
    yield { media: element.media, session: element.holds, place: element.place, steps: stepsOf(flow, element.id) };
  }
  for (const expectation of flow.expectations) {
    if (expectation.kind === "media") yield { media: expectation.media, session: null, place: expectation.place, steps: [] };
    if (expectation.kind === "released") yield { media: null, session: expectation.session, place: expectation.place, steps: [] };
  }
  for (const { sets, place } of flow.variants) {
    for (const { id, media } of sets) {
      yield { media: { kind: "parameter", parameter: id }, session: null, place, steps: [] };
      yield { media, session: null, place, steps: [] };
    }
  }
}
