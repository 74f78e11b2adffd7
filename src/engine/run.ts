import type { Phase } from "../analysis/local-view.ts";
import type { TraceEvent, TraceMessage } from "../model/trace.ts";
import { Violation } from "../model/wrong.ts";
import type { Input, Output, TimerOrder } from "./behaviour.ts";
import type { ElementFailure } from "./drive.ts";
import type { Network } from "./network.ts";
import type { Party } from "./party.ts";
import type { Recorder } from "./recorder.ts";
import { newScheduler, type Scheduler } from "./scheduler.ts";
import { causeOf, elementOf, newSeat, type Seat, traceKindOf } from "./seat.ts";

type Due =
  | { readonly kind: "arrival"; readonly sent: TraceEvent; readonly message: TraceMessage }
  | { readonly kind: "timer"; readonly seat: Seat; readonly name: string; readonly turn: number; readonly cause: number | null };

/** What a party reacts to: when, because of which event, and what has arrived. */
interface Occasion {
  readonly time: number;
  readonly cause: number | null;
  readonly sent: TraceEvent | null;
}

/** One run of all parties: its time goes on from phase to phase, and so do the timers of the protocol. */
export interface Run {
  /** Until all is over that the views have for the phase, or nothing moves any more. @returns what went wrong in it */
  runPhase(phase: Phase): readonly ElementFailure[];
}

export function newRun(parties: ReadonlyMap<string, Party>, network: Network, recorder: Recorder): Run {
  const scheduler: Scheduler<Due> = newScheduler();
  const seats = new Map([...parties].map(([id, party]): [string, Seat] => [id, newSeat(party)]));
  let failures: ElementFailure[] = [];
  /** Failures that follow from what the protocol alone has said: told where nothing else is. */
  let endings: ElementFailure[] = [];
  let phase: Phase = "prelude";
  /** When the phase began. */
  let began = 0;
  let now = 0;
  let turns = 0;
  /** Messages on their way. */
  let flying = 0;
  /** Timers of the views that run. */
  let waiting = 0;
  return { runPhase };

  function runPhase(next: Phase): readonly ElementFailure[] {
    failures = [];
    endings = [];
    phase = next;
    began = now;
    for (const seat of seats.values()) react(seat, { kind: "start", phase }, { time: now, cause: null, sent: null });
    while (flying > 0 || !isOver()) {
      const due = scheduler.next();
      if (due === null) break;
      take(due.time, due.what);
    }
    return failures.length > 0 ? failures : endings;
  }

  /** Whether nothing but the protocol's own timers is left, which would change nothing any more. */
  function isOver(): boolean {
    if (waiting > 0) return false;
    if (failures.length + endings.length > 0) return true;
    for (const { party } of seats.values()) if (!party.isOver(phase)) return false;
    return true;
  }

  function take(time: number, what: Due): void {
    switch (what.kind) {
      case "arrival": {
        const { sent, message } = what;
        now = time;
        flying -= 1;
        const seat = seats.get(sent.to);
        if (seat === undefined) throw new Violation(`nobody is called "${sent.to}"`);
        react(seat, { kind: "arrival", from: sent.from, message }, { time, cause: sent.n, sent });
        return;
      }
      case "timer": {
        const { seat, name, turn, cause } = what;
        const timer = seat.timers.get(name);
        if (timer?.turn !== turn) return;
        now = time;
        stop(seat, name);
        react(seat, { kind: "timer", name }, { time, cause, sent: null });
      }
    }
  }

  /** Lets a party react, and carries out what it answers. */
  function react(seat: Seat, input: Input, { time, cause, sent }: Occasion): void {
    const { outputs, timers } = seat.party.react(input);
    const trigger = sent === null ? cause : recordArrival(seat, sent, time, outputs);
    for (const output of outputs) carryOut(seat, output, { time, cause: trigger, sent });
    for (const order of timers) setTimer(seat, order, time, trigger);
  }

  function stop(seat: Seat, name: string): void {
    if (seat.timers.get(name)?.isOfView === true) waiting -= 1;
    seat.timers.delete(name);
  }

  function setTimer(seat: Seat, { name, after, event }: TimerOrder, time: number, trigger: number | null): void {
    if (after === null) {
      stop(seat, name);
      return;
    }
    if (seat.timers.get(name)?.isOfView === true) waiting -= 1;
    turns += 1;
    if (event !== null) waiting += 1;
    seat.timers.set(name, { turn: turns, isOfView: event !== null });
    const cause = event === null ? trigger : (seat.recorded.get(event) ?? trigger);
    scheduler.plan(time + Math.max(0, after), { kind: "timer", seat, name, turn: turns, cause });
  }

  function recordArrival(seat: Seat, sent: TraceEvent, time: number, outputs: readonly Output[]): number {
    const accepted = outputs.find((output) => output.kind === "accept")?.event ?? null;
    const hop = accepted === null ? sent.hop : elementOf(seat, accepted);
    const { n } = recorder.record({
      time: time - began,
      phase,
      event: "receive",
      hop,
      from: sent.from,
      to: sent.to,
      message: sent.message,
      cause: sent.n,
    });
    if (accepted !== null) seat.recorded.set(accepted, n);
    return n;
  }

  /** Whether the same SIP has come to the same participant before: then it is nothing new that it fits nowhere. */
  function isAgain({ to, message }: TraceEvent): boolean {
    const isSame = (one: TraceEvent) =>
      one.event === "receive" && one.to === to && one.message?.kind === "sip" && message?.kind === "sip" && one.message.raw === message.raw;
    // The last one is this very arrival.
    return recorder.events.filter(isSame).length > 1;
  }

  function carryOut(seat: Seat, output: Output, { time, cause, sent }: Occasion): void {
    const { participant: from } = seat.party.view;
    switch (output.kind) {
      case "accept":
        return;
      case "fail": {
        const { event, ends = null, reason, lacks } = output;
        const hop = sent?.hop ?? null;
        // What the protocol alone has sent follows from something else that went wrong, which is told.
        if (event === null && sent !== null && ((hop === null && ends === null) || isAgain(sent))) return;
        const at = event ?? (hop === null ? ends : null);
        const list = event === null && at !== null ? endings : failures;
        list.push({ element: at === null ? hop : elementOf(seat, at), reason, lacks });
        return;
      }
      case "act":
      case "send": {
        const local = output.event === null ? undefined : seat.party.view.events[output.event];
        const event = recorder.record({
          time: time - began,
          phase,
          event: output.kind === "send" ? "send" : traceKindOf(local),
          hop: local?.element ?? null,
          from,
          to: output.kind === "send" ? output.to : from,
          message: output.kind === "send" ? output.message : null,
          cause: causeOf(seat, local, cause),
        });
        if (output.event !== null) seat.recorded.set(output.event, event.n);
        if (output.kind === "send" && seats.has(output.to)) {
          for (const arrival of network(event)) {
            flying += 1;
            scheduler.plan(began + arrival, { kind: "arrival", sent: event, message: output.message });
          }
        }
      }
    }
  }
}
