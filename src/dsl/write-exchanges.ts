import type { Message, PathPoint } from "../model/message.ts";
import type { Place } from "../model/place.ts";
import { BadInput } from "../model/wrong.ts";
import { reasonOf } from "../sip/statuses.ts";
import { checkKeys, refuse, said } from "./check-keys.ts";
import type { Draft } from "./draft.ts";
import type { FlowBuilder } from "./flow-builder.ts";
import { ackKeys, messageKeys, type AckOptions as Options, replyKeys, sendKeys, type TryingOptions, tryingKeys } from "./handles.ts";
import type { Line } from "./media.ts";
import { idOf } from "./participants.ts";
import { isPath, type Path } from "./path.ts";
import { isOperation, isSipMessage, type OperationMessage, type SipMessage } from "./signals.ts";
import { descriptionOf, operationOf, sipRequestOf } from "./to-signal.ts";
import { type AnyOptions, type Passing, sentHandle, startMessage } from "./write-messages.ts";

type AnyReplyOptions = AnyOptions & {
  readonly as?: string;
  readonly answer?: readonly Line[];
  readonly offer?: readonly Line[];
  readonly reliable?: boolean;
};
type AckOptions = Pick<AnyOptions, "show" | "using" | "text"> & Pick<Options, "as" | "answer">;
type ReplySignal = { readonly status: number | string; readonly name: string };

/** The part of the builder that sends messages. */
export function exchangeBuilder(draft: Draft): Pick<FlowBuilder, "request" | "send"> {
  const request = (along: Path, message: SipMessage | OperationMessage, options: AnyOptions = {}) => {
    const place = draft.placeOf(request);
    checkWay(along, "flow.request()", place);
    if (!isSipMessage(message) && !isOperation(message)) {
      refuse(`flow.request() sends a message, not ${said(message)}`, 'As sip.invite(), or operation("allocate resource")', place);
    }
    checkKeys(options, messageKeys, "flow.request()", place);
    const signal = "method" in message ? sipRequestOf(draft, message) : operationOf(message);
    const passing = startMessage(draft, {
      role: "request",
      name: message.name,
      signal,
      answers: null,
      points: along.points,
      options,
      place,
    });
    return requestHandle(draft, passing, message);
  };
  const send = (along: Path, message: OperationMessage, options: AnyOptions & { readonly lost?: boolean } = {}) => {
    const place = draft.placeOf(send);
    checkWay(along, "flow.send()", place);
    if (!isOperation(message))
      refuse(`flow.send() sends an operation, not ${said(message)}`, 'As operation("tell"); SIP requests are answered', place);
    checkKeys(options, sendKeys, "flow.send()", place);
    return sentHandle(
      draft,
      startMessage(draft, {
        role: "one-way",
        name: message.name,
        signal: operationOf(message),
        answers: null,
        points: along.points,
        options,
        isLost: options.lost === true,
        place,
      }),
    );
  };
  // The types of FlowBuilder say more than these functions need to know.
  return { request, send } as unknown as Pick<FlowBuilder, "request" | "send">;
}

function checkWay(along: unknown, of: string, place: Place): void {
  if (!isPath(along)) refuse(`${of} takes a path first, not ${said(along)}`, "As path(a, p, b)", place);
}

/** A request that can be answered, over its own path. */
export function requestHandle(draft: Draft, passing: Passing, message: SipMessage | OperationMessage): object {
  const reply = (status: number | string, options: AnyReplyOptions = {}) => {
    const place = draft.placeOf(reply);
    if ("method" in message) {
      if (typeof status !== "number" || !Number.isInteger(status))
        refuse(`${message.name} is answered with a status, not ${said(status)}`, "As reply(200)", place);
      if (status < 100 || status > 699)
        refuse(`${message.name} is answered with a status from 100 to 699, not ${status}`, "As reply(200) (RFC 3261 §7.2)", place);
      checkKeys(options, replyKeys, "reply()", place);
    } else {
      if (typeof status !== "string")
        refuse(`"${message.name}" is answered with the name of a message, not ${said(status)}`, 'As reply("resource allocated")', place);
      checkKeys<AnyOptions>(options, messageKeys, "reply()", place);
    }
    const name = options.as ?? (typeof status === "number" ? `${status} ${reasonOf(status)}` : status);
    return replyHandle(draft, passing.message, { status, name }, passing.message.path.toReversed(), options, place);
  };
  const trying = (by: { readonly id: string }, options: TryingOptions = {}) => {
    const place = draft.placeOf(trying);
    checkKeys(options, tryingKeys, "trying()", place);
    const who = idOf(by);
    const { path } = passing.message;
    const at = path.findLastIndex((point, index) => index > 0 && index <= passing.passed && point.participant === who);
    if (at < 0) {
      throw new BadInput(`${who} has not received ${passing.message.name} by then`, {
        place,
        remedy: "100 (Trying) comes from one who has received the request",
      });
    }
    const points = path.slice(at - 1, at + 1).toReversed();
    return replyHandle(draft, passing.message, { status: 100, name: options.as ?? "100 Trying" }, points, options, place);
  };
  const ends = { kind: "request", message, from: passing.message.path[0]?.participant, to: passing.message.path.at(-1)?.participant };
  return Object.assign(sentHandle(draft, passing), ends, "method" in message ? { reply, trying } : { reply });
}

function replyHandle(
  draft: Draft,
  request: Message,
  { status, name }: ReplySignal,
  points: readonly PathPoint[],
  options: AnyReplyOptions,
  place: Place,
): object {
  const passing = startMessage(draft, {
    role: "reply",
    name,
    signal: responseOf(request, status, options),
    answers: request.id,
    points,
    options,
    place,
  });
  const handle = Object.assign(sentHandle(draft, passing), { kind: "reply" });
  if (request.signal.kind !== "sip-request" || request.signal.method !== "INVITE" || typeof status !== "number" || status < 200)
    return handle;
  let acknowledged = 0;
  const ack = (more: AckOptions = {}) => {
    const at = draft.placeOf(ack);
    checkKeys(more, ackKeys, "ack()", at);
    if (status < 300) return ackHandle(draft, request, request.path, more, at);
    // A failure is acknowledged hop by hop (RFC 3261 §17.1.1.3): the hops passed since the last ack().
    const from = acknowledged;
    acknowledged = passing.passed;
    const acks = Array.from({ length: acknowledged - from }, (_, n) =>
      ackHandle(draft, request, points.slice(from + n, from + n + 2).toReversed(), more, at),
    );
    const last = acks.at(-1);
    if (last === undefined) throw new BadInput(`${name} has no hop that is not acknowledged`, { place: at });
    return last;
  };
  return Object.assign(handle, { ack });
}

function responseOf(request: Message, status: number | string, options: AnyReplyOptions): Message["signal"] {
  if (request.signal.kind !== "sip-request" || typeof status !== "number") return { kind: "operation", connects: [] };
  const { method, session } = request.signal;
  const description = descriptionOf("answer", options.answer) ?? descriptionOf("offer", options.offer);
  return { kind: "sip-response", status, method, session, description, reliable: options.reliable ?? false };
}

function ackHandle(draft: Draft, request: Message, points: readonly PathPoint[], options: AckOptions, place: Place): object {
  const { as, answer, ...rest } = options;
  const session = request.signal.kind === "sip-request" ? request.signal.session : null;
  const description = descriptionOf("answer", answer);
  const signal = { kind: "sip-request", method: "ACK", session, description, target: null, subscription: null } as const;
  const passing = startMessage(draft, { role: "ack", name: as ?? "ACK", signal, answers: request.id, points, options: rest, place });
  return Object.assign(sentHandle(draft, passing), { kind: "ack" });
}
