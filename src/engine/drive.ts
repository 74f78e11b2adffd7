import type { LocalView, Phase } from "../analysis/local-view.ts";
import { originalId } from "../analysis/unfold.ts";
import type { TraceEvent, TraceMessage } from "../model/trace.ts";
import { Violation } from "../model/wrong.ts";
import type { Accountable, Input, Output, Remainder } from "./behaviour.ts";
import { newChance, newScheduler, type Scheduler } from "./scheduler.ts";

/** What one run has brought, before anybody judges it. */
export interface Drive {
  readonly events: readonly TraceEvent[];
  readonly failures: readonly ElementFailure[];
  readonly remainders: readonly (ElementFailure & Pick<Remainder, "standing" | "transaction">)[];
}

/** A failure and the element at which it happened, as the flow has it. */
export interface ElementFailure {
  readonly element: string | null;
  readonly reason: string;
}

type Due =
  | { readonly kind: "message"; readonly from: string; readonly to: string; readonly message: TraceMessage; readonly sent: TraceEvent }
  | { readonly kind: "timer"; readonly of: string; readonly name: string; readonly turn: number; readonly cause: number | null };

interface Party<State> {
  readonly view: LocalView;
  state: State;
  /** How often each timer has been started or stopped; a timer of an earlier turn is dead. */
  readonly timers: Map<string, number>;
}

/** A hop takes 5 to 14 virtual ms; messages between two neighbours keep their order. */
const FASTEST = 5;
const SPREAD = 10;

/**
 * Runs all participants in virtual time until nothing moves, first the prelude, then the flow.
 *
 * @param labelOf the printed label of an element
 */
export function drive<State>(
  views: ReadonlyMap<string, LocalView>,
  behaviour: Accountable<State>,
  { seed, labelOf }: { readonly seed: number; readonly labelOf: (element: string | null) => string | null },
): Drive {
  const parties = new Map(
    [...views].map(([id, view]): [string, Party<State>] => [id, { view, state: behaviour.begin(view), timers: new Map() }]),
  );
  const chance = newChance(seed);
  const events: TraceEvent[] = [];
  const failures: ElementFailure[] = [];
  for (const phase of ["prelude", "flow"] as const) runPhase(phase);
  return { events, failures, remainders: [...parties.values()].flatMap((party) => remaindersOf(party, behaviour)) };

  function runPhase(phase: Phase): void {
    const scheduler: Scheduler<Due> = newScheduler();
    const links = new Map<string, number>();
    for (const id of parties.keys()) give(id, { kind: "start", phase }, { time: 0, cause: null, sent: null });
    for (let due = scheduler.next(); due !== null; due = scheduler.next()) {
      const { time, what } = due;
      if (what.kind === "timer") {
        if (partyOf(what.of).timers.get(what.name) === what.turn)
          give(what.of, { kind: "timer", name: what.name }, { time, cause: what.cause, sent: null });
      } else give(what.to, { kind: "arrival", from: what.from, message: what.message }, { time, cause: what.sent.n, sent: what.sent });
    }

    /** Lets a participant react, and carries out what it answers. */
    function give(
      id: string,
      input: Input,
      { time, cause, sent }: { readonly time: number; readonly cause: number | null; readonly sent: TraceEvent | null },
    ): void {
      const party = partyOf(id);
      const reaction = behaviour.react(party.state, input);
      party.state = reaction.state;
      let because = cause;
      if (sent !== null) {
        const accepted = reaction.outputs.find((output) => output.kind === "accept");
        const element = accepted === undefined ? sent.hop : elementOf(party.view, accepted);
        because = record({ time, phase, event: "receive", element, from: sent.from, to: id, message: sent.message, cause }).n;
      }
      for (const output of reaction.outputs) carryOut(party, output, time, because, sent);
      for (const { name, after } of reaction.timers) {
        const turn = (party.timers.get(name) ?? 0) + 1;
        party.timers.set(name, turn);
        if (after !== null) scheduler.plan(time + after, { kind: "timer", of: id, name, turn, cause: because });
      }
    }

    function carryOut(party: Party<State>, output: Output, time: number, cause: number | null, sent: TraceEvent | null): void {
      const { participant } = party.view;
      switch (output.kind) {
        case "accept":
          return;
        case "fail":
          failures.push({ element: output.event === null ? (sent?.hop ?? null) : elementOf(party.view, output), reason: output.reason });
          return;
        case "act":
          record({
            time,
            phase,
            event: kindOf(party.view, output.event),
            element: elementOf(party.view, output),
            from: participant,
            to: participant,
            message: null,
            cause,
          });
          return;
        case "send": {
          const event = record({
            time,
            phase,
            event: "send",
            element: elementOf(party.view, output),
            from: participant,
            to: output.to,
            message: output.message,
            cause,
          });
          const link = `${participant}|${output.to}`;
          const arrival = Math.max(time + FASTEST + Math.floor(chance() * SPREAD), links.get(link) ?? 0);
          links.set(link, arrival);
          scheduler.plan(arrival, { kind: "message", from: participant, to: output.to, message: output.message, sent: event });
        }
      }
    }
  }

  function record({
    element,
    ...event
  }: Omit<TraceEvent, "kind" | "n" | "step" | "hop"> & { readonly element: string | null }): TraceEvent {
    const { time, phase, event: kind, from, to, message, cause } = event;
    const hop = element === null ? null : originalId(element);
    const made: TraceEvent = {
      kind: "event",
      n: events.length + 1,
      time,
      phase,
      event: kind,
      step: labelOf(hop),
      hop,
      from,
      to,
      message,
      cause,
    };
    events.push(made);
    return made;
  }

  function partyOf(id: string): Party<State> {
    const party = parties.get(id);
    if (party === undefined) throw new Violation(`no local view for participant "${id}"`);
    return party;
  }
}

function kindOf(view: LocalView, event: number): TraceEvent["event"] {
  const kind = view.events[event]?.kind;
  return kind === "condition" ? "condition" : kind === "act" ? "act" : "timer";
}

function elementOf(view: LocalView, { event }: { readonly event: number | null }): string | null {
  return event === null ? null : (view.events[event]?.element ?? null);
}

function remaindersOf<State>({ view, state }: Party<State>, behaviour: Accountable<State>): Drive["remainders"] {
  return behaviour.remainders(state).map(({ event, reason, ...rest }) => {
    const element = view.events[event]?.element ?? null;
    return { element: element === null ? null : originalId(element), reason, ...rest };
  });
}
