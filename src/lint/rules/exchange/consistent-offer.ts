import type { Message } from "../../../model/message.ts";
import type { Description, SipResponse } from "../../../model/signal.ts";
import { stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { type Exchanged, exchangesOf, methodOf } from "../../exchanges.ts";
import { flowRule } from "../../rule.ts";

export const consistentOffer = flowRule({
  meta: {
    id: "exchange/consistent-offer",
    summary: "An offer is answered, and only an offer is",
    severity: "error",
    source: "RFC 3261 §13.2.1, RFC 3311 §5.1",
    rationale:
      "A 2xx to an INVITE or UPDATE with an offer has the answer in it, unless a reliable provisional answer had it before; a 2xx to an INVITE without one makes the offer, and the ACK answers it. A flow that describes the media on one side only cannot be executed.",
  },
  *check(flow) {
    for (const { request, replies, acks } of exchangesOf(flow).values()) {
      const method = methodOf(request);
      if ((method !== "INVITE" && method !== "UPDATE") || replies.some(isReliable)) continue;
      for (const reply of replies.filter(isSuccess)) {
        const [asked, said] = [descriptionOf(request), descriptionOf(reply)];
        const about = (message: Message) => ({
          place: message.place,
          steps: stepsOf(flow, message.id),
          related: [
            { message: `${called(message === reply ? request : reply)} stands here`, place: (message === reply ? request : reply).place },
          ],
        });
        if (asked !== null && said === null)
          yield {
            ...about(reply),
            reason: `Unexpected ${called(reply)} without an answer, expected one to the offer of ${called(request)}`,
          };
        if (asked === null && said?.kind === "answer")
          yield { ...about(reply), reason: `Unexpected answer in ${called(reply)}, expected an offer, as ${called(request)} has none` };
        if (asked !== null && said?.kind === "offer")
          yield { ...about(reply), reason: `Unexpected offer in ${called(reply)}, expected the answer to that of ${called(request)}` };
        for (const ack of acksTo(acks, said)) {
          if (descriptionOf(ack) === null)
            yield { ...about(ack), reason: `Unexpected ${called(ack)} without an answer, expected one to the offer of ${called(reply)}` };
        }
      }
    }
  },
});

/** Where the 2xx has made the offer. */
function acksTo(acks: Exchanged["acks"], said: Description | null): Exchanged["acks"] {
  return said?.kind === "offer" ? acks : [];
}

function descriptionOf({ signal }: Message): Description | null {
  return signal.kind === "operation" ? null : signal.description;
}

function responseOf({ signal }: Message): SipResponse | null {
  return signal.kind === "sip-response" ? signal : null;
}

function isReliable(message: Message): boolean {
  const response = responseOf(message);
  return response !== null && response.status < 200 && response.reliable && response.description !== null;
}

function isSuccess(message: Message): boolean {
  const response = responseOf(message);
  return response !== null && response.status >= 200 && response.status < 300;
}
