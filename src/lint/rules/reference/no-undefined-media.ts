import { allMessagesOf } from "../../../analysis/all-messages.ts";
import type { Flow } from "../../../model/flow.ts";
import type { Session } from "../../../model/given.ts";
import type { MediaRef } from "../../../model/media.ts";
import { nearestName } from "../../../model/nearest-name.ts";
import { mediaUsesOf } from "../../media-uses.ts";
import { type Finding, flowRule } from "../../rule.ts";

export const noUndefinedMedia = flowRule({
  meta: {
    id: "reference/no-undefined-media",
    summary: "Who names a session, a component of it or a parameter names one that the flow has",
    severity: "error",
    source: null,
    rationale: "A message within a session that nobody set up is refused (RFC 3261 §12.2.2), and media that nobody offered flows nowhere.",
  },
  *check(flow) {
    const sessions = sessionsOf(flow);
    const parameters = new Set(flow.parameters.map(({ id }) => id));
    for (const { media, session, place, steps } of mediaUsesOf(flow)) {
      if (session !== null && !sessions.has(session)) yield { place, steps, reason: noSession(session) };
      if (media !== null) for (const wrong of wrongIn(media, sessions, parameters)) yield { place, steps, ...wrong };
    }
  },
});

/** The sessions of a flow, by id: with their components where they are declared, else null, and their INVITE says what they consist of. */
function sessionsOf(flow: Flow): ReadonlyMap<string, Declared | null> {
  const sessions = new Map<string, Declared | null>();
  for (const given of flow.givens) if (given.kind === "session") sessions.set(given.id, given);
  const declared = new Map(flow.sessions.map((session) => [session.id, session]));
  for (const { role, signal } of allMessagesOf(flow)) {
    const makes = role === "request" && signal.kind === "sip-request" && signal.method === "INVITE" ? signal.session : null;
    if (makes !== null && !sessions.has(makes)) sessions.set(makes, declared.get(makes) ?? null);
  }
  return sessions;
}

type Declared = Pick<Session, "media">;
type Wrong = Pick<Finding, "reason" | "expected">;

function* wrongIn(media: MediaRef, sessions: ReadonlyMap<string, Declared | null>, parameters: ReadonlySet<string>): Generator<Wrong> {
  if (media.kind === "parameter") {
    if (!parameters.has(media.parameter)) yield { reason: `Unexpected parameter "${media.parameter}", expected one that the flow has` };
    return;
  }
  const session = sessions.get(media.session);
  if (session === undefined) yield { reason: noSession(media.session) };
  if (media.kind === "rest") yield* wrongIn(media.of, sessions, parameters);
  if (session === undefined || session === null) return;
  for (const name of media.kind === "rest" ? media.all : media.names) {
    if (session.media.includes(name)) continue;
    const meant = nearestName(name, session.media);
    const reason = `Unexpected component "${name}", expected one of ${session.media.join(", ")}`;
    yield meant === null ? { reason } : { reason, expected: meant };
  }
}

function noSession(id: string): string {
  return `Unexpected session "${id}", expected one that is given or that an INVITE sets up`;
}
