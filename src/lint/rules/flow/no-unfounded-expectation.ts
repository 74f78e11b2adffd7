import { allMessagesOf } from "../../../analysis/all-messages.ts";
import { sessionOf } from "../../../analysis/media.ts";
import type { Expectation } from "../../../model/expectation.ts";
import type { Flow } from "../../../model/flow.ts";
import { nameOf } from "../../../model/walk.ts";
import { exchangesOf, isFinalReply, methodOf } from "../../exchanges.ts";
import { lessonsOf } from "../../provenance.ts";
import { flowRule } from "../../rule.ts";

export const noUnfoundedExpectation = flowRule({
  meta: {
    id: "flow/no-unfounded-expectation",
    summary: "What is expected in the end is about something that was there",
    severity: "error",
    source: null,
    rationale:
      "An expectation about what never existed holds or fails for the wrong reason: a session that was never there is always released.",
  },
  *check(flow) {
    const members = membersOf(flow);
    for (const expectation of flow.expectations) {
      const wrong = wrongWith(flow, expectation, members);
      if (wrong !== null) yield { place: expectation.place, reason: wrong };
    }
  },
});

/** Who has had a leg of a session, or has passed its messages. */
function membersOf(flow: Flow): ReadonlyMap<string, ReadonlySet<string>> {
  const members = new Map<string, Set<string>>();
  const join = (session: string, participants: readonly string[]) => {
    const known = members.get(session) ?? new Set();
    for (const one of participants) known.add(one);
    members.set(session, known);
  };
  for (const given of flow.givens)
    if (given.kind === "session")
      for (const leg of given.legs)
        join(
          given.id,
          leg.map(({ participant }) => participant),
        );
  for (const { signal, path } of allMessagesOf(flow)) {
    if (signal.kind !== "sip-request" || signal.method !== "INVITE" || signal.session === null) continue;
    const receivers = signal.description?.lines.flatMap(({ at }) => at ?? []) ?? [];
    join(signal.session, [...path.map(({ participant }) => participant), ...receivers]);
  }
  return members;
}

function wrongWith(flow: Flow, expectation: Expectation, members: ReadonlyMap<string, ReadonlySet<string>>): string | null {
  const strangerTo = (session: string | null, participants: readonly string[]): string | null => {
    const known = members.get(session ?? "");
    // A session nobody has is told by reference/no-undefined-media.
    const stranger = known === undefined ? undefined : participants.find((one) => !known.has(one));
    return stranger === undefined ? null : nameOf(flow, stranger);
  };
  switch (expectation.kind) {
    case "media": {
      const stranger = strangerTo(sessionOf(expectation.media, flow), expectation.between);
      return stranger === null ? null : `Unexpected media at ${stranger}, expected somebody who has part in the session`;
    }
    case "released": {
      const stranger = strangerTo(expectation.session, [expectation.participant]);
      return stranger === null ? null : `Unexpected release of ${stranger}, expected somebody who has part in the session`;
    }
    case "registered": {
      const { participant, at } = expectation;
      const isRegistered = [...exchangesOf(flow).values()].some(
        ({ request: { path, ...request }, replies }) =>
          methodOf({ path, ...request }) === "REGISTER" &&
          path[0]?.participant === participant &&
          path.at(-1)?.participant === at &&
          replies.some((reply) => isFinalReply(reply) && reply.signal.kind === "sip-response" && reply.signal.status < 300),
      );
      if (isRegistered) return null;
      return `Unexpected registration of ${nameOf(flow, participant)} at ${nameOf(flow, at)}, expected a REGISTER from there that is accepted`;
    }
    case "knows": {
      const { participant, item, expected } = expectation;
      if (!expected || !flow.items.some(({ id }) => id === item) || lessonsOf(flow, participant, item).length > 0) return null;
      const name = flow.items.find(({ id }) => id === item)?.name ?? item;
      return `Unexpected knowledge of ${name} at ${nameOf(flow, participant)}, expected somebody who receives or makes it`;
    }
  }
}
