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

/** Runs one phase until nothing moves. @returns what went wrong in it */
export function runPhase(
  phase: Phase,
  parties: ReadonlyMap<string, Party>,
  network: Network,
  recorder: Recorder,
): readonly ElementFailure[] {
  const scheduler: Scheduler<Due> = newScheduler();
  const failures: ElementFailure[] = [];
  let turns = 0;
  const seats = new Map([...parties].map(([id, party]): [string, Seat] => [id, newSeat(party)]));
  for (const seat of seats.values()) react(seat, { kind: "start", phase }, { time: 0, cause: null, sent: null });
  for (let due = scheduler.next(); due !== null; due = scheduler.next()) {
    const { time, what } = due;
    switch (what.kind) {
      case "arrival": {
        const { sent, message } = what;
        react(seatOf(sent.to), { kind: "arrival", from: sent.from, message }, { time, cause: sent.n, sent });
        break;
      }
      case "timer": {
        const { seat, name, turn, cause } = what;
        if (seat.timers.get(name) !== turn) break;
        seat.timers.delete(name);
        react(seat, { kind: "timer", name }, { time, cause, sent: null });
      }
    }
  }
  return failures;

  /** Lets a party react, and carries out what it answers. */
  function react(seat: Seat, input: Input, { time, cause, sent }: Occasion): void {
    const { outputs, timers } = seat.party.react(input);
    const trigger = sent === null ? cause : recordArrival(seat, sent, time, outputs);
    for (const output of outputs) carryOut(seat, output, { time, cause: trigger, sent });
    for (const order of timers) setTimer(seat, order, time, trigger);
  }

  function setTimer(seat: Seat, { name, after, event }: TimerOrder, time: number, trigger: number | null): void {
    if (after === null) {
      seat.timers.delete(name);
      return;
    }
    turns += 1;
    seat.timers.set(name, turns);
    const cause = event === null ? trigger : (seat.recorded.get(event) ?? trigger);
    scheduler.plan(time + Math.max(0, after), { kind: "timer", seat, name, turn: turns, cause });
  }

  function recordArrival(seat: Seat, sent: TraceEvent, time: number, outputs: readonly Output[]): number {
    const accepted = outputs.find((output) => output.kind === "accept")?.event ?? null;
    const hop = accepted === null ? sent.hop : elementOf(seat, accepted);
    const { n } = recorder.record({
      time,
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

  function carryOut(seat: Seat, output: Output, { time, cause, sent }: Occasion): void {
    const { participant: from } = seat.party.view;
    switch (output.kind) {
      case "accept":
        return;
      case "fail": {
        const { event, reason, lacks } = output;
        failures.push({ element: event === null ? (sent?.hop ?? null) : elementOf(seat, event), reason, lacks });
        return;
      }
      case "act":
      case "send": {
        const local = output.event === null ? undefined : seat.party.view.events[output.event];
        const event = recorder.record({
          time,
          phase,
          event: output.kind === "send" ? "send" : traceKindOf(local),
          hop: local?.element ?? null,
          from,
          to: output.kind === "send" ? output.to : from,
          message: output.kind === "send" ? output.message : null,
          cause: causeOf(seat, local, cause),
        });
        if (output.event !== null) seat.recorded.set(output.event, event.n);
        if (output.kind === "send")
          for (const arrival of network(event)) scheduler.plan(arrival, { kind: "arrival", sent: event, message: output.message });
      }
    }
  }

  function seatOf(id: string): Seat {
    const seat = seats.get(id);
    if (seat === undefined) throw new Violation(`nobody is called "${id}"`);
    return seat;
  }
}
