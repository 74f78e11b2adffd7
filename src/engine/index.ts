/** The reference engine: flow → trace. */
export type { Behaviour, Input, Output, Reaction, Remainder, TimerOrder } from "./behaviour.ts";
export { ENGINE_VERSION, type ExecuteOptions, type Execution, execute } from "./execute.ts";
