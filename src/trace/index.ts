/** Traces as files: written, read, compared; and judged by what stands in them. */
export { checkers, checkTrace, type TraceFinding } from "./checkers/index.ts";
export { compareTraces, type Difference } from "./compare-traces.ts";
export { parseTrace } from "./parse-trace.ts";
export { writeTrace } from "./write-trace.ts";
