import type { Failure, Trace } from "../model/trace.ts";
import { checkers, checkTrace } from "../trace/index.ts";

/** What is to be said of an execution. */
export interface Judgement {
  readonly ok: boolean;
  readonly failures: readonly Failure[];
  /** How many checkers have read the trace; 0 where a step has failed and they would only tell what follows from it. */
  readonly checkers: number;
}

/** The engine's own verdict, and that of the checkers, which read only the trace. */
export function judge(trace: Trace): Judgement {
  const { ok, failures } = trace.outcome;
  if (failures.length > 0) return { ok, failures, checkers: 0 };
  const found = checkTrace(trace).map(
    ({ step, reason, clause, checker }): Failure => ({ step, reason: `${reason} (${clause}; ${checker})` }),
  );
  return { ok: ok && found.length === 0, failures: found, checkers: checkers.length };
}
