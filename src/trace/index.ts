/** Traces as files: written, read, compared; judged by what stands in them, and looked at moment by moment. */

export { isCapture } from "./capture/read-blocks.ts";
export { type Capture, readCapture } from "./capture/read-capture.ts";
export { writePcapng } from "./capture/write-pcapng.ts";
export { checkers, checkTrace, type TraceFinding } from "./checkers/index.ts";
export { compareTraces, type Difference } from "./compare-traces.ts";
export { momentsOf } from "./moments/moments-of.ts";
export { parseTrace } from "./parse-trace.ts";
export { writeTrace } from "./write-trace.ts";
