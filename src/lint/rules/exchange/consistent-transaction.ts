import type { Flow } from "../../../model/flow.ts";
import type { Message } from "../../../model/message.ts";
import { stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { type Exchanged, exchangesOf, isFinalReply, methodOf } from "../../exchanges.ts";
import { isPartOf, printPath } from "../../print-path.ts";
import { type Finding, flowRule } from "../../rule.ts";

export const consistentTransaction = flowRule({
  meta: {
    id: "exchange/consistent-transaction",
    summary: "An answer and an ACK belong to the transaction of the request they name",
    severity: "warning",
    source: "RFC 3261 §17",
    rationale:
      "An answer with the CSeq of another request, or an ACK that passes other participants than the INVITE it acknowledges, matches no transaction and is dropped. Whoever stands between two dialogs sends an ACK of its own in each.",
  },
  *check(flow) {
    for (const exchanged of exchangesOf(flow).values()) {
      for (const reply of exchanged.replies) yield* ofReply(flow, exchanged.request, reply);
      if (methodOf(exchanged.request) === "INVITE") for (const ack of exchanged.acks) yield* ofAck(flow, exchanged, ack);
    }
  },
});

function* ofReply(flow: Flow, request: Message, reply: Message): Generator<Finding> {
  if (reply.signal.kind !== "sip-response") return;
  const method = methodOf(request);
  const found = reply.signal.method;
  if (method !== found) {
    const expected = method ?? "an answer to what is no SIP request";
    yield finding(
      flow,
      request,
      reply,
      `Unexpected answer ${called(reply)} to ${found} for ${called(request)}, expected one to ${expected}`,
    );
  } else if (request.signal.kind === "sip-request" && request.signal.session !== reply.signal.session) {
    yield finding(flow, request, reply, `Unexpected ${called(reply)} of another session than ${called(request)}, expected the same`);
  }
}

function* ofAck(flow: Flow, { request, replies }: Exchanged, ack: Message): Generator<Finding> {
  if (request.signal.kind === "sip-request" && ack.signal.kind === "sip-request" && request.signal.session !== ack.signal.session) {
    yield finding(flow, request, ack, `Unexpected ${called(ack)} of another session than ${called(request)}, expected the same`);
    return;
  }
  // The ACK of a failure is made anew at each hop (RFC 3261 §17.1.1.3); that of a success goes from end to end, past relays that leave the path.
  const failed = replies.some(({ signal }) => signal.kind === "sip-response" && signal.status >= 300);
  const [first, last] = [ack.path[0], ack.path.at(-1)];
  const goesEndToEnd = first?.participant === request.path[0]?.participant && last?.participant === request.path.at(-1)?.participant;
  if (goesEndToEnd || (failed && isPartOf(ack.path, request.path)) || !replies.some(isFinalReply)) return;
  const expected = printPath(flow, request.path);
  const reason = `Unexpected path ${printPath(flow, ack.path)} of ${called(ack)} for ${called(request)}, expected ${expected}, or the request that it belongs to`;
  yield { ...finding(flow, request, ack, reason), expected };
}

function finding(flow: Flow, request: Message, of: Message, reason: string): Finding {
  return {
    place: of.place,
    steps: stepsOf(flow, of.id),
    reason,
    related: [{ message: `${called(request)} stands here`, place: request.place }],
  };
}
