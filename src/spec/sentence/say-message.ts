import type { Flow } from "../../model/flow.ts";
import type { Message } from "../../model/message.ts";
import { aMessage, anAnswer, formOf, theMessage } from "../../model/nouns.ts";
import type { Prose } from "../../model/prose.ts";
import { theParticipant, theParticipants } from "./nouns.ts";
import { type MessagePart, requestOf, spokenName } from "./parts-of.ts";
import { type Phrase, sentence } from "./phrase.ts";
import { recallOf } from "./recall.ts";
import { saidToInclude } from "./say-carried.ts";

/** One part of one message as a sentence: its author's where it begins, else generated. */
export function sayMessage(flow: Flow, part: MessagePart): Prose {
  const { message } = part;
  if (part.begins && message !== null && message.text !== null) return sentence(message.text, flow);
  if (!part.begins) return sentence(forwards(flow, part), flow);
  switch (message?.role) {
    case "request":
    case "one-way":
    case undefined:
      return sentence([sends(flow, part), saidToInclude(flow, part)], flow);
    case "reply":
      return sentence(answers(flow, part, message), flow);
    case "ack":
      return sentence([sends(flow, part), acknowledged(flow, message), saidToInclude(flow, part)], flow);
  }
}

/** " via P-CSCF and S-CSCF"; nothing where the two are neighbours or what lies between is not printed. */
export function via(flow: Flow, part: MessagePart): Phrase {
  return part.via.length === 0 ? "" : [" via ", theParticipants(flow, part.via)];
}

function sends(flow: Flow, part: MessagePart): Phrase {
  const [from, to] = [theParticipant(flow, part.from), theParticipant(flow, part.to)];
  if (formOf(part.name) !== "infinitive") return [from, ` sends ${aMessage(part.name)} to `, to, via(flow, part)];
  return [from, part.message?.role === "one-way" ? " instructs " : " asks ", to, ` to ${part.name}`, via(flow, part)];
}

function forwards(flow: Flow, part: MessagePart): Phrase {
  const what = formOf(part.name) === "infinitive" ? `the request to ${part.name}` : theMessage(part.name);
  const request = part.message?.role === "reply" ? requestOf(flow, part.message) : null;
  const back = request !== null && part.via.length > 1 && goesBack(flow, part);
  const way = back ? ` along the reverse path of the ${formOf(request.name) === "infinitive" ? "request" : request.name}` : via(flow, part);
  return [theParticipant(flow, part.from), ` forwards ${what} to `, theParticipant(flow, part.to), way];
}

function answers(flow: Flow, part: MessagePart, reply: Message): Phrase {
  const [from, to] = [theParticipant(flow, part.from), theParticipant(flow, part.to)];
  const request = requestOf(flow, reply);
  const includes = saidToInclude(flow, part);
  const back = part.via.length > 0 && goesBack(flow, part);
  const way = back ? " along the reverse path" : via(flow, part);
  if (request === null || namesItsRequest(reply, request)) return [from, ` sends ${aMessage(part.name)} to `, to, way, includes];
  if (!part.ends) return [from, ` sends ${aMessage(part.name)} to `, to, way, ` in answer to ${theRequest(request)}`, includes];
  if (part.via.length === 0) return [from, ` answers ${theRequest(request)} with ${anAnswer(part.name)}`, includes];
  const which = includes === "" ? ", which" : [includes, " and"];
  const goes = back ? [" takes the reverse path to ", to] : [" goes to ", to, way];
  return [from, ` answers ${theRequest(request)} with ${anAnswer(part.name)}`, which, goes];
}

/** Whether the two names say who answers what, "… response" to "… request", or say it the wrong way round. */
function namesItsRequest(reply: Message, request: Message): boolean {
  if (/\bresponse$/iu.test(request.name) || /\brequest$/iu.test(reply.name)) return true;
  const stem = request.name.replace(/\s+request$/iu, "");
  return stem !== "" && reply.name !== stem && reply.name.startsWith(stem);
}

function acknowledged(flow: Flow, ack: Message): Phrase {
  const request = requestOf(flow, ack);
  if (request === null) return "";
  const final = recallOf(flow).replies.get(request.id)?.at(-1);
  if (final === undefined) return "";
  const name = spokenName(flow, final);
  return ` to acknowledge the ${name}${name.includes(request.name) ? "" : ` for the ${request.name}`}`;
}

/** "the INVITE", "the request" where its name is what is asked for. */
export function theRequest(request: Message): string {
  return formOf(request.name) === "infinitive" ? "the request" : theMessage(request.name);
}

/** Whether a reply passes what its request passed, from the end. */
function goesBack(flow: Flow, { message }: MessagePart): boolean {
  const request = message?.role === "reply" ? requestOf(flow, message) : null;
  if (message === null || request === null) return false;
  const [way, back] = [request.path, message.path].map((path) => path.map((point) => point.participant));
  return back?.join("\n") === way?.toReversed().join("\n");
}
