import type { Action, Hop, Timer } from "../model/element.ts";
import type { Flow } from "../model/flow.ts";
import type { Message } from "../model/message.ts";
import { indexOf } from "../model/walk.ts";
import { arrivalKey, type LocalEvent, type LocalView, type Phase, type Unlearnt } from "./local-view.ts";
import { originalId } from "./unfold.ts";

/** A local view while the flow is walked. */
export interface ViewDraft {
  begin(phase: Phase): void;
  send(hop: Hop, message: Message | null): void;
  receive(hop: Hop, message: Message | null): void;
  act(action: Action): void;
  hold(condition: string): void;
  timer(timer: Timer): void;
  fork(): void;
  strand(): void;
  join(): void;
  finish(names: ReadonlyMap<string, string>): LocalView;
}

/** A local event before it is known what is learnt too late. */
interface EventDraft extends Omit<LocalEvent, "after" | "pair" | "unlearnt"> {
  after: readonly number[];
  pair: number | null;
  readonly using: readonly string[];
  /** What the protocol makes it wait for: a request before its answer, a final answer before its ACK. */
  readonly needs: readonly string[];
}

export function newViewDraft(participant: string, flow: Flow): ViewDraft {
  const events: EventDraft[] = [];
  /** The event in which each thing is learnt; -1 for what is configured. */
  const learnt = new Map<string, number>();
  const configured = flow.givens.flatMap((given) => (given.kind === "knowledge" && given.participant === participant ? [given.item] : []));
  for (const item of configured) learnt.set(item, -1);
  /** Halves of relayed messages that wait for the other half, by message. */
  const unpaired = new Map<string, number[]>();
  const forks: { readonly before: readonly number[]; readonly ends: number[] }[] = [];
  let phase: Phase = "prelude";
  let latest: readonly number[] = [];

  const add = (event: Omit<EventDraft, "index" | "phase" | "after" | "pair">): EventDraft => {
    const draft: EventDraft = { ...event, index: events.length, phase, after: event.role === "end" ? latest : [], pair: null };
    if (event.role === "end") latest = [draft.index];
    events.push(draft);
    return draft;
  };
  const learn = (things: readonly string[], at: number) => {
    for (const thing of things) if (!learnt.has(thing)) learnt.set(thing, at);
  };
  const pass = (hop: Hop, message: Message | null, kind: "send" | "receive"): void => {
    const end = kind === "send" ? message?.path[0] : message?.path.at(-1);
    const inside = message?.path.slice(1, -1).some((point) => point.participant === participant) ?? false;
    const role = inside && end?.participant !== participant ? "relay" : "end";
    const sends = kind === "send" && role === "end" ? message : null;
    const event = add({
      kind,
      role,
      element: hop.id,
      peer: kind === "send" ? hop.to : hop.from,
      message,
      timer: null,
      using: sends === null ? [] : usedBy(sends),
      needs: sends === null ? [] : neededBy(sends),
    });
    if (role === "relay") pairUp(event, events, unpaired);
    if (message !== null) learn([message.id, ...answerTo(message), ...message.carries.map(({ item }) => item)], event.index);
  };

  return {
    begin(next) {
      phase = next;
      latest = [];
    },
    send: (hop, message) => pass(hop, message, "send"),
    receive: (hop, message) => pass(hop, message, "receive"),
    act(action) {
      const event = add({
        kind: "act",
        role: "end",
        element: action.id,
        peer: participant,
        message: null,
        timer: null,
        using: action.using,
        needs: [],
      });
      learn([originalId(action.id), action.id, ...action.makes], event.index);
    },
    hold(condition) {
      add({ kind: "condition", role: "end", element: condition, peer: participant, message: null, timer: null, using: [], needs: [] });
    },
    timer({ id, name, event, duration }) {
      const kind = event === "start" ? "start-timer" : event === "stop" ? "stop-timer" : "expiry";
      add({ kind, role: "end", element: id, peer: participant, message: null, timer: { name, duration }, using: [], needs: [] });
    },
    fork: () => void forks.push({ before: latest, ends: [] }),
    strand() {
      const fork = forks.at(-1);
      if (fork === undefined) return;
      fork.ends.push(...latest.filter((index) => !fork.before.includes(index)));
      latest = fork.before;
    },
    join() {
      const fork = forks.pop();
      if (fork === undefined) return;
      const ends = [...fork.ends, ...latest.filter((index) => !fork.before.includes(index))];
      latest = ends.length === 0 ? fork.before : ends;
    },
    finish: (names) => finishView(participant, events, learnt, configured, names, flow),
  };
}

/** What a sender must have learnt: what it acts upon, and what it passes on without having made it. */
function usedBy(message: Message): readonly string[] {
  return [...message.using, ...message.carries.filter(({ made }) => !made).map(({ item }) => item)];
}

/** What stands for the final answer to a request, whichever it is. */
function answerTo({ role, answers, signal }: Message): readonly string[] {
  const isFinal = signal.kind !== "sip-response" || signal.status >= 200;
  return role === "reply" && isFinal ? [`final answer to ${answers}`] : [];
}

function neededBy({ role, answers }: Message): readonly string[] {
  if (answers === null) return [];
  return role === "ack" ? [`final answer to ${answers}`] : [answers];
}

/** A relay's n-th reception of a message goes with its n-th sending. */
function pairUp(event: EventDraft, events: readonly EventDraft[], unpaired: Map<string, number[]>): void {
  const key = event.message?.id ?? "";
  const waiting = unpaired.get(key) ?? [];
  const other = events[waiting[0] ?? -1];
  if (other === undefined || other.kind === event.kind) {
    unpaired.set(key, [...waiting, event.index]);
    return;
  }
  unpaired.set(key, waiting.slice(1));
  event.pair = other.index;
  other.pair = event.index;
}

function finishView(
  participant: string,
  drafts: readonly EventDraft[],
  learnt: ReadonlyMap<string, number>,
  configured: readonly string[],
  names: ReadonlyMap<string, string>,
  flow: Flow,
): LocalView {
  const followers: number[][] = drafts.map(() => []);
  const roots: Record<Phase, number[]> = { prelude: [], flow: [] };
  const arrivals = new Map<string, number[]>();
  const peers: Record<string, string> = { [participant]: names.get(participant) ?? participant };
  const events = drafts.map(({ using, needs, ...draft }): LocalEvent => {
    // What was learnt in the prelude is known before the flow begins; it is not waited for.
    const earlier = [...using, ...needs].flatMap((what) => {
      const at = learnt.get(what) ?? -1;
      return at < draft.index && drafts[at]?.phase === draft.phase ? [at] : [];
    });
    const after = [...new Set([...draft.after, ...earlier])];
    for (const at of after) followers[at]?.push(draft.index);
    if (after.length === 0 && draft.role === "end") roots[draft.phase].push(draft.index);
    if (draft.kind === "receive" && draft.message !== null) {
      const key = arrivalKey(draft.peer, draft.message);
      const known = arrivals.get(key);
      if (known === undefined) arrivals.set(key, [draft.index]);
      else known.push(draft.index);
    }
    peers[draft.peer] = names.get(draft.peer) ?? draft.peer;
    return { ...draft, after, unlearnt: using.flatMap((what) => unlearntOf(what, draft.index, learnt, flow)) };
  });
  return { participant, names: peers, events, configured, roots, followers, arrivals };
}

function unlearntOf(what: string, index: number, learnt: ReadonlyMap<string, number>, flow: Flow): readonly Unlearnt[] {
  const at = learnt.get(what);
  if (at !== undefined && at < index) return [];
  return [{ what, name: nameOfThing(originalId(what), flow), later: at === undefined || at === index ? null : at }];
}

function nameOfThing(id: string, flow: Flow): string {
  const { messages, items, elements } = indexOf(flow);
  const element = elements.get(id);
  return messages.get(id)?.name ?? items.get(id) ?? (element?.kind === "action" ? "what another participant decides" : id);
}
