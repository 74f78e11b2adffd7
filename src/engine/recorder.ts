import type { TraceEvent } from "../model/trace.ts";

/** An event before it has its number and its step. */
export type Happened = Omit<TraceEvent, "kind" | "n" | "step">;

/** Writes events down in the order in which they happen. */
export interface Recorder {
  readonly events: readonly TraceEvent[];
  record(happened: Happened): TraceEvent;
}

/** @param labelOf the printed label of an element; null where it is not printed */
export function newRecorder(labelOf: (element: string) => string | null): Recorder {
  const events: TraceEvent[] = [];
  return {
    events,
    record({ time, phase, event, hop, from, to, message, cause }) {
      const step = hop === null ? null : labelOf(hop);
      // The keys in the order of the interface, as they are written to a file.
      const recorded: TraceEvent = { kind: "event", n: events.length + 1, time, phase, event, step, hop, from, to, message, cause };
      events.push(recorded);
      return recorded;
    },
  };
}
