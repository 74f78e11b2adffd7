import type { Trace, TraceEvent } from "../../../src/model/trace.ts";
import { traceOf } from "./trace-of-world.ts";

// Traces written by hand: SIP as text, hop by hop, with nothing of the machines that the checkers judge.

/** One hop of one message. */
export interface Line {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** Whether it gets there. */
  readonly arrives: boolean;
}

export interface Said {
  readonly uri: string;
  readonly callId: string;
  readonly from: string;
  readonly to: string;
  readonly cseq: string;
  readonly branch: string;
  readonly routes?: readonly string[];
  readonly headers?: readonly string[];
  readonly body?: string;
  /** Whether the relays record themselves. */
  readonly recorded?: boolean;
}

/** A request over a path: each relay puts its Via on top, takes its Route off, and counts down. */
export function request(method: string, path: readonly string[], said: Said): readonly Line[] {
  return path.slice(1).map((to, hop): Line => {
    const passed = path.slice(0, hop + 1);
    const relays = passed.slice(1);
    const routes = (said.routes ?? []).slice(relays.length);
    return line(path[hop] ?? "", to, [
      `${method} ${said.uri} SIP/2.0`,
      ...passed.toReversed().map((name) => viaOf(name, said.branch)),
      ...routes.map((name) => `Route: <sip:${name};lr>`),
      ...(said.recorded === true ? relays.toReversed().map((name) => `Record-Route: <sip:${name};lr>`) : []),
      `Max-Forwards: ${70 - hop}`,
      ...whose(said),
      ...(said.headers ?? []),
      ...content(said.body),
    ]);
  });
}

/** A response back over the path of its request; from the relay where it begins there. */
export function response(status: string, path: readonly string[], said: Said): readonly Line[] {
  const back = path.toReversed();
  return back.slice(1).map((to, hop): Line => {
    const left = path.slice(0, path.length - 1 - hop);
    const relays = path.slice(1, -1);
    return line(back[hop] ?? "", to, [
      `SIP/2.0 ${status}`,
      ...left.toReversed().map((name) => viaOf(name, said.branch)),
      ...(said.recorded === true ? relays.toReversed().map((name) => `Record-Route: <sip:${name};lr>`) : []),
      ...whose(said),
      ...(said.headers ?? []),
      ...content(said.body),
    ]);
  });
}

/** Over one hop only, as ACK to a failure, CANCEL and 100. */
export function hop(from: string, to: string, start: string, said: Said): Line {
  const client = start.startsWith("SIP/2.0") ? to : from;
  const vias = (said.routes ?? [client]).map((name) => viaOf(name, said.branch));
  const most = start.startsWith("SIP/2.0") ? [] : ["Max-Forwards: 70"];
  return line(from, to, [start, ...vias, ...most, ...whose(said), ...(said.headers ?? []), ...content(said.body)]);
}

function viaOf(name: string, branch: string): string {
  return `Via: SIP/2.0/UDP ${name};branch=z9hG4bK-${branch}-${name}`;
}

function whose({ from, to, callId, cseq }: Said): readonly string[] {
  return [`From: ${from}`, `To: ${to}`, `Call-ID: ${callId}`, `CSeq: ${cseq}`];
}

function content(body: string | undefined): readonly string[] {
  if (body === undefined) return ["Content-Length: 0", "", ""];
  const type = body.startsWith("v=") ? "application/sdp" : "message/sipfrag";
  return [`Content-Type: ${type}`, `Content-Length: ${body.length}`, "", body];
}

function line(from: string, to: string, lines: readonly string[]): Line {
  return { from, to, text: lines.join("\r\n"), arrives: true };
}

/** The trace of lines that follow each other, each sent and received; its step is its number. */
export function traceOfLines(lines: readonly Line[]): Trace {
  const events: TraceEvent[] = [];
  for (const [index, { from, to, text, arrives }] of lines.entries()) {
    const add = (event: "send" | "receive", time: number, cause: number | null) => {
      const envelope = { kind: "event", n: events.length + 1, time, phase: "flow", event, step: `${index + 1}`, hop: null } as const;
      events.push({ ...envelope, from, to, message: { kind: "sip", raw: text }, cause });
    };
    add("send", 20 * index, null);
    if (arrives) add("receive", 20 * index + 10, events.length);
  }
  return traceOf(events);
}

/** Changes the text of one line, by its number; the length of the body is made right again. */
export function edit(lines: readonly Line[], at: number, from: string | RegExp, to: string): readonly Line[] {
  return lines.map((one, index) => {
    if (index !== at - 1) return one;
    const text = one.text.replace(from, to);
    if (text === one.text) throw new Error(`line ${at} has nothing like ${from}:\n${one.text}`);
    const [, body = ""] = text.split(/\r\n\r\n(.*)/s);
    return { ...one, text: text.replace(/Content-Length: \d+/, `Content-Length: ${body.length}`) };
  });
}

export function drop(lines: readonly Line[], ...at: readonly number[]): readonly Line[] {
  return lines.filter((_, index) => !at.includes(index + 1));
}

export function insert(lines: readonly Line[], at: number, ...more: readonly Line[]): readonly Line[] {
  return [...lines.slice(0, at - 1), ...more, ...lines.slice(at - 1)];
}

/** The line goes to, or comes from, somebody else; what it says stays. */
export function redirect(lines: readonly Line[], at: number, change: Partial<Line>): readonly Line[] {
  return lines.map((one, index) => (index === at - 1 ? { ...one, ...change } : one));
}

export function move(lines: readonly Line[], from: number, to: number): readonly Line[] {
  const one = lines[from - 1];
  return one === undefined ? lines : insert(drop(lines, from), to, one);
}
