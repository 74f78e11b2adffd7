import { isSip } from "../../analysis/local-view.ts";
import type { Element, Hop } from "../../model/element.ts";
import type { Flow } from "../../model/flow.ts";
import { compareNumbers, printLabel, type StepNumber } from "../../model/step-label.ts";
import type { Trace, TraceEvent } from "../../model/trace.ts";
import { indexOf } from "../../model/walk.ts";
import { type Execution, execute } from "../execute.ts";
import { type Fault, printFault } from "./fault.ts";
import { isPlaced, placeFault } from "./place-fault.ts";

/**
 * What became of a run with a fault: nobody had to say anything again; it went on after something was said again; it ended, and whoever
 * waited was told; somebody waits for ever, because no timer of the protocol ends it.
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
  /** Where it failed, and the reason, with why nothing mends it; null where it did not. */
  readonly at: string | null;
  readonly reason: string | null;
  /** Why it must not be so, whatever the flow says; null where it may. */
  readonly wrong: string | null;
}

export interface SweepOptions {
  readonly seed?: number;
  /** Judges a trace: what in it breaks a protocol. Default: nobody judges. @param isWhole whether it goes on until nothing moves */
  readonly check?: (trace: Trace, isWhole: boolean) => readonly { readonly event: number; readonly reason: string }[];
}

/** What a single message can suffer: longer than T1, so that it is said again, and shorter than any patience. */
const DELAY_MS = 600;

/** Tries every single fault at every step at which something is sent. */
export function sweep(flow: Flow, { seed = 1, check = () => [] }: SweepOptions = {}): readonly SweepRow[] {
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
      const outcome = outcomeOf(execution, fault, more);
      return {
        fault: printFault(fault),
        kind: fault.kind,
        step: printLabel(step),
        outcome,
        more,
        at: failure.step,
        reason: failure.reason === null ? null : `${failure.reason}${whyOf(fault, outcome, execution, flow)}`,
        wrong: violationIn(execution.trace, faultyIn(fault, flow), check) ?? unsurvived(fault, outcome, flow),
      };
    }),
  );
}

/** What somebody has done who is not the one that goes wrong. */
function violationIn(trace: Trace, faulty: string | null, check: NonNullable<SweepOptions["check"]>): string | null {
  const found = check(trace, trace.outcome.failures.length === 0).find(({ event }) => actorOf(trace.events[event - 1]) !== faulty);
  return found === undefined ? null : found.reason;
}

function actorOf(event: TraceEvent | undefined): string | null {
  return (event?.event === "receive" ? event.to : event?.from) ?? null;
}

function faultyIn(fault: Fault, flow: Flow): string | null {
  const placed = placeFault(fault, flow);
  if (placed.kind === "answer") return placed.by;
  return placed.kind === "silence" || placed.kind === "crash" ? placed.participant : null;
}

/** Why nothing mends it, where that lies in what SIP cannot do. */
function whyOf({ kind, ...fault }: Fault, outcome: FaultOutcome, { open }: Execution, flow: Flow): string {
  const { elements, messages } = indexOf(flow);
  const isAbstract = (element: Element | null | undefined): boolean => {
    const message = element?.kind === "hop" ? messages.get(element.message) : undefined;
    return message !== undefined && !isSip(message);
  };
  const isHit = "step" in fault && fault.step !== null && isAbstract(hopAt(fault.step, flow));
  if (kind === "drop" && isHit) return "; what is lost is no SIP, and nobody says it again";
  if (kind === "duplicate" && isHit) return "; it is no SIP, and nobody can tell that it is the same";
  if (outcome !== "stuck") return "";
  return open.some((id) => !isAbstract(elements.get(id)))
    ? "; no timer ends that, once the INVITE has a provisional answer (RFC 3261 §17.1.1.2)"
    : "; it is no SIP, and no timer ends the wait";
}

/** RFC 3261 §17: what a single message suffers on its way, the transactions make good. What is no SIP nobody repeats. */
function unsurvived(fault: Fault, outcome: FaultOutcome, flow: Flow): string | null {
  if (fault.kind !== "drop" && fault.kind !== "duplicate" && fault.kind !== "delay" && fault.kind !== "reorder") return null;
  const hop = hopAt(fault.step, flow);
  const message = hop === null ? undefined : indexOf(flow).messages.get(hop.message);
  if (outcome === "unharmed" || outcome === "recovered" || message === undefined || !isSip(message)) return null;
  return "SIP has to survive that a single message is lost, doubled, late or overtaken (RFC 3261 §17)";
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

function outcomeOf({ trace, ending }: Execution, { kind }: Fault, more: number): FaultOutcome {
  if (trace.outcome.ok) return more > 0 ? "recovered" : "unharmed";
  // Where somebody is gone, what comes next may have nobody to begin it, and nobody waits for it.
  const isGone = kind === "silence" || kind === "crash";
  return ending === "stuck" || (ending === "idle" && !isGone) ? "stuck" : "failed";
}
