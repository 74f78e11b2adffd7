/** The reference engine: flow → trace. */
export { type Execution, execute } from "./execute.ts";
export { type Fault, faultForms } from "./faults/fault.ts";
export { parseFault } from "./faults/parse-fault.ts";
export { type FaultOutcome, type SweepRow, sweep } from "./faults/sweep.ts";
