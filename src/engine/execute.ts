import { flowHash } from "../analysis/flow-hash.ts";
import { project } from "../analysis/project.ts";
import type { Flow } from "../model/flow.ts";
import { printLabel } from "../model/step-label.ts";
import { TRACE_VERSION, type Trace, type TraceEvent } from "../model/trace.ts";
import { indexOf, nameOf, stepsOf } from "../model/walk.ts";
import { type Drive, drive } from "./drive.ts";
import { followState } from "./end-state.ts";
import { judgeExpectations } from "./expectations.ts";
import { failuresOf } from "./failures.ts";
import { signalBehaviour } from "./signal-behaviour.ts";

/** Of the engine's behaviour: a trace of another one may differ. */
export const ENGINE_VERSION = "1";

export interface Execution {
  readonly trace: Trace;
  /** Printed numbers that were executed whole. */
  readonly steps: number;
  /** Trace events. */
  readonly events: number;
  /** Hops on the wire, the prelude's included. */
  readonly messages: number;
  readonly departures: readonly { readonly step: string | null; readonly source: string; readonly reason: string }[];
}

export interface ExecuteOptions {
  /** A whole number; the same one gives the same trace. */
  readonly seed: number;
  /** The variant that the flow has been resolved to, for the header; default: null. */
  readonly variant?: string | null;
}

/** Executes a flow in virtual time: each participant on its own local view. Never throws for what a flow says. */
export function execute(flow: Flow, { seed, variant = null }: ExecuteOptions): Execution {
  const { stepOf } = indexOf(flow);
  const labels = new Map(flow.steps.map((step) => [step, printLabel(step.number)]));
  const labelOf = (element: string | null): string | null => {
    const step = element === null ? undefined : stepOf.get(element);
    return step === undefined ? null : (labels.get(step) ?? null);
  };
  const { views } = project(flow);
  const run = drive(views, signalBehaviour, { seed, labelOf });
  const { state, failures: broken } = follow(flow, run.events);
  const failures = failuresOf(flow, { ...run, failures: [...run.failures, ...broken] });
  const expectations = judgeExpectations(flow, state);
  const ok = failures.length === 0 && expectations.every((expectation) => expectation.ok);
  return {
    trace: {
      kind: "trace",
      header: {
        kind: "header",
        format: "callflow-trace",
        version: TRACE_VERSION,
        engine: ENGINE_VERSION,
        flow: flow.id,
        variant,
        hash: flowHash(flow),
        seed,
      },
      events: run.events,
      outcome: { kind: "outcome", ok, failures, expectations },
    },
    steps: executedSteps(flow, run.events),
    events: run.events.length,
    messages: run.events.filter((event) => event.event === "send").length,
    departures: flow.departures.map(({ at, source, reason }) => {
      const first = at === null ? undefined : stepsOf(flow, at)[0];
      return { step: first === undefined ? null : (labels.get(first) ?? null), source, reason };
    }),
  };
}

/** What the trace leads to, and which conditions it did not meet on the way. */
function follow(flow: Flow, events: readonly TraceEvent[]) {
  const { elements } = indexOf(flow);
  const follower = followState();
  const failures: Drive["failures"][number][] = [];
  for (const event of events) {
    follower.see(event);
    const element = event.event === "condition" ? elements.get(event.hop ?? "") : undefined;
    if (element?.kind !== "condition" || element.holds === null) continue;
    const { holds } = element;
    const inSession = [...follower.now().legs.values()].some((leg) => leg.session === holds && leg.ends.includes(event.from));
    if (!inSession)
      failures.push({ element: element.id, reason: `${nameOf(flow, event.from)} does not have the session that is said to be up` });
  }
  return { state: follower.now(), failures };
}

function executedSteps(flow: Flow, events: readonly TraceEvent[]): number {
  const over = new Set(events.filter((event) => event.event !== "send" && event.hop !== null).map((event) => event.hop));
  const { elements } = indexOf(flow);
  const isOver = (id: string) => {
    const kind = elements.get(id)?.kind;
    return kind === "exchange" || kind === "fragment" || over.has(id);
  };
  return flow.steps.filter((step) => step.covers.every(isOver)).length;
}
