import { expect, test } from "vitest";
import type { Trace, TraceEvent } from "../../../src/model/trace.ts";
import { checkTrace } from "../../../src/trace/index.ts";
import { type Line, traceOfLines } from "./script.ts";
import { scripts } from "./scripts.ts";
import { traceOf } from "./trace-of-world.ts";

const wrongIn = (trace: Trace, isWhole = true) =>
  checkTrace(trace, { isWhole }).map(({ checker, step, reason }) => `${checker}, ${step}: ${reason}`);
const only = (trace: Trace, kind: TraceEvent["event"]) => traceOf(trace.events.filter(({ event }) => event === kind));

/** The same call of other people: nothing of one belongs to the other. */
function ofOthers(lines: readonly Line[]): readonly Line[] {
  return lines.map((line) => ({ ...line, text: line.text.replace(/call-1|reg-1/g, "$&-too").replace(/z9hG4bK/g, "z9hG4bKtoo") }));
}

const all = Object.entries(scripts);

test.each(all)("%s is right", (_, lines) => {
  expect(wrongIn(traceOfLines(lines))).toEqual([]);
});

test.each(all)("%s is right wherever a capture of it ends or begins", (_, lines) => {
  const { events } = traceOfLines(lines);
  for (let at = 0; at <= events.length; at += 1) {
    expect(wrongIn(traceOf(events.slice(0, at)), false)).toEqual([]);
    expect(wrongIn(traceOf(events.slice(at)), false)).toEqual([]);
  }
});

test.each(all)("%s is right where a capture has seen each message once, going or coming", (_, lines) => {
  expect(wrongIn(only(traceOfLines(lines), "send"))).toEqual([]);
  expect(wrongIn(only(traceOfLines(lines), "receive"))).toEqual([]);
});

test.each(all)("%s is right with every message sent twice, or lost the first time", (_, lines) => {
  expect(wrongIn(traceOfLines(lines.flatMap((line) => [line, line])))).toEqual([]);
  expect(wrongIn(traceOfLines(lines.flatMap((line) => [{ ...line, arrives: false }, line])))).toEqual([]);
});

test.each(all)("%s is right among other calls", (_, lines) => {
  for (const [, others] of all) {
    const [one, other] = [lines, ofOthers(others)];
    const mixed = Array.from({ length: Math.max(one.length, other.length) }, (_line, at) => [
      ...one.slice(at, at + 1),
      ...other.slice(at, at + 1),
    ]);
    expect(wrongIn(traceOfLines(mixed.flat()))).toEqual([]);
  }
});
