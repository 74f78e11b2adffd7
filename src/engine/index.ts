/** The reference engine: flow → trace. */
export type { Behaviour, Input, Output, Reaction, Remainder, TimerOrder } from "./behaviour.ts";
export { ENGINE_VERSION, type ExecuteOptions, type Execution, execute } from "./execute.ts";
export { type Fault, type FaultForm, faultForms, type Overtaking, printFault } from "./faults/fault.ts";
export { parseFault } from "./faults/parse-fault.ts";
export { type FaultOutcome, type SweepOptions, type SweepRow, sweep } from "./faults/sweep.ts";
