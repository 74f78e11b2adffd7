import type { Flow } from "../../model/flow.ts";
import { printLabel, type StepNumber } from "../../model/step-label.ts";
import { indexOf } from "../../model/walk.ts";
import { type Execution, execute } from "../execute.ts";
import { type Fault, printFault } from "./fault.ts";

/**
 * What became of a run with a fault: nobody had to say anything again; it went on after something was said again; it ended with
 * a failure that somebody was told of; nothing moves any more and somebody still waits.
 */
export type FaultOutcome = "unharmed" | "recovered" | "failed" | "stuck";

export interface SweepRow {
  /** As a person writes it. */
  readonly fault: string;
  readonly kind: Fault["kind"];
  /** The printed label. */
  readonly step: string;
  readonly outcome: FaultOutcome;
  /** Messages more than without the fault. */
  readonly more: number;
  /** Where it failed, and the reason; null where it did not. */
  readonly at: string | null;
  readonly reason: string | null;
}

export interface SweepOptions {
  readonly seed?: number;
}

/** What a single message can suffer: longer than T1, so that it is said again, and shorter than any patience. */
const DELAY_MS = 600;

/** Tries every single loss, duplication and delay at every step at which something is sent. */
export function sweep(flow: Flow, { seed = 1 }: SweepOptions = {}): readonly SweepRow[] {
  const { messages } = execute(flow, { seed });
  return sentSteps(flow).flatMap((step) =>
    faultsAt(step).map((fault): SweepRow => {
      const execution = execute(flow, { seed, faults: [fault] });
      const [failure = { step: null, reason: null }] = execution.trace.outcome.failures;
      const more = execution.messages - messages;
      return {
        fault: printFault(fault),
        kind: fault.kind,
        step: printLabel(step),
        outcome: outcomeOf(execution, more),
        more,
        at: failure.step,
        reason: failure.reason,
      };
    }),
  );
}

function faultsAt(step: StepNumber): readonly Fault[] {
  return [
    { kind: "drop", step, always: false },
    { kind: "duplicate", step },
    { kind: "delay", step, by: DELAY_MS },
  ];
}

/** The numbers of the steps at which something is sent. */
export function sentSteps(flow: Flow): readonly StepNumber[] {
  const { elements } = indexOf(flow);
  return flow.steps.filter(({ covers }) => covers.some((id) => elements.get(id)?.kind === "hop")).map(({ number }) => number);
}

function outcomeOf({ trace, ending }: Execution, more: number): FaultOutcome {
  if (trace.outcome.ok) return more > 0 ? "recovered" : "unharmed";
  return ending === "stuck" ? "stuck" : "failed";
}
