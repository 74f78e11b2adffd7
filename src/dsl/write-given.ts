import type { Message } from "../model/message.ts";
import { reasonOf } from "../sip/statuses.ts";
import type { Draft } from "./draft.ts";
import type { GivenBuilder } from "./flow-builder.ts";
import { type Line, type Session, sessionOf } from "./media.ts";
import type { Participant } from "./participants.ts";
import type { Path } from "./path.ts";
import { withRef } from "./refs.ts";
import type { SipMessage } from "./signals.ts";
import { descriptionOf, sipRequestOf } from "./to-signal.ts";
import { requestHandle } from "./write-exchanges.ts";
import { makeItem } from "./write-messages.ts";

type SessionOptions = { readonly media: readonly string[]; readonly anchor?: "signalling" | "media" };
type PendingOptions = { readonly early?: { readonly status: number; readonly answer?: readonly Line[]; readonly reliable?: boolean } };

/** What holds before the first step. */
export function givenBuilder(draft: Draft): GivenBuilder {
  const session = (legs: readonly Path[], { media, anchor = "signalling" }: SessionOptions): Session => {
    const id = draft.id("s");
    draft.givens.push({ kind: "session", id, legs: legs.map((leg) => leg.points), media, anchor, place: draft.placeOf(session) });
    return sessionOf(id, media);
  };

  const pending = (along: Path, message: SipMessage<"INVITE">, { early }: PendingOptions = {}) => {
    const place = draft.placeOf(pending);
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
    return requestHandle(draft, { message: request, items: {}, passed: along.points.length - 1 }, message);
  };

  const known = (who: readonly Participant[], name: string) => {
    const place = draft.placeOf(known);
    const item = makeItem(draft, { makes: name }, place);
    for (const { id } of who) draft.givens.push({ kind: "knowledge", participant: id, item, place });
    return withRef({}, { kind: "item", item, message: null });
  };

  // The types of GivenBuilder say more than these functions need to know.
  return { session, pending, known } as unknown as GivenBuilder;
}
