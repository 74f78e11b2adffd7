/** Traces as files: written, read, compared. */
export { compareTraces, type Difference } from "./compare-traces.ts";
export { parseTrace } from "./parse-trace.ts";
export { writeTrace } from "./write-trace.ts";
