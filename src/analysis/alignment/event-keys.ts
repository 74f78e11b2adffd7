import type { TraceEvent, TraceMessage } from "../../model/trace.ts";
import type { CausalEvent } from "../causal-order.ts";
import { isSip, type LocalEvent, type LocalMessage } from "../local-view.ts";

/** Who does it: what is received is done by its receiver. */
export function actorOf({ event, from, to }: TraceEvent): string {
  return event === "receive" ? to : from;
}

/** An event of a trace by what it is an event of, for a trace of this very flow. */
export function elementKey({ event, hop }: TraceEvent): string {
  return `${event}|${hop ?? ""}`;
}

export function expectedElementKey({ local }: CausalEvent): string {
  return `${traceKind(local)}|${local.element}`;
}

/** An event of a trace by what can be seen of it: between whom, and what. */
export function contentKey({ event, from, to, message }: TraceEvent): string {
  return `${event}|${from}|${to}|${message === null ? "" : kindOf(message)}`;
}

export function expectedContentKey({ participant, local }: CausalEvent): string {
  const { kind, peer, message } = local;
  const [from, to] = kind === "receive" ? [peer, participant] : [participant, kind === "send" ? peer : participant];
  return `${traceKind(local)}|${from}|${to}|${message === null ? "" : expectedKindOf(message)}`;
}

export function traceKind({ kind }: LocalEvent): TraceEvent["event"] {
  switch (kind) {
    case "send":
    case "receive":
    case "act":
    case "condition":
      return kind;
    case "start-timer":
    case "stop-timer":
    case "expiry":
      return "timer";
  }
}

/** `INVITE`, `200 INVITE`; of a named signal its role and name. */
function kindOf(message: TraceMessage): string {
  if (message.kind === "named-signal") return `${message.role} ${message.name}`;
  const [first = ""] = message.raw.split("\r\n", 1);
  const method = /^(?:SIP\/2\.0 (?<status>\d{3})|(?<method>\S+))/u.exec(first)?.groups;
  return method?.["status"] === undefined ? (method?.["method"] ?? "") : `${method["status"]} ${cseqMethodOf(message.raw)}`;
}

/** RFC 3261 §20.16: what an answer answers. */
function cseqMethodOf(raw: string): string {
  return /^CSeq[ \t]*:\s*\d+\s+(\S+)/imu.exec(raw)?.[1] ?? "";
}

function expectedKindOf(message: LocalMessage): string {
  const { role, name, signal } = message;
  if (!isSip(message) || signal.kind === "operation") return `${role} ${name}`;
  return signal.kind === "sip-request" ? signal.method : `${signal.status} ${signal.method}`;
}
