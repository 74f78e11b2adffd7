import type { Flow } from "../../model/flow.ts";
import { type TraceEvent, titleOf } from "../../model/trace.ts";
import { nameOf } from "../../model/walk.ts";

/** `  17  step 5   12 ms  send       S-CSCF → MMSC AS  REFER`. */
export function printEvent({ n, step, phase, time, event, from, to, message, hop }: TraceEvent, flow: Flow): string {
  const where = step === null ? (phase === "prelude" ? "prelude" : "") : `step ${step}`;
  const who = from === to ? nameOf(flow, from) : `${nameOf(flow, from)} → ${nameOf(flow, to)}`;
  const what = message === null ? (hop ?? "") : titleOf(message);
  return `${String(n).padStart(6)}  ${where.padEnd(10)}  ${`${time} ms`.padStart(9)}  ${event.padEnd(9)}  ${who}  ${what}`.trimEnd();
}
