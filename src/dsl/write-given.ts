import type { ItemValue } from "../model/flow.ts";
import type { Message } from "../model/message.ts";
import type { Place } from "../model/place.ts";
import { reasonOf } from "../sip/statuses.ts";
import { checkKeys, type Keys, refuse } from "./check-keys.ts";
import type { Draft } from "./draft.ts";
import type { GivenBuilder, KnownValue } from "./flow-builder.ts";
import { componentNames, type Line, type Session, sessionOf } from "./media.ts";
import { idOf, idsIn, type Participant } from "./participants.ts";
import { isPath, type Path } from "./path.ts";
import { refOf, withRef } from "./refs.ts";
import { isSipMessage, type SipMessage } from "./signals.ts";
import { descriptionOf, sipRequestOf } from "./to-signal.ts";
import { requestHandle } from "./write-exchanges.ts";
import { makeItem } from "./write-messages.ts";

interface SessionOptions {
  readonly media: readonly string[];
  readonly anchor?: "signalling" | "media";
}
interface Early {
  readonly status: number;
  readonly answer?: readonly Line[];
  readonly reliable?: boolean;
}
interface PendingOptions {
  readonly early?: Early;
}

const identityKeys: Keys<Extract<KnownValue, { readonly identities: unknown }>> = { identities: "object", at: "object" };
const mappingKeys: Keys<Extract<KnownValue, { readonly maps: unknown }>> = { maps: "list" };

function itemValueOf(value: KnownValue, place: Place): ItemValue {
  if (typeof value === "object" && value !== null && "maps" in value) {
    checkKeys(value, mappingKeys, "given.known()", place);
    const [one, other, ...more] = value.maps.map((item) => {
      const ref = refOf(item);
      return ref?.kind === "item" ? ref.item : null;
    });
    if (one == null || other == null || more.length > 0)
      refuse("maps of given.known() takes two items", "As { maps: [here, there] }", place);
    return { kind: "mapping", between: [one, other] };
  }
  checkKeys(value, identityKeys, "given.known()", place);
  return { kind: "identities", of: idOf(value.identities), at: idOf(value.at) };
}

const sessionKeys: Keys<SessionOptions> = { media: "list", anchor: ["signalling", "media"] };
const earlyKeys: Keys<Early> = { status: "number", answer: "list?", reliable: "yes or no?" };
const pendingKeys: Keys<PendingOptions> = { early: "object?" };

/** What holds before the first step. */
export function givenBuilder(draft: Draft): GivenBuilder {
  const session = (legs: readonly Path[], options: SessionOptions): Session => {
    const place = draft.placeOf(session);
    checkKeys(options, sessionKeys, "given.session()", place);
    if (!Array.isArray(legs) || !legs.every(isPath))
      refuse("given.session() takes a list of paths", 'As given.session([path(a, b)], { media: ["audio"] })', place);
    const { anchor = "signalling" } = options;
    const media = componentNames(options.media, "given.session()", place);
    const id = draft.id("s");
    draft.givens.push({ kind: "session", id, legs: legs.map((leg) => leg.points), media, anchor, place });
    return sessionOf(id, media);
  };

  const pending = (along: Path, message: SipMessage<"INVITE">, options: PendingOptions = {}) => {
    const place = draft.placeOf(pending);
    checkKeys(options, pendingKeys, "given.pending()", place);
    const { early } = options;
    if (early !== undefined) checkKeys(early, earlyKeys, "early of given.pending()", place);
    if (!isPath(along) || !isSipMessage(message))
      refuse("given.pending() takes a path and an INVITE", "As given.pending(path(a, b), sip.invite())", place);
    const before = { kind: "message", carries: [], using: [], show: "hidden", text: null, place } as const;
    const signal = sipRequestOf(draft, message);
    const request: Message = {
      ...before,
      id: draft.id("m"),
      role: "request",
      name: message.name,
      signal,
      answers: null,
      path: along.points,
    };
    const provisional: Message | null =
      early === undefined
        ? null
        : {
            ...before,
            id: draft.id("m"),
            role: "reply",
            name: `${early.status} ${reasonOf(early.status)}`,
            answers: request.id,
            path: along.points.toReversed(),
            signal: {
              kind: "sip-response",
              status: early.status,
              method: "INVITE",
              session: signal.session,
              description: descriptionOf("answer", early.answer),
              reliable: early.reliable ?? false,
            },
          };
    draft.givens.push({ kind: "pending", request, early: provisional, place });
    return requestHandle(draft, { message: request, items: {}, isLost: false, passed: along.points.length - 1 }, message);
  };

  const known = (who: readonly Participant[], name: string, value?: KnownValue) => {
    const place = draft.placeOf(known);
    const item = makeItem(draft, { makes: name, value: value === undefined ? null : itemValueOf(value, place) }, place);
    for (const id of idsIn(who)) draft.givens.push({ kind: "knowledge", participant: id, item, place });
    return withRef({}, { kind: "item", item, message: null });
  };

  // The types of GivenBuilder say more than these functions need to know.
  return { session, pending, known } as unknown as GivenBuilder;
}
