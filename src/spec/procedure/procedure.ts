import type { LocalEvent } from "../../analysis/local-view.ts";
import { componentsOf } from "../../analysis/media.ts";
import { project } from "../../analysis/project.ts";
import type { Flow } from "../../model/flow.ts";
import type { Message } from "../../model/message.ts";
import { aMessage, formOf, quotedMessage, theMessage } from "../../model/nouns.ts";
import { printProse } from "../../model/print-prose.ts";
import { elementsOf, indexOf } from "../../model/walk.ts";
import { ordinalOf } from "../ordinals.ts";
import { theParticipant } from "../sentence/nouns.ts";
import { requestOf, spokenName } from "../sentence/parts-of.ts";
import { listed, type Phrase, proseOf } from "../sentence/phrase.ts";
import { guardsOf } from "./guards-of.ts";
import { imperative } from "./imperative.ts";

/** What one participant shall do once something has happened to it. */
export interface Duty {
  /** What it waits for, each a phrase after "Upon": "receiving REFER from UE-1"; none for what it begins with. */
  readonly upon: readonly Phrase[];
  /** The guards of the fragments it stands in, from the outside to the inside: "if …", "until …". */
  readonly where: readonly string[];
  /** Each a phrase after "shall": "send INVITE to UE-2". */
  readonly does: readonly Phrase[];
}

/** A flow as one participant has to carry it out, from its projection: what it learns is what it acts upon, in that order. */
export function dutiesOf(flow: Flow, participant: string): readonly Duty[] {
  const view = project(flow).views.get(participant);
  const guards = guardsOf(flow);
  const seen = new Set<string>();
  const duties: { upon: Phrase[]; where: readonly string[]; does: Phrase[] }[] = [];
  let upon: { readonly phrase: Phrase; readonly message: Message | null }[] = [];
  const hears = listener(flow);
  const add = (event: LocalEvent, does: Phrase | null, given: readonly Phrase[] | null = null) => {
    if (does === null) return;
    // What answers or acknowledges waits for that alone; what came before it asks for nothing.
    const sent = event.kind === "send" ? messageOf(flow, event) : null;
    const awaited = upon.filter(({ message }) => sent !== null && message !== null && isAwaited(message, sent));
    const triggers = given ?? (awaited.length > 0 ? awaited : upon).map(({ phrase }) => phrase);
    const where = guards.get(event.element) ?? [];
    const last = duties.at(-1);
    if (triggers.length === 0 && last !== undefined && last.where.join("\n") === where.join("\n")) last.does.push(does);
    else duties.push({ upon: [...triggers], where, does: [does] });
    upon = [];
  };
  for (const event of view?.events ?? []) {
    // The turns of a loop are the same each time.
    const key = `${event.kind} ${event.element} ${event.peer}`;
    if (event.phase !== "flow" || seen.has(key)) continue;
    seen.add(key);
    const message = messageOf(flow, event);
    switch (event.kind) {
      case "receive":
        if (event.role === "end" && message !== null) upon.push({ phrase: hears(message, guards.get(event.element) ?? []), message });
        break;
      case "send":
        if (message === null) break;
        // What the clause does not print is the protocol's own; what came may still be what a printed step waits for.
        if (isHidden(flow, message)) upon = upon.filter(({ message: came }) => came === null || !isAwaited(came, message));
        else if (event.role === "relay") add(event, forwards(flow, message), [hears(message, guards.get(event.element) ?? [])]);
        else add(event, sends(flow, message));
        break;
      case "act":
        add(event, acts(flow, event.element));
        break;
      case "start-timer":
        add(event, `start timer ${event.timer?.name ?? ""}`);
        break;
      case "stop-timer":
        add(event, `stop timer ${event.timer?.name ?? ""}`);
        break;
      case "expiry":
        upon.push({ phrase: `expiry of timer ${event.timer?.name ?? ""}`, message: null });
        break;
      case "condition":
        break;
    }
  }
  return duties;
}

function messageOf(flow: Flow, { message }: LocalEvent): Message | null {
  return message === null ? null : (indexOf(flow).messages.get(message.id) ?? null);
}

/** Whether what came is what the other one answers, or the answer that it acknowledges. */
function isAwaited(came: Message, sent: Message): boolean {
  if (sent.role === "reply") return came.id === sent.answers;
  return sent.role === "ack" && came.role === "reply" && came.answers === sent.answers;
}

function endsOf({ path }: Message): { readonly origin: string; readonly target: string } {
  return { origin: path[0]?.participant ?? "", target: path.at(-1)?.participant ?? "" };
}

/** "200 OK for the INVITE", "a Join Session Notification", "ACK". */
function called(flow: Flow, message: Message): Phrase {
  const request = message.role === "reply" ? requestOf(flow, message) : null;
  const name = spokenName(flow, message);
  const said = formOf(name) === "infinitive" ? quotedMessage(name) : aMessage(name);
  if (request === null || formOf(request.name) === "infinitive" || name.includes(request.name)) return said;
  if (/\b(?:response|request)$/iu.test(name)) return said;
  return `${said} for ${theMessage(request.name)}`;
}

/** Says what is received; what has the same words as something before it, under the same guards, with what it has more, or how often it has come. */
function listener(flow: Flow): (message: Message, where: readonly string[]) => Phrase {
  const heard = new Map<string, Message[]>();
  return (message, where) => {
    const plain = received(flow, message);
    const words = [...where, printProse(proseOf(plain), flow)].join("\n");
    const before = (heard.get(words) ?? []).filter(({ id }) => id !== message.id);
    heard.set(words, [...before, message]);
    if (before.length === 0) return plain;
    const known = new Set(before.flatMap(({ carries }) => carries.map(({ item }) => item)));
    const more = message.carries.filter(({ item }) => !known.has(item));
    if (more.length > 0) return [plain, " with ", listed(more.map(({ item }) => ({ kind: "item", item }) as const))];
    return [plain, ` for the ${ordinalOf(before.length + 1)} time`];
  };
}

/** Whether the clause prints no hop of it. */
function isHidden(flow: Flow, { id }: Message): boolean {
  const { hopsOf, stepOf } = indexOf(flow);
  const hops = hopsOf.get(id) ?? [];
  return hops.length > 0 && hops.every((hop) => !stepOf.has(hop));
}

function received(flow: Flow, message: Message): Phrase {
  const from = theParticipant(flow, endsOf(message).origin);
  if (formOf(message.name) === "infinitive" && message.role !== "reply") return ["being asked by ", from, ` to ${message.name}`];
  // A name of the source says what it reports.
  const status = message.name === "NOTIFY" ? statusIn(message) : null;
  return ["receiving ", called(flow, message), " from ", from, status === null ? "" : ` that reports the status ${status}`];
}

function sends(flow: Flow, message: Message): Phrase {
  const { target } = endsOf(message);
  const [to, name] = [theParticipant(flow, target), message.name];
  const more = [describes(flow, message), includes(message), reports(message)];
  switch (message.role) {
    case "request":
    case "one-way":
      if (formOf(name) === "infinitive") return [message.role === "request" ? "ask " : "instruct ", to, ` to ${name}`, ...more];
      return [`send ${aMessage(name)} to `, to, ...more];
    case "reply":
      return ["send ", called(flow, message), " to ", to, ...more];
    case "ack": {
      const final = flow.messages.findLast(({ role, answers }) => role === "reply" && answers === message.answers);
      return [`send ${aMessage(name)} to `, to, final === undefined ? "" : [" for the ", called(flow, final)], ...more];
    }
  }
}

function forwards(flow: Flow, message: Message): Phrase {
  return ["forward it to ", theParticipant(flow, endsOf(message).target)];
}

function acts(flow: Flow, id: string): Phrase | null {
  for (const element of elementsOf(flow.body)) if (element.id === id && element.kind === "action") return imperative(flow, element);
  return null;
}

/** ", with an SDP offer of audio at the CMR Resource Server": the media, and who is to receive them. */
function describes(flow: Flow, { signal }: Message): Phrase {
  const description = signal.kind === "operation" ? null : signal.description;
  if (description === null) return "";
  const ways = new Map<string | null, string[]>();
  for (const { media, at } of description.lines) {
    const names = componentsOf(media, flow);
    if (names.length > 0) ways.set(at, [...(ways.get(at) ?? []), ...names]);
  }
  const said = [...ways].map(
    ([at, names]): Phrase => (at === null ? ["no ", listed(names)] : [listed(names), " to be received by ", theParticipant(flow, at)]),
  );
  return said.length === 0 ? "" : [`, with an SDP ${description.kind} that has `, listed(said)];
}

function includes({ carries }: Message): Phrase {
  return carries.length === 0 ? "" : [", including ", listed(carries.map(({ item }) => ({ kind: "item", item }) as const))];
}

/** What a NOTIFY says of the request that it is about (RFC 3515 §2.4.5). */
function statusIn({ signal }: Message): number | null {
  return signal.kind === "sip-request" ? (signal.subscription?.fragment ?? null) : null;
}

function reports(message: Message): Phrase {
  const status = statusIn(message);
  return status === null ? "" : `, reporting the status ${status}`;
}
