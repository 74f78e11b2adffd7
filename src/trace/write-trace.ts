import type { Trace } from "../model/trace.ts";

/** A trace as JSON lines: header, events, outcome; keys in the order of the interfaces, so that the same run gives the same bytes. */
export function writeTrace({ header, events, outcome }: Trace): string {
  return `${[header, ...events, outcome].map((line) => JSON.stringify(line)).join("\n")}\n`;
}
