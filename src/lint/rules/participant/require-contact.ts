import { allMessagesOf } from "../../../analysis/all-messages.ts";
import type { Flow, ParticipantType } from "../../../model/flow.ts";
import { nameOf, stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { methodOf } from "../../exchanges.ts";
import { flowRule } from "../../rule.ts";

export const requireContact = flowRule({
  meta: {
    id: "participant/require-contact",
    summary: "A REFER goes to a user agent, and refers to one",
    severity: "error",
    source: "RFC 3515 §2.1, RFC 3261 §8.1.1.8",
    rationale:
      "Who is asked to send a request must be able to, and who it is to reach must have a contact. A proxy, a network and a database have none, unless the flow shows them at the end of a session.",
  },
  *check(flow) {
    const without = withoutContact(flow);
    for (const message of allMessagesOf(flow)) {
      const { signal, place, path } = message;
      if (message.role !== "request" || signal.kind !== "sip-request" || signal.method !== "REFER") continue;
      const asked = path.at(-1)?.participant ?? "";
      const about = { place, steps: stepsOf(flow, message.id) };
      if (without.has(asked))
        yield { ...about, reason: `Unexpected ${called(message)} to ${nameOf(flow, asked)}, which has no contact, expected a user agent` };
      if (signal.target !== null && without.has(signal.target))
        yield {
          ...about,
          reason: `Unexpected ${nameOf(flow, signal.target)} as target of ${called(message)}, which has no contact, expected a user agent`,
        };
    }
  },
});

const passesOn: ReadonlySet<ParticipantType> = new Set(["proxy", "network", "database"]);

/** Methods whose ends say in Contact where they can be reached (RFC 3261 §8.1.1.8, RFC 6665 §4.1.2.1). */
const dialogs: ReadonlySet<string> = new Set(["INVITE", "SUBSCRIBE", "REGISTER"]);

function withoutContact(flow: Flow): ReadonlySet<string> {
  const without = new Set(flow.participants.filter(({ type }) => passesOn.has(type)).map(({ id }) => id));
  for (const given of flow.givens) {
    if (given.kind !== "session") continue;
    for (const leg of given.legs) for (const end of [leg[0], leg.at(-1)]) without.delete(end?.participant ?? "");
  }
  for (const message of allMessagesOf(flow)) {
    if (message.role !== "request" || !dialogs.has(methodOf(message) ?? "")) continue;
    for (const end of [message.path[0], message.path.at(-1)]) without.delete(end?.participant ?? "");
  }
  return without;
}
