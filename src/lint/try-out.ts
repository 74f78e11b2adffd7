import type { Race } from "../analysis/races.ts";
import { type Execution, execute } from "../engine/index.ts";
import type { Flow } from "../model/flow.ts";
import type { TraceEvent } from "../model/trace.ts";
import { indexOf } from "../model/walk.ts";
import { checkTrace } from "../trace/index.ts";
import type { TryOut } from "./rule.ts";

const SEED = 1;

/** Executes flows to see what a race does. Apart from the rules, which are loaded without the engine. */
export const tryOut: TryOut = (flow) => {
  const reference = execute(flow, { seed: SEED });
  return reference.trace.outcome.ok ? (race) => outcomeOf(race, flow, reference) : () => null;
};

/** Makes the first message of a race late by just so much that the second comes first. */
function outcomeOf({ first, second }: Race, flow: Flow, reference: Execution): string | null {
  const { events } = reference.trace;
  const [one, other] = [arrivalOf(events, first.local.element), arrivalOf(events, second.local.element)];
  if (one === null || other === null) return null;
  if (other.n < one.n) return "a run without any fault has it so already, and succeeds";
  const { stepOf, elements } = indexOf(flow);
  const step = stepOf.get(first.local.element);
  const hit = elements.get(step?.covers.find((id) => elements.get(id)?.kind === "hop") ?? "");
  // A fault hits the first message of a step; an exchange has several, and what is not printed has no step.
  if (step === undefined || hit?.kind !== "hop" || hit.message !== first.local.message?.id) return null;
  const run = execute(flow, { seed: SEED, faults: [{ kind: "delay", step: step.number, by: other.time - one.time + 1 }] });
  const [late, early] = [arrivalOf(run.trace.events, first.local.element), arrivalOf(run.trace.events, second.local.element)];
  if (early === null || (late !== null && late.n < early.n)) return null;
  return toldOf(run, reference);
}

function toldOf(run: Execution, reference: Execution): string {
  const { outcome } = run.trace;
  const [failure] = [...outcome.failures, ...checkTrace(run.trace)];
  if (failure !== undefined) return `${failure.step === null ? "the run fails" : `step ${failure.step} fails`}: ${failure.reason}`;
  const unmet = outcome.expectations.find(({ ok }) => !ok);
  if (unmet !== undefined) return `it is not so at the end: ${unmet.text}`;
  const more = run.messages - reference.messages;
  if (more <= 0) return "the run succeeds all the same";
  return `the run succeeds after ${more === 1 ? "one message" : `${more} messages`} more`;
}

/** When what was sent over a hop arrives; a receiver may take it for another message that looks the same. */
function arrivalOf(events: readonly TraceEvent[], hop: string): TraceEvent | null {
  const sent = events.find((one) => one.phase === "flow" && one.event === "send" && one.hop === hop);
  return sent === undefined ? null : (events.find(({ event, cause }) => event === "receive" && cause === sent.n) ?? null);
}
