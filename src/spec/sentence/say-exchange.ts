import type { Flow } from "../../model/flow.ts";
import type { Message } from "../../model/message.ts";
import { aMessage, anAnswer, formOf } from "../../model/nouns.ts";
import type { Prose } from "../../model/prose.ts";
import { theParticipant } from "./nouns.ts";
import { type MessagePart, type Part, requestOf } from "./parts-of.ts";
import { listed, type Phrase, sentence } from "./phrase.ts";
import { theRequest, via } from "./say-message.ts";

/** What a sentence over several messages says, and how many parts it is about. */
export interface Said {
  readonly prose: Prose;
  readonly count: number;
}

type Known = MessagePart & { readonly message: Message };

/** A request with its answers and ACK, or an answer with its ACK, as one sentence; null where the parts from `at` on are neither. */
export function sayExchange(flow: Flow, parts: readonly Part[], at: number): Said | null {
  const first = plain(parts[at]);
  switch (first?.message.role) {
    case "request":
      return sayAnswered(flow, first, parts, at);
    case "reply":
      return sayAcknowledged(flow, first, parts[at + 1]);
    case "ack":
    case "one-way":
    case undefined:
      return null;
  }
}

function sayAnswered(flow: Flow, request: Known, parts: readonly Part[], at: number): Said | null {
  const replies: Known[] = [];
  for (
    let next = plain(parts[at + 1]);
    next !== null && isOf(next, "reply", request.message.id) && next.from === request.to;
    next = plain(parts[at + 1 + replies.length])
  ) {
    replies.push(next);
  }
  if (replies.length === 0) return null;
  const ack = ackOf(parts[at + 1 + replies.length], request.message.id);
  const prose = sentence(
    [asked(flow, request), answeredWith(replies), request.via.length === 0 ? "" : " along the same path", thanks(flow, ack, replies)],
    flow,
  );
  return { prose, count: 1 + replies.length + (ack === null ? 0 : 1) };
}

function asked(flow: Flow, part: Known): Phrase {
  const [from, to] = [theParticipant(flow, part.from), theParticipant(flow, part.to)];
  if (formOf(part.name) === "infinitive") return [from, " asks ", to, via(flow, part), ` to ${part.name}, and `, to, " answers"];
  return [from, ` sends ${aMessage(part.name)}`, via(flow, part), " to ", to, ", which answers"];
}

function answeredWith(replies: readonly Known[]): Phrase {
  if (replies.length < 3)
    return listed(
      replies.map((reply, at) => `${replies.length === 1 ? " with" : at === 0 ? " first with" : "then with"} ${anAnswer(reply.name)}`),
    );
  return [" with ", listed(replies.map((reply) => anAnswer(reply.name))), " in this order"];
}

function thanks(flow: Flow, ack: Known | null, replies: readonly Known[]): Phrase {
  if (ack === null) return "";
  return ["; ", theParticipant(flow, ack.from), ` acknowledges ${replies.length === 1 ? "it" : "the last"} with ${aMessage(ack.name)}`];
}

function sayAcknowledged(flow: Flow, reply: Known, next: Part | undefined): Said | null {
  const ack = reply.message.answers === null ? null : ackOf(next, reply.message.answers);
  if (ack === null) return null;
  const request = requestOf(flow, reply.message);
  const what = request === null ? "" : ` ${theRequest(request)}`;
  const answer = [theParticipant(flow, reply.from), ` answers${what} with ${anAnswer(reply.name)}, which `];
  return { prose: sentence([answer, theParticipant(flow, ack.from), ` acknowledges with ${aMessage(ack.name)}`], flow), count: 2 };
}

/** The part, where it is a whole message about which there is nothing more to say than its name. */
function plain(part: Part | undefined): Known | null {
  if (part?.kind !== "message" || part.message === null || !part.begins || !part.ends) return null;
  const { message } = part;
  return message.text === null && message.carries.length === 0 ? { ...part, message } : null;
}

function isOf(part: Known, role: Message["role"], request: string): boolean {
  return part.message.role === role && part.message.answers === request;
}

function ackOf(part: Part | undefined, request: string): Known | null {
  const known = plain(part);
  return known !== null && isOf(known, "ack", request) ? known : null;
}
