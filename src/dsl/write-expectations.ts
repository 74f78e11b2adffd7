import type { Expectation } from "../model/flow.ts";
import type { Place } from "../model/place.ts";
import type { Draft } from "./draft.ts";
import type { ExpectBuilder } from "./flow-builder.ts";
import type { Item } from "./known.ts";
import type { MediaSet } from "./media.ts";
import type { Participant } from "./participants.ts";
import { idsOf } from "./refs.ts";
import type { SessionRef } from "./signals.ts";
import { sessionIdOf } from "./to-signal.ts";

/** @param into where the expectations go: those of the flow or of a variant */
export function expectBuilder(draft: Draft, into: Expectation[]): ExpectBuilder {
  const media = (
    set: MediaSet,
    [a, b]: readonly [Participant, Participant],
    options: { readonly through?: readonly Participant[] } = {},
  ) => {
    const through = (options.through ?? []).map((one) => one.id);
    into.push({ kind: "media", media: set.ref, between: [a.id, b.id], through, place: draft.placeOf(media) });
  };
  const released = (session: SessionRef, participant: Participant) => {
    into.push({ kind: "released", session: sessionIdOf(draft, session), participant: participant.id, place: draft.placeOf(released) });
  };
  const registered = (participant: Participant, at: Participant) => {
    into.push({ kind: "registered", participant: participant.id, at: at.id, place: draft.placeOf(registered) });
  };
  const learning = (participant: Participant, item: Item, expected: boolean, place: Place) => {
    into.push({ kind: "knows", participant: participant.id, item: idsOf(item)[0] ?? "", expected, place });
  };
  const knows = (participant: Participant, item: Item) => {
    learning(participant, item, true, draft.placeOf(knows));
  };
  const neverLearns = (participant: Participant, item: Item) => {
    learning(participant, item, false, draft.placeOf(neverLearns));
  };
  return { media, released, registered, knows, neverLearns };
}
