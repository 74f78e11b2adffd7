import type { Trace, TraceEvent } from "../model/trace.ts";

/** The first line in which two traces differ. */
export interface Difference {
  readonly kind: "header" | "event" | "outcome";
  /** From 1, in the file. */
  readonly line: number;
  /** The printed label of the event; null for the other lines. */
  readonly step: string | null;
  /** The fields that differ, in the order in which they are written. */
  readonly fields: readonly string[];
  /** The line as it stands in each; null where one has ended. */
  readonly expected: string | null;
  readonly actual: string | null;
}

/** @returns null where both say the same, byte for byte */
export function compareTraces(expected: Trace, actual: Trace): Difference | null {
  const [a, b] = [expected, actual].map(({ header, events, outcome }) => [header, ...events, outcome]);
  for (let at = 0; at < Math.max(a?.length ?? 0, b?.length ?? 0); at += 1) {
    const [left, right] = [a?.[at], b?.[at]];
    const [was, is] = [printed(left), printed(right)];
    if (was === is) continue;
    const told = left ?? right;
    const kind = told?.kind ?? "event";
    return {
      kind,
      line: at + 1,
      step: kind === "event" ? ((told as TraceEvent).step ?? null) : null,
      fields: fieldsOf(left, right),
      expected: was,
      actual: is,
    };
  }
  return null;
}

function printed(line: object | undefined): string | null {
  return line === undefined ? null : JSON.stringify(line);
}

function fieldsOf(a: object = {}, b: object = {}): readonly string[] {
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return [...new Set([...left.keys(), ...right.keys()])].filter((key) => JSON.stringify(left.get(key)) !== JSON.stringify(right.get(key)));
}
