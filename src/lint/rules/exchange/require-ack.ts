import type { Flow, Step } from "../../../model/flow.ts";
import type { Message } from "../../../model/message.ts";
import { indexOf, nameOf, stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { type Exchanged, exchangesOf, isFinalReply, methodOf } from "../../exchanges.ts";
import { type Finding, flowRule } from "../../rule.ts";

export const requireAck = flowRule({
  meta: {
    id: "exchange/require-ack",
    summary: "The final answer to INVITE is acknowledged: a success from end to end, a failure at each hop",
    severity: "warning",
    source: "RFC 3261 §13.2.2.4, §17.1.1.3",
    rationale:
      "Until the ACK arrives the one who answered repeats the answer, and ends the session after 32 s. Each relay acknowledges a failure itself, before it passes it on. In a flow, an ACK that the source does not print is executed hidden. In a document, where no other INVITE is acknowledged either, it may be left out on purpose, and is no more than an information.",
  },
  *check(flow) {
    for (const exchanged of exchangesOf(flow).values()) {
      const { request, replies, acks } = exchanged;
      if (methodOf(request) !== "INVITE") continue;
      const success = replies.find((reply) => isFinalReply(reply) && !isFailure(reply));
      if (success?.signal.kind === "sip-response" && acks.length === 0) {
        const [from, to] = [request.path[0]?.participant ?? "", request.path.at(-1)?.participant ?? ""];
        yield finding(flow, exchanged, success, stepsOf(flow, success.id), from, to);
      }
      for (const reply of replies.filter(isFailure)) yield* ofFailure(flow, exchanged, reply);
    }
  },
});

function isFailure({ signal }: Message): boolean {
  return signal.kind === "sip-response" && signal.status >= 300;
}

/** RFC 3261 §17.1.1.3: whoever gets a failure acknowledges it to the one it comes from. */
function* ofFailure(flow: Flow, exchanged: Exchanged, reply: Message): Generator<Finding> {
  const { hopsOf, elements, stepOf } = indexOf(flow);
  const acknowledged = new Set(
    exchanged.acks.flatMap(({ path }) => path.map(({ participant }, at) => `${participant} ${path[at + 1]?.participant}`)),
  );
  for (const id of hopsOf.get(reply.id) ?? []) {
    const hop = elements.get(id);
    if (hop?.kind !== "hop" || hop.lost === true || acknowledged.has(`${hop.to} ${hop.from}`)) continue;
    const step = stepOf.get(id);
    yield finding(flow, exchanged, reply, step === undefined ? [] : [step], hop.to, hop.from);
  }
}

function finding(flow: Flow, { request }: Exchanged, reply: Message, steps: readonly Step[], from: string, to: string): Finding {
  return {
    place: reply.place,
    steps,
    reason: `Unexpected ${called(reply)} to ${called(request)} without an ACK, expected one from ${nameOf(flow, from)} to ${nameOf(flow, to)}`,
    expected: "ACK",
    related: [{ message: `${called(request)} stands here`, place: request.place }],
  };
}
