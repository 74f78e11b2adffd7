import type { Flow } from "../model/flow.ts";
import { advanced, type Clock, NOTHING, reach, together } from "./clock.ts";
import type { LocalEvent } from "./local-view.ts";
import { project } from "./project.ts";
import { type Happening, unfold } from "./unfold.ts";

/** Something that happens at one participant once the flow has begun: a send and its reception are two. */
export interface CausalEvent {
  /** From 0, in the order of the clause; a turn of a loop has events of its own. */
  readonly index: number;
  readonly participant: string;
  readonly local: LocalEvent;
  /** What brings it about beside the participant's own order: the send of a reception, a relay's reception of what it sends; null for a decision. */
  readonly source: number | null;
  /** When it happens at the earliest, were each hop to take one unit of time and nothing else any. */
  readonly depth: number;
}

/** Which events of a flow must happen before which others, whatever the network does. */
export interface CausalOrder {
  /** In the order of the clause, which the causal order never contradicts. */
  readonly events: readonly CausalEvent[];
  /** Indices of the events of an element, by its id, in order. */
  readonly eventsOf: ReadonlyMap<string, readonly number[]>;
  /** Whether one event must have happened when the other does. */
  isBefore(a: number, b: number): boolean;
  /** Whether one participant has them in this order in the clause; never in different strands of `par`. */
  isDrawnBefore(a: number, b: number): boolean;
  /**
   * The receptions of an end that the clause has before this one, but that nothing makes arrive before it. Empty for anything else.
   */
  overtaken(reception: number): readonly number[];
}

interface Told {
  /** What must have happened. */
  readonly enforced: Clock;
  /** The same, and all that stands before it in the clause: what holds when the participant goes on. */
  readonly done: Clock;
  /** Depth of what is done. */
  readonly depth: number;
  /** Where it stands; null for a relay's, which pass on what they know and have no order of their own. */
  readonly chain: Chain | null;
  readonly at: number;
}

/** Events of one participant, each after the one before it in the clause. */
interface Chain {
  readonly id: number;
  readonly events: number[];
}

const orders = new WeakMap<Flow, CausalOrder>();

/**
 * The causal order of a flow, made once for it. An end sends and acts only when everything before has happened; when something reaches
 * it is not for it to say. A relay passes on as things come. Needs time and space linear in the events, for each participant.
 */
export function causalOrderOf(flow: Flow): CausalOrder {
  const known = orders.get(flow);
  if (known !== undefined) return known;
  const made = makeOrder(flow);
  orders.set(flow, made);
  return made;
}

function makeOrder(flow: Flow): CausalOrder {
  const { views } = project(flow);
  const events: CausalEvent[] = [];
  const told: Told[] = [];
  const eventsOf = new Map<string, number[]>();
  const chains = new Map<string, Chain[]>();
  /** What comes directly after an event of a relay. */
  const next = new Map<number, number[]>();
  const cursors = new Map([...views].map(([id, view]) => [id, view.events.findIndex(({ phase }) => phase === "flow")]));
  /** Where the events of a participant stand among all, by their index in its view. */
  const placed = new Map([...views.keys()].map((id) => [id, new Map<number, number>()]));
  let chainCount = 0;

  const localOf = (participant: string): LocalEvent | undefined => {
    const at = cursors.get(participant) ?? -1;
    cursors.set(participant, at + 1);
    return views.get(participant)?.events[at];
  };
  const chainFor = (participant: string, before: Clock): Chain => {
    const own = chains.get(participant) ?? [];
    chains.set(participant, own);
    const free = own.find(({ id, events }) => reach(before, id) === events.length);
    if (free !== undefined) return free;
    const made = { id: chainCount, events: [] };
    chainCount += 1;
    own.push(made);
    return made;
  };
  const follow = (event: number, after: number | null): void => {
    if (after === null || told[after]?.chain !== null) return;
    const known = next.get(after);
    if (known === undefined) next.set(after, [event]);
    else known.push(event);
  };

  /** @param sent the send, of a reception */
  const add = (participant: string, sent: number | null): number | null => {
    const local = localOf(participant);
    if (local === undefined) return null;
    const index = events.length;
    const own = placed.get(participant);
    const after = local.after.flatMap((at) => own?.get(at) ?? []);
    const isRelay = local.role === "relay";
    const source = isRelay && local.kind === "send" && local.pair !== null ? (own?.get(local.pair) ?? null) : sent;
    const from = source === null ? null : (told[source] ?? null);
    const isReceived = local.kind === "receive";
    const arrival = (from?.depth ?? 0) + (isReceived ? 1 : 0);
    for (const one of new Set([...after, source])) follow(index, one);
    if (isRelay) {
      const enforced = from?.done ?? NOTHING;
      told.push({ enforced, done: enforced, depth: arrival, chain: null, at: 0 });
      events.push({ index, participant, local, source, depth: arrival });
    } else {
      const before = after.reduce((clock, at) => together(clock, told[at]?.done ?? NOTHING), NOTHING);
      const depth = after.reduce((latest, at) => Math.max(latest, told[at]?.depth ?? 0), arrival);
      const chain = chainFor(participant, before);
      const at = chain.events.push(index);
      const done = advanced(from === null ? before : together(before, from.done), chain.id, at);
      const enforced = isReceived ? (from?.done ?? NOTHING) : done;
      told.push({ enforced, done, depth, chain, at });
      events.push({ index, participant, local, source, depth: isReceived ? arrival : depth });
    }
    own?.set(local.index, index);
    const same = eventsOf.get(local.element);
    if (same === undefined) eventsOf.set(local.element, [index]);
    else same.push(index);
    return index;
  };
  const place = (happening: Happening): void => {
    switch (happening.kind) {
      case "hop": {
        const sent = add(happening.from, null);
        add(happening.to, sent);
        return;
      }
      case "action":
      case "timer":
        add(happening.participant, null);
        return;
      case "condition":
      case "reference":
        for (const participant of happening.participants) add(participant, null);
        return;
      case "parallel":
        for (const strand of happening.strands) for (const inner of strand) place(inner);
    }
  };
  for (const happening of unfold(flow).body) place(happening);

  const isBefore = (a: number, b: number): boolean => {
    const [one, other] = [told[a], told[b]];
    if (one === undefined || other === undefined || a >= b) return false;
    if (one.chain !== null) return reach(other.enforced, one.chain.id) >= one.at;
    return (next.get(a) ?? []).some((after) => after === b || isBefore(after, b));
  };
  return {
    events,
    eventsOf,
    isBefore,
    isDrawnBefore(a, b) {
      const [one, other] = [told[a], told[b]];
      if (one === undefined || other === undefined || a >= b || one.chain === null || events[a]?.participant !== events[b]?.participant)
        return false;
      return reach(other.done, one.chain.id) >= one.at;
    },
    overtaken(reception) {
      const event = events[reception];
      const it = told[reception];
      if (event === undefined || it === undefined || it.chain === null || event.local.kind !== "receive") return [];
      const found = (chains.get(event.participant) ?? []).flatMap(({ id, events: inChain }) =>
        inChain.slice(reach(it.enforced, id), reach(it.done, id)).filter((at) => at < reception && events[at]?.local.kind === "receive"),
      );
      return found.sort((a, b) => a - b);
    },
  };
}
