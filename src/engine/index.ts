/** The reference engine: flow → trace. */
export { type Execution, execute } from "./execute.ts";
