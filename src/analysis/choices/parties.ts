import type { Flow } from "../../model/flow.ts";
import { elementsOf, indexOf } from "../../model/walk.ts";
import type { LocalEvent } from "../local-view.ts";
import { project } from "../project.ts";
import { type Observed, observed } from "./observed.ts";

/** What somebody has to do with a choice. */
export interface ChoiceParty {
  readonly participant: string;
  /**
   * `decides`: it acts otherwise, by itself, or because of a decision of its own. `told`: what it receives first, or a timer, is another thing; or it acts
   * upon what another one has decided. `untold`: it acts otherwise, though another one decides and nothing has told it. `unsure`: it does the same next, and
   * does not know whether to wait for something before.
   */
  readonly standing: "decides" | "told" | "untold" | "unsure";
  /** The first thing that is not the same to it, either way; null where it has nothing more to do with the flow. */
  readonly firsts: readonly [LocalEvent | null, LocalEvent | null];
  /** The last thing that is the same either way; null where there is none. */
  readonly last: LocalEvent | null;
  /** For who decides: id of the action in which it does; null where none is drawn. */
  readonly decision: string | null;
  /** For who is told by what it acts upon: the reception of it. */
  readonly upon: LocalEvent | null;
}

interface Difference extends Pick<ChoiceParty, "participant" | "firsts" | "last"> {
  readonly before: readonly LocalEvent[];
  /** Whether what it does by itself is another thing, or only what it receives. */
  readonly acts: boolean;
  /** Whether it does the same next, and receives something before that one way. */
  readonly waits: boolean;
  /** Where what differs stands in the flow, either way. */
  readonly places: readonly [number, number];
}

/** A decision of somebody that somebody acts upon. */
interface Decision {
  readonly participant: string;
  /** Id of the action; null for what it is configured with. */
  readonly element: string | null;
}

/** Those for whom two ways of a flow are not the same. */
export function partiesOf(main: Flow, other: Flow): readonly ChoiceParty[] {
  const differences = differencesOf(main, other);
  const decisions = new Map(differences.filter(({ acts }) => acts).map((one) => [one.participant, decisionsBehind(one, main, other)]));
  // Who acts otherwise and upon nobody's decision has decided it.
  const byThemselves = differences
    .filter(({ acts, participant }) => acts && decisions.get(participant)?.length === 0)
    .sort((a, b) => placeOf(a, b) - placeOf(b, a));
  const deciders = new Map<string, string | null>();
  for (const { participant, element } of [...decisions.values()].flat()) if (element !== null) deciders.set(participant, element);
  const [first] = byThemselves;
  if (deciders.size === 0 && first !== undefined) deciders.set(first.participant, null);
  const parties = differences.map((difference): ChoiceParty => {
    const { participant, firsts, last, acts, waits } = difference;
    const known = decisions.get(participant) ?? [];
    const isTold = !acts || known.length > 0;
    const standing = deciders.has(participant) ? "decides" : waits ? "unsure" : isTold ? "told" : "untold";
    const upon = standing === "told" && acts ? uponOf(difference, main, other) : null;
    return { participant, standing, firsts, last, decision: deciders.get(participant) ?? null, upon };
  });
  const met = new Set(parties.map(({ participant }) => participant));
  const nothing = { standing: "decides", firsts: [null, null], last: null, upon: null } as const;
  // A decision of its own may change nothing for who decides.
  const unmoved = [...deciders].flatMap(([participant, decision]) => (met.has(participant) ? [] : [{ participant, decision, ...nothing }]));
  const all: readonly ChoiceParty[] = [...parties, ...unmoved];
  const order = new Map(main.participants.map(({ id }, at) => [id, at]));
  return all.toSorted((a, b) => (order.get(a.participant) ?? 0) - (order.get(b.participant) ?? 0));
}

function differencesOf(main: Flow, other: Flow): readonly Difference[] {
  const [views, others] = [project(main).views, project(other).views];
  const [order, otherOrder] = [orderOf(main), orderOf(other)];
  return [...views].flatMap(([participant, view]) => {
    const [one, two] = [observed(view), observed(others.get(participant) ?? null)];
    // Who only passes on does the same whatever it is.
    if ([...one, ...two].every(({ event }) => event.role === "relay")) return [];
    let at = 0;
    while (at < one.length && at < two.length && one[at]?.words === two[at]?.words) at += 1;
    const firsts = [one[at]?.event ?? null, two[at]?.event ?? null] as const;
    if (firsts[0] === null && firsts[1] === null) return [];
    const places = [order.get(firsts[0]?.element ?? "") ?? Infinity, otherOrder.get(firsts[1]?.element ?? "") ?? Infinity] as const;
    const before = one.slice(0, at).map(({ event }) => event);
    const isMixed = firsts[0] !== null && firsts[1] !== null && isOwn(firsts[0]) !== isOwn(firsts[1]);
    const waits = isMixed && nextOwn(one, at) !== null && nextOwn(one, at) === nextOwn(two, at);
    const acts = !waits && firsts.some((event) => event !== null && isOwn(event));
    return [{ participant, firsts, last: before.at(-1) ?? null, before, acts, waits, places }];
  });
}

/** The next thing that a participant does by itself, in words; null where there is none. */
function nextOwn(seen: readonly Observed[], from: number): string | null {
  return seen.slice(from).find(({ event }) => isOwn(event))?.words ?? null;
}

/** What a participant does of its own accord; it neither receives it nor is it a timer that tells it. */
export function isOwn({ kind }: LocalEvent): boolean {
  return kind !== "receive" && kind !== "expiry";
}

function orderOf(flow: Flow): ReadonlyMap<string, number> {
  return new Map([...elementsOf(flow.body)].map(({ id }, at) => [id, at]));
}

/** Compared where both have it, the usual way first. */
function placeOf(one: Difference, other: Difference): number {
  const way = Number.isFinite(one.places[0]) && Number.isFinite(other.places[0]) ? 0 : 1;
  return Math.min(one.places[way], Number.MAX_SAFE_INTEGER);
}

/**
 * The actions behind what a participant does otherwise: what it acts upon, what who sent that has acted upon, and so on. What it is configured with
 * has been decided before.
 */
function decisionsBehind({ participant, firsts }: Difference, main: Flow, other: Flow): readonly Decision[] {
  const found = new Map<string, Decision>();
  for (const [at, event] of firsts.entries()) {
    if (event === null || !isOwn(event)) continue;
    const flow = at === 0 ? main : other;
    const { messages, elements } = indexOf(flow);
    const seen = new Set<string>();
    const left = [...usedBy(event, flow)];
    for (let thing = left.pop(); thing !== undefined; thing = left.pop()) {
      if (seen.has(thing)) continue;
      seen.add(thing);
      const element = elements.get(thing);
      if (element?.kind === "action") found.set(thing, { participant: element.participant, element: thing });
      if (flow.givens.some((given) => given.kind === "knowledge" && given.participant === participant && given.item === thing))
        found.set(thing, { participant, element: null });
      left.push(...((element?.kind === "action" ? element.using : messages.get(thing)?.using) ?? []));
    }
  }
  const all = [...found.values()];
  const own = all.filter((one) => one.participant === participant);
  return own.length > 0 ? own : all;
}

/** What an event acts upon. */
function usedBy({ element }: LocalEvent, flow: Flow): readonly string[] {
  const { messages, elements } = indexOf(flow);
  const own = elements.get(element);
  if (own?.kind === "action") return own.using;
  return own?.kind === "hop" ? (messages.get(own.message)?.using ?? []) : [];
}

/** Where a participant has received what it acts upon. */
function uponOf({ firsts, before }: Difference, main: Flow, other: Flow): LocalEvent | null {
  const used = firsts.flatMap((event, at) => (event === null ? [] : usedBy(event, at === 0 ? main : other)));
  return before.find(({ kind, message }) => kind === "receive" && message !== null && used.includes(message.id)) ?? null;
}
