import type { Message } from "../../../model/message.ts";
import { stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { exchangesOf, isFinalReply } from "../../exchanges.ts";
import { flowRule } from "../../rule.ts";

export const noResponseNamedRequest = flowRule({
  meta: {
    id: "exchange/no-response-named-request",
    summary: "The answer to a request is not called a request, nor a notification where those have answers of their own",
    severity: "error",
    source: null,
    rationale:
      "A message that goes back the way of an open request and bears its name is its answer, copied and not renamed. A reader waits for the answer twice: to this one too. An answer with another name of its own, as a challenge request that answers REGISTER, is left alone. What only says what becomes of a request (accepted, rejected) is a warning where it is called a notification.",
  },
  *check(flow) {
    // Requests nobody has answered, by what they are called and the way an answer would come.
    const open = new Map<string, Message>();
    for (const { request, replies } of exchangesOf(flow).values()) {
      const stem = stemOf(request.name);
      for (const reply of replies) if (isCalledRequest(reply.name) && stemOf(reply.name) === stem) yield finding(flow, request, reply);
      const opposite = open.get(key(stem, request.path.toReversed()));
      if (opposite !== undefined && isCalledRequest(request.name)) yield finding(flow, opposite, request);
      else if (!replies.some(isFinalReply)) open.set(key(stem, request.path), request);
    }
    for (const message of flow.messages) {
      if (message.role !== "one-way" || !isCalledRequest(message.name)) continue;
      const opposite = open.get(key(stemOf(message.name), message.path.toReversed()));
      if (opposite !== undefined) yield finding(flow, opposite, message);
    }
  },
});

const REQUEST = /\s*\brequest$/i;

function isCalledRequest(name: string): boolean {
  return REQUEST.test(name);
}

/** "Get Vectors request" and "get vectors Response" have one stem. */
function stemOf(name: string): string {
  return name.replace(/\s*\b(request|response)$/i, "").toLowerCase();
}

function key(stem: string, path: Message["path"]): string {
  return JSON.stringify([stem, path.map(({ participant }) => participant)]);
}

function finding(flow: Parameters<typeof stepsOf>[0], request: Message, answer: Message) {
  const expected = answer.name.replace(REQUEST, (called) =>
    called.trim() === "Request" ? called.replace("Request", "Response") : called.replace(/request/i, "response"),
  );
  return {
    place: answer.place,
    steps: stepsOf(flow, answer.id),
    reason: `Unexpected name "${answer.name}" of the answer to ${called(request)}, expected "${expected}"`,
    quote: answer.name,
    expected,
    related: [{ message: `${called(request)} stands here`, place: request.place }],
  };
}
