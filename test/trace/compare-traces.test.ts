import fc from "fast-check";
import { expect, test } from "vitest";
import type { Trace, TraceEvent } from "../../src/model/trace.ts";
import { compareTraces, writeTrace } from "../../src/trace/index.ts";
import { anyTrace, smallTrace } from "./traces.ts";

/** Two traces that have much in common. */
const twoTraces = fc.tuple(anyTrace, anyTrace).chain(([a, b]) =>
  fc.tuple(
    fc.constant(a),
    fc.record({
      kind: fc.constant("trace" as const),
      header: fc.oneof({ weight: 9, arbitrary: fc.constant(a.header) }, fc.constant(b.header)),
      events: fc.oneof(fc.constant(a.events), fc.subarray([...a.events, ...b.events])),
      outcome: fc.constantFrom(a.outcome, b.outcome),
    }),
  ),
);

function changed(at: number, change: Partial<TraceEvent>): Trace {
  return { ...smallTrace, events: smallTrace.events.map((event, index) => (index === at ? { ...event, ...change } : event)) };
}

test("a trace does not differ from itself; two traces differ exactly where their bytes do", () => {
  fc.assert(
    fc.property(anyTrace, (trace) => {
      expect(compareTraces(trace, structuredClone(trace))).toBeNull();
    }),
  );
  fc.assert(
    fc.property(twoTraces, ([a, b]) => {
      const difference = compareTraces(a, b);
      expect(difference === null).toBe(writeTrace(a) === writeTrace(b));
      if (difference === null) return;
      const [left, right] = [writeTrace(a).split("\n"), writeTrace(b).split("\n")];
      expect(left.slice(0, difference.line - 1)).toEqual(right.slice(0, difference.line - 1));
      if (difference.expected !== null) expect(difference.expected).toBe(left[difference.line - 1]);
      if (difference.actual !== null) expect(difference.actual).toBe(right[difference.line - 1]);
    }),
  );
});

test("names the first event that differs, its step and its fields in their order", () => {
  const actual = { ...changed(1, { to: "bob", time: 21 }), outcome: { ...smallTrace.outcome, ok: false } };
  expect(compareTraces(smallTrace, actual)).toEqual({
    kind: "event",
    line: 3,
    step: "2",
    fields: ["time", "to"],
    expected: JSON.stringify(smallTrace.events[1]),
    actual: JSON.stringify(actual.events[1]),
  });
});

test("names the fields of a header and of an outcome", () => {
  const header = { ...smallTrace.header, seed: 2, hash: "1".repeat(64) };
  expect(compareTraces(smallTrace, { ...smallTrace, header })).toMatchObject({
    kind: "header",
    line: 1,
    step: null,
    fields: ["hash", "seed"],
  });
  const outcome = { ...smallTrace.outcome, ok: false };
  expect(compareTraces(smallTrace, { ...smallTrace, outcome })).toMatchObject({ kind: "outcome", line: 5, step: null, fields: ["ok"] });
});

test("an event that is missing or new is that event, not the outcome in its place", () => {
  const shorter = { ...smallTrace, events: smallTrace.events.slice(0, 2) };
  const last = smallTrace.events[2];
  expect(compareTraces(smallTrace, shorter)).toMatchObject({
    kind: "event",
    line: 4,
    step: "3",
    expected: JSON.stringify(last),
    actual: null,
  });
  expect(compareTraces(shorter, smallTrace)).toMatchObject({
    kind: "event",
    line: 4,
    step: "3",
    expected: null,
    actual: JSON.stringify(last),
  });
});

test("a value of another type differs", () => {
  expect(compareTraces(smallTrace, changed(0, { cause: 0 }))).toMatchObject({ kind: "event", line: 2, fields: ["cause"] });
});
