import type { Expectation } from "../model/expectation.ts";
import type { Place } from "../model/place.ts";
import { checkKeys, type Keys, refuse, said } from "./check-keys.ts";
import type { Draft } from "./draft.ts";
import type { ExpectBuilder } from "./flow-builder.ts";
import type { Item } from "./known.ts";
import { isMediaSet, type MediaSet } from "./media.ts";
import { idOf, idsIn, type Participant } from "./participants.ts";
import { idsOf } from "./refs.ts";
import type { SessionRef } from "./signals.ts";
import { sessionIdOf } from "./to-signal.ts";

interface MediaOptions {
  readonly through?: readonly Participant[];
}
const mediaKeys: Keys<MediaOptions> = { through: "list?" };

/** @param into where the expectations go: those of the flow or of a variant */
export function expectBuilder(draft: Draft, into: Expectation[]): ExpectBuilder {
  const media = (set: MediaSet, between: readonly [Participant, Participant], options: MediaOptions = {}) => {
    const place = draft.placeOf(media);
    checkKeys(options, mediaKeys, "expect.media()", place);
    if (!isMediaSet(set))
      refuse(`expect.media() takes media, not ${said(set)}`, 'As expect.media(call.media("video"), [alice, bob])', place);
    const [a, b, more] = idsIn(between);
    if (a === undefined || b === undefined || more !== undefined)
      refuse("expect.media() takes two participants", "As [alice, bob]; who passes media on stands in through", place);
    into.push({ kind: "media", media: set.ref, between: [a, b], through: idsIn(options.through ?? []), place });
  };
  const released = (session: SessionRef, participant: Participant) => {
    const place = draft.placeOf(released);
    into.push({ kind: "released", session: sessionIdOf(draft, session), participant: idOf(participant), place });
  };
  const registered = (participant: Participant, at: Participant) => {
    const place = draft.placeOf(registered);
    into.push({ kind: "registered", participant: idOf(participant), at: idOf(at), place });
  };
  const learning = (participant: Participant, item: Item, expected: boolean, place: Place) => {
    into.push({ kind: "knows", participant: idOf(participant), item: idsOf(item)[0] ?? "", expected, place });
  };
  const knows = (participant: Participant, item: Item) => {
    learning(participant, item, true, draft.placeOf(knows));
  };
  const neverLearns = (participant: Participant, item: Item) => {
    learning(participant, item, false, draft.placeOf(neverLearns));
  };
  return { media, released, registered, knows, neverLearns };
}
