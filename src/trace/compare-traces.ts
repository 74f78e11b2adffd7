import type { Trace, TraceEvent } from "../model/trace.ts";

/** The first line in which two traces differ. */
export interface Difference {
  readonly kind: "header" | "event" | "outcome";
  /** From 1, in the file of the expected trace; where that has ended, the line that would follow. */
  readonly line: number;
  /** The printed label of the event; null for the other lines. */
  readonly step: string | null;
  /** The fields that differ, in the order in which they are written. */
  readonly fields: readonly string[];
  /** The line as it stands in each; null for an event that one of them does not have. */
  readonly expected: string | null;
  readonly actual: string | null;
}

/** Line by line, events by their place among the events. @returns null where both say the same, byte for byte */
export function compareTraces(expected: Trace, actual: Trace): Difference | null {
  const header = differ("header", 1, expected.header, actual.header);
  if (header !== null) return header;
  const count = Math.max(expected.events.length, actual.events.length);
  for (let at = 0; at < count; at += 1) {
    const event = differ("event", at + 2, expected.events[at], actual.events[at]);
    if (event !== null) return event;
  }
  return differ("outcome", count + 2, expected.outcome, actual.outcome);
}

function differ(kind: Difference["kind"], line: number, expected: object | undefined, actual: object | undefined): Difference | null {
  const [was, is] = [printed(expected), printed(actual)];
  if (was === is) return null;
  const step = kind === "event" ? stepOf(expected ?? actual) : null;
  return { kind, line, step, fields: fieldsOf(expected, actual), expected: was, actual: is };
}

function printed(line: object | undefined): string | null {
  return line === undefined ? null : JSON.stringify(line);
}

function stepOf(event: Partial<TraceEvent> | undefined): string | null {
  return event?.step ?? null;
}

function fieldsOf(a: object = {}, b: object = {}): readonly string[] {
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys].filter((key) => JSON.stringify(left.get(key)) !== JSON.stringify(right.get(key)));
}
