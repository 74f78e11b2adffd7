import type { Hop } from "../../model/element.ts";
import type { Flow } from "../../model/flow.ts";
import { compareNumbers, printLabel, type StepNumber } from "../../model/step-label.ts";
import { indexOf } from "../../model/walk.ts";
import { type Execution, execute } from "../execute.ts";
import { type Fault, printFault } from "./fault.ts";
import { isPlaced } from "./place-fault.ts";

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

/** Tries every single fault at every step at which something is sent. */
export function sweep(flow: Flow, { seed = 1 }: SweepOptions = {}): readonly SweepRow[] {
  const {
    messages,
    trace: { events },
  } = execute(flow, { seed });
  return sentSteps(flow).flatMap((step) =>
    faultsAt(step, flow).map((fault): SweepRow => {
      const execution = execute(flow, { seed, faults: [fault], undisturbed: events });
      // That it is lost says the fault itself.
      const [failure = { step: null, reason: null }] = execution.trace.outcome.failures.slice(execution.losses);
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

/** The answer that nobody has in mind who writes a flow: the server fails (RFC 3261 §21.5.1). */
const STATUS = 500;

/** What is sent there is lost, doubled, late, overtaken, or answered otherwise; who sends it falls silent, or crashes. */
function faultsAt(step: StepNumber, flow: Flow): readonly Fault[] {
  const participant = senderAt(step, flow);
  const isAnswered = isPlaced({ kind: "answer", step, status: STATUS }, flow) && isRequest(step, flow);
  return [
    { kind: "drop", step, always: false },
    { kind: "duplicate", step },
    { kind: "delay", step, by: DELAY_MS },
    { kind: "reorder", step },
    ...(isAnswered ? [{ kind: "answer", step, status: STATUS } as const] : []),
    { kind: "silence", participant, step },
    { kind: "crash", participant, step },
  ];
}

function hopAt(step: StepNumber, flow: Flow): Hop | null {
  const { elements } = indexOf(flow);
  for (const id of flow.steps.find(({ number }) => compareNumbers(number, step) === 0)?.covers ?? []) {
    const element = elements.get(id);
    if (element?.kind === "hop") return element;
  }
  return null;
}

function senderAt(step: StepNumber, flow: Flow): string {
  const id = hopAt(step, flow)?.from;
  return flow.participants.find((one) => one.id === id)?.name ?? id ?? "";
}

/** Of a request, the last hop: another answer to it is one fault, not one at each of its steps. */
function isRequest(step: StepNumber, flow: Flow): boolean {
  const { messages, hopsOf } = indexOf(flow);
  const hop = hopAt(step, flow);
  return hop !== null && messages.get(hop.message)?.role === "request" && hopsOf.get(hop.message)?.at(-1) === hop.id;
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
