import { flowHash } from "../analysis/flow-hash.ts";
import { project } from "../analysis/project.ts";
import { relayedCancelsOf } from "../analysis/relayed-cancels.ts";
import { MOST_REPEATED } from "../analysis/unfold.ts";
import type { Fragment } from "../model/element.ts";
import type { Flow } from "../model/flow.ts";
import { printLabel } from "../model/step-label.ts";
import { TRACE_VERSION, type Trace, type TraceEvent, type TraceHeader } from "../model/trace.ts";
import { indexOf, stepsOf } from "../model/walk.ts";
import { newMargin } from "../sip/margin.ts";
import { type Drive, drive, type ElementFailure } from "./drive.ts";
import { executedSteps } from "./executed-steps.ts";
import { judgeExpectations } from "./expectations.ts";
import { failuresOf } from "./failures.ts";
import { disturb } from "./faults/disturb.ts";
import { type Fault, printFault } from "./faults/fault.ts";
import { follow } from "./follow.ts";
import { lossesOf } from "./losses.ts";
import { type Network, reliableNetwork } from "./network.ts";
import { participantBehaviour } from "./participant-behaviour.ts";
import { newParty } from "./party.ts";
import { type Recovery, recoveriesIn } from "./recoveries.ts";
import type { Upset } from "./sip/security.ts";

/** Of the engine's behaviour: a trace of another one may differ. */
const ENGINE_VERSION = "4";

export interface Execution {
  readonly trace: Trace;
  /** Printed numbers that were executed whole. */
  readonly steps: number;
  /** Trace events. */
  readonly events: number;
  /** Hops on the wire, the prelude's included. */
  readonly messages: number;
  readonly departures: readonly { readonly step: string | null; readonly source: string; readonly reason: string }[];
  /** How many of the failures, which stand first, are messages that were lost on purpose; the others follow from them. */
  readonly losses: number;
  /** What went wrong, and was mended by messages that the flow does not have. */
  readonly recoveries: readonly Recovery[];
  /** Whether all views are done; something has failed; nothing moves and a transaction is open for ever; or nothing moves, and nobody has begun what comes next. */
  readonly ending: "done" | "failed" | "stuck" | "idle";
  /** Elements of the flow at which somebody waits for an answer when nothing moves any more. */
  readonly open: readonly string[];
}

export interface ExecuteOptions {
  /** A whole number; the same one gives the same trace. */
  readonly seed: number;
  /** The variant that the flow has been resolved to, for the header; default: null. */
  readonly variant?: string | null;
  /** What is otherwise with a participant than it ought to be, by its id; default: nothing. */
  readonly upsets?: { readonly [participant: string]: Upset };
  /** What goes wrong on the way and with participants; default: nothing. */
  readonly faults?: readonly Fault[];
  /** The events of the same run without faults, for who has them already. */
  readonly undisturbed?: readonly TraceEvent[];
}

/**
 * Executes a flow in virtual time: each participant on its own local view. Never throws for what a flow says.
 *
 * @throws BadInput for a fault that the flow has no place for
 */
export function execute(flow: Flow, { seed, variant = null, upsets = {}, faults = [], undisturbed }: ExecuteOptions): Execution {
  const labels = labelsIn(flow);
  const labelOf = (id: string): string | null => labels.get(id) ?? null;
  const { views, cut } = project(flow);
  const disturbance = disturb(faults, flow, () => undisturbed ?? execute(flow, { seed, upsets }).trace.events);
  const behaviour = participantBehaviour({ ...upsets, ...disturbance.upsets });
  const run = drive(views, {
    partyOf: (view) => disturbance.party(newParty(behaviour, view, seed)),
    network: disturbance.network(losing(flow, reliableNetwork(seed))),
    labelOf,
  });
  const { state, failures: unmet } = follow(flow, run.events);
  const consequences = failuresOf(flow, { ...run, failures: [...cut.map(tooOften), ...relayedCancels(flow), ...run.failures, ...unmet] });
  const expectations = judgeExpectations(flow, state);
  const losses = consequences.length === 0 ? [] : lossesOf(flow, disturbance.lost, run.events);
  const failures = [...losses, ...consequences];
  const ok = failures.length === 0 && expectations.every((expectation) => expectation.ok);
  const header: TraceHeader = {
    kind: "header",
    format: "callflow-trace",
    version: TRACE_VERSION,
    engine: ENGINE_VERSION,
    flow: flow.id,
    variant,
    hash: flowHash(flow),
    seed,
    faults: faults.map(printFault),
  };
  return {
    trace: { kind: "trace", header, events: run.events, outcome: { kind: "outcome", ok, failures, expectations } },
    steps: executedSteps(flow, run.events).length,
    events: run.events.length,
    messages: run.events.filter((event) => event.event === "send").length,
    losses: losses.length,
    recoveries: recoveriesIn(flow, run.events),
    departures: flow.departures.map(({ at, source, reason }) => {
      const first = at === null ? undefined : stepsOf(flow, at)[0];
      return { step: first === undefined ? null : printLabel(first.number), source, reason };
    }),
    ending: endingOf(run),
    open: run.remainders.flatMap(({ isOpen, element }) => (isOpen && element !== null ? [element] : [])),
  };
}

const labelled = newMargin<Flow, ReadonlyMap<string, string>>();

/** Printed labels by element. */
function labelsIn(flow: Flow): ReadonlyMap<string, string> {
  const known = labelled.read(flow);
  if (known !== undefined) return known;
  const made = new Map([...indexOf(flow).stepOf].map(([id, { number }]) => [id, printLabel(number)]));
  labelled.note(flow, made);
  return made;
}

function endingOf({ failures, remainders }: Pick<Drive, "failures" | "remainders">): Execution["ending"] {
  if (failures.length > 0) return "failed";
  if (remainders.length === 0) return "done";
  return remainders.some(({ isOpen }) => isOpen) ? "stuck" : "idle";
}

/** What the flow itself has get lost never arrives. */
function losing(flow: Flow, network: Network): Network {
  const { elements } = indexOf(flow);
  const isLost = (id: string | null) => {
    const element = id === null ? undefined : elements.get(id);
    return element?.kind === "hop" && element.lost === true;
  };
  return (sent) => (isLost(sent.hop) ? [] : network(sent));
}

/** What the proxies do is right; what the flow says of it is not, and nobody would notice. */
function relayedCancels(flow: Flow): readonly ElementFailure[] {
  const { hopsOf } = indexOf(flow);
  return relayedCancelsOf(flow).map(({ answer, answerer, drawn, instead }) => {
    const reason = `${answerer} answers the CANCEL by itself (RFC 3261 §9.2, §16.10), but the flow has ${drawn} answer it from end to end; write one CANCEL for each hop, each with its reply(200): ${instead}`;
    return { element: hopsOf.get(answer.id)?.[0] ?? null, reason, lacks: null };
  });
}

function tooOften({ id, times }: Fragment): ElementFailure {
  const reason = `the loop asks for ${times} turns; more than ${MOST_REPEATED} repeated elements are not executed`;
  return { element: id, reason, lacks: null };
}
