import type { Action, Hop, Timer } from "../model/element.ts";
import type { Message } from "../model/message.ts";
import { isFinalAnswer } from "./final-answer.ts";
import type { LocalEvent, Phase } from "./local-view.ts";
import { spotOf } from "./spot.ts";

/** A local view while the flow is walked. */
export interface ViewDraft {
  readonly sketch: ViewSketch;
  begin(phase: Phase): void;
  send(hop: Hop, message: Message | null): void;
  receive(hop: Hop, message: Message | null): void;
  act(action: Action): void;
  /** A condition or a reference is reached. */
  hold(element: string): void;
  timer(timer: Timer): void;
  /** Strands begin, one of them begins, all are over. */
  fork(): void;
  strand(): void;
  join(): void;
}

/** What has been walked so far. */
export interface ViewSketch {
  readonly participant: string;
  readonly configured: readonly string[];
  readonly events: readonly EventSketch[];
  /** Index of the event in which each thing is learnt first; -1 for what is configured. */
  readonly learnt: ReadonlyMap<string, number>;
}

/** A local event before it is known what is learnt too late. */
export interface EventSketch extends Omit<LocalEvent, "message" | "pair" | "unlearnt"> {
  readonly message: Message | null;
  pair: number | null;
  /** What it acts upon or passes on. */
  readonly using: readonly string[];
  /** What the protocol makes it wait for: a request before its answer, a final answer before its ACK. */
  readonly needs: readonly string[];
}

type Doing = Pick<EventSketch, "kind" | "element"> & Partial<Omit<EventSketch, "kind" | "element" | "index" | "phase" | "after" | "pair">>;

const none: readonly never[] = [];

export function newViewDraft(participant: string, configured: readonly string[]): ViewDraft {
  const events: EventSketch[] = [];
  const learnt = new Map<string, number>(configured.map((item) => [item, -1]));
  const met = new Map<string, number>();
  const unpaired = new Map<string, EventSketch>();
  const forks: { readonly before: readonly number[]; readonly ends: number[] }[] = [];
  let phase: Phase = "prelude";
  let latest: readonly number[] = [];

  const add = (doing: Doing): EventSketch => {
    const {
      kind,
      element,
      role = "end",
      peer = participant,
      message = null,
      next = null,
      timer = null,
      using = none,
      needs = none,
      makes = none,
    } = doing;
    const index = events.length;
    const after = role === "end" ? latest : none;
    const event = { index, phase, kind, role, element, peer, message, next, after, pair: null, timer, using, needs, makes };
    if (role === "end") latest = [index];
    events.push(event);
    return event;
  };
  const learn = (things: readonly string[], at: number): void => {
    for (const thing of things) if (!learnt.has(thing)) learnt.set(thing, at);
  };
  const pass = (kind: "send" | "receive", element: string, peer: string, message: Message | null): void => {
    if (message === null) {
      add({ kind, element, peer });
      return;
    }
    const { role, next, at } = spotOf(kind, participant, peer, message, met);
    const decides = kind === "send" && role === "end";
    const using = decides ? usedBy(message) : none;
    const needs = decides ? neededBy(message) : none;
    const event = add({ kind, element, role, peer, message, next, using, needs });
    if (role === "relay") pairUp(event, `${message.id}|${at}`, unpaired);
    learn([message.id, ...answerTo(message), ...message.carries.map(({ item }) => item)], event.index);
  };
  /** Leaves the strand that has been walked. */
  const leave = ({ before, ends }: { readonly before: readonly number[]; readonly ends: number[] }): void => {
    ends.push(...latest.filter((index) => !before.includes(index)));
  };

  return {
    sketch: { participant, configured, events, learnt },
    begin(next) {
      phase = next;
      latest = [];
    },
    send: ({ id, to }, message) => pass("send", id, to, message),
    receive: ({ id, from }, message) => pass("receive", id, from, message),
    act: ({ id, using, makes }) => learn([id, ...makes], add({ kind: "act", element: id, using, makes }).index),
    hold: (element) => void add({ kind: "condition", element }),
    timer({ id, name, event, duration }) {
      const kind = event === "start" ? "start-timer" : event === "stop" ? "stop-timer" : "expiry";
      add({ kind, element: id, timer: { name, duration } });
    },
    fork: () => void forks.push({ before: latest, ends: [] }),
    strand() {
      const fork = forks.at(-1);
      if (fork === undefined) return;
      leave(fork);
      latest = fork.before;
    },
    join() {
      const fork = forks.pop();
      if (fork === undefined) return;
      leave(fork);
      latest = fork.ends.length === 0 ? fork.before : fork.ends;
    },
  };
}

/** What a sender must have learnt: what it acts upon, and what it passes on without having made it. */
function usedBy(message: Message): readonly string[] {
  return [...message.using, ...message.carries.filter(({ made }) => !made).map(({ item }) => item)];
}

/** What stands for the final answer to a request, whichever it is. */
function answerTo({ role, answers, signal }: Message): readonly string[] {
  return role === "reply" && isFinalAnswer(signal) ? [`final answer to ${answers}`] : [];
}

function neededBy({ role, answers }: Message): readonly string[] {
  if (answers === null) return none;
  return role === "ack" ? [`final answer to ${answers}`] : [answers];
}

/** What a relay receives at a spot of the path goes with what it sends from there. @param unpaired halves that wait for the other half, by spot */
function pairUp(event: EventSketch, spot: string, unpaired: Map<string, EventSketch>): void {
  const other = unpaired.get(spot);
  if (other === undefined || other.kind === event.kind) {
    unpaired.set(spot, event);
    return;
  }
  unpaired.delete(spot);
  event.pair = other.index;
  other.pair = event.index;
}
