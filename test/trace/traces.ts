import fc from "fast-check";
import { TRACE_VERSION, type Trace, type TraceEvent } from "../../src/model/trace.ts";

const words = fc.string({ unit: fc.oneof(fc.string(), fc.constantFrom("\n", "\r", "\u2028", '"', "\\", "é", "\ud83d\ude00")) });
const ids = fc.array(words, { maxLength: 3 });

const payloads = fc.array(
  fc.record({
    kind: fc.constant("authentication-vector" as const),
    item: words,
    rand: words,
    autn: words,
    xres: words,
    ck: words,
    ik: words,
  }),
  { maxLength: 2 },
);

const message: fc.Arbitrary<TraceEvent["message"]> = fc.option(
  fc.oneof(
    fc.record({ kind: fc.constant("sip" as const), raw: words }),
    fc.record({
      kind: fc.constant("named-signal" as const),
      name: words,
      role: fc.constantFrom("request" as const, "reply" as const, "ack" as const, "one-way" as const),
      transaction: words,
      via: ids,
      signal: fc.constant({ kind: "operation" as const, connects: [] }),
      carries: ids,
      payloads,
    }),
  ),
);

const event: fc.Arbitrary<TraceEvent> = fc.record({
  kind: fc.constant("event" as const),
  n: fc.nat(),
  time: fc.nat(),
  phase: fc.constantFrom("prelude" as const, "flow" as const),
  event: fc.constantFrom("send" as const, "receive" as const, "act" as const, "condition" as const, "timer" as const),
  step: fc.option(words),
  hop: fc.option(words),
  from: words,
  to: words,
  message,
  cause: fc.option(fc.nat()),
});

/** Any trace, also one that no engine would write. */
export const anyTrace: fc.Arbitrary<Trace> = fc.record({
  kind: fc.constant("trace" as const),
  header: fc.record({
    kind: fc.constant("header" as const),
    format: fc.constant("callflow-trace" as const),
    version: fc.constant(TRACE_VERSION),
    engine: words,
    flow: words,
    variant: fc.option(words),
    hash: words,
    seed: fc.nat(),
    faults: fc.array(words, { maxLength: 2 }),
  }),
  events: fc.array(event, { maxLength: 5 }),
  outcome: fc.record({
    kind: fc.constant("outcome" as const),
    ok: fc.boolean(),
    failures: fc.array(fc.record({ step: fc.option(words), reason: words }), { maxLength: 2 }),
    expectations: fc.array(fc.record({ text: words, ok: fc.boolean() }), { maxLength: 2 }),
  }),
});

/** A small one, to be damaged by hand. */
export const smallTrace: Trace = {
  kind: "trace",
  header: {
    kind: "header",
    format: "callflow-trace",
    version: TRACE_VERSION,
    engine: "1",
    flow: "call",
    variant: null,
    hash: "0".repeat(64),
    seed: 1,
    faults: [],
  },
  events: [1, 2, 3].map(
    (n): TraceEvent => ({
      kind: "event",
      n,
      time: 10 * n,
      phase: "flow",
      event: "act",
      step: String(n),
      hop: `a${n}`,
      from: "alice",
      to: "alice",
      message: null,
      cause: n === 1 ? null : n - 1,
    }),
  ),
  outcome: { kind: "outcome", ok: true, failures: [], expectations: [{ text: "it holds", ok: true }] },
};
