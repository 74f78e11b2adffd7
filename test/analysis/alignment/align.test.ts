import { path, proxy, ue } from "callflow";
import { sip } from "callflow/sip";
import fc from "fast-check";
import { expect, test } from "vitest";
import { align } from "../../../src/analysis/alignment/align.ts";
import type { Discrepancy, Spot } from "../../../src/analysis/alignment/discrepancy.ts";
import { causalOrderOf } from "../../../src/analysis/causal-order.ts";
import { execute } from "../../../src/engine/index.ts";
import type { Flow, Step } from "../../../src/model/flow.ts";
import { printLabel } from "../../../src/model/step-label.ts";
import type { Trace, TraceEvent } from "../../../src/model/trace.ts";
import { indexOf } from "../../../src/model/walk.ts";
import { allFlows, sixFlows } from "../../engine/six-flows.ts";
import { flowOf } from "../../engine/small-flow.ts";

const traceOf = (flow: Flow, seed = 1): Trace => execute(flow, { seed }).trace;

/** A trace as it was written, as one of a flow that has changed, and as one that knows nothing of the flow. */
const readings = {
  own: (trace: Trace) => trace,
  old: (trace: Trace) => ({ ...trace, header: { ...trace.header, hash: "another" } }),
  foreign: (trace: Trace) => ({
    ...trace,
    header: { ...trace.header, hash: "another" },
    events: trace.events.map((event) => ({ ...event, hop: null, step: null, cause: null })),
  }),
} as const;
const each = Object.entries(readings);

const labelOf = ({ step, after }: Spot): string =>
  step === null ? `after ${after === null ? "nothing" : printLabel(after.number)}` : printLabel(step.number);

/** "missing 3", "arrival 3", "extra INFO after 3", "moved 3 before 4". */
function told(discrepancy: Discrepancy): string {
  switch (discrepancy.kind) {
    case "missing":
      return `${discrepancy.what === "all" ? "missing" : discrepancy.what} ${labelOf(discrepancy.at)}`;
    case "instead":
      return `${discrepancy.found.message} in ${labelOf(discrepancy.at)}`;
    case "extra":
      return `extra ${discrepancy.found.message} after ${discrepancy.after === null ? "nothing" : printLabel(discrepancy.after.number)}`;
    case "repeated":
      return `${discrepancy.times} more of ${labelOf(discrepancy.at)}`;
    case "moved":
      return `moved ${labelOf(discrepancy.at)} ${discrepancy.how} ${labelOf(discrepancy.past)}`;
  }
}

const toldOf = (trace: Trace, flow: Flow) => align(trace, flow).discrepancies.map(told);
const withEvents = (trace: Trace, events: readonly TraceEvent[]): Trace => ({ ...trace, events });

/** The steps that an event of the trace can be of: the one it names, else the one before the element. */
function spotOf(flow: Flow, { hop }: TraceEvent): string {
  const { stepOf, elements } = indexOf(flow);
  let after: Step | null = null;
  for (const id of elements.keys()) {
    const step = stepOf.get(id);
    if (id === hop) return step === undefined ? `after ${after === null ? "nothing" : printLabel(after.number)}` : printLabel(step.number);
    after = step ?? after;
  }
  throw new Error(`no ${hop}`);
}

test.each(each)("a trace of a flow is aligned with it, whatever the seed and the order of what happens at the same time: %s", (_, read) => {
  for (const { name, flow } of allFlows) {
    for (let seed = 1; seed <= 4; seed += 1) {
      const { discrepancies, renumbered, matched } = align(read(traceOf(flow, seed)), flow);
      expect({ discrepancies, renumbered }, `${name}, seed ${seed}`).toEqual({ discrepancies: [], renumbered: [] });
      expect(matched).toBe(causalOrderOf(flow).events.length);
    }
  }
});

test.each(each)("a step that is taken out is missing, and nothing else: %s", (reading, read) => {
  let count = 0;
  for (const { name, flow } of allFlows) {
    const trace = traceOf(flow);
    for (const { number, covers, kind } of flow.steps) {
      // Where nobody has written down any decision, none is missed.
      if (reading === "foreign" && kind !== "message" && kind !== "exchange") continue;
      const events = trace.events.filter(({ hop }) => hop === null || !covers.includes(hop));
      if (events.length === trace.events.length) continue;
      const found = new Set(toldOf(read(withEvents(trace, events)), flow));
      expect([...found], `${name}, step ${printLabel(number)}`).toEqual([`missing ${printLabel(number)}`]);
      count += 1;
    }
  }
  expect(count).toBeGreaterThan(200);
});

test.each(each)("what is sent and does not arrive: %s", (_, read) => {
  for (const { name, flow } of allFlows) {
    const trace = traceOf(flow);
    for (const event of trace.events) {
      if (event.phase === "prelude" || event.event !== "receive") continue;
      const found = toldOf(
        read(
          withEvents(
            trace,
            trace.events.filter((one) => one !== event),
          ),
        ),
        flow,
      );
      expect(found, `${name}, ${event.hop}`).toEqual([`arrival ${spotOf(flow, event)}`]);
    }
  }
});

test.each(each)("neighbours that change places: one has moved where one needs the other, else nothing has: %s", (_, read) => {
  let moved = 0;
  let free = 0;
  for (const { name, flow } of allFlows) {
    const trace = traceOf(flow);
    const { eventsOf, events: causal, isBefore } = causalOrderOf(flow);
    const causalOf = ({ hop, event, from, to }: TraceEvent) =>
      eventsOf
        .get(hop ?? "")
        ?.find(
          (at) => causal[at]?.participant === (event === "receive" ? to : from) && (event !== "send" || causal[at]?.local.kind === "send"),
        ) ?? -1;
    for (const [at, event] of trace.events.entries()) {
      const next = trace.events[at + 1];
      if (event.phase === "prelude" || next === undefined) continue;
      const events = trace.events.with(at, next).with(at + 1, event);
      const found = toldOf(read(withEvents(trace, events)), flow);
      const where = `${name}, ${event.event} ${event.hop} and ${next.event} ${next.hop}`;
      if (!isBefore(causalOf(event), causalOf(next))) {
        expect(found, where).toEqual([]);
        free += 1;
        continue;
      }
      moved += 1;
      const [one, other] = [spotOf(flow, event), spotOf(flow, next)];
      expect([[`moved ${one} after ${other}`], [`moved ${other} before ${one}`]], where).toContainEqual(found);
    }
  }
  expect(moved).toBeGreaterThan(400);
  expect(free).toBeGreaterThan(20);
});

test.each(each)("what the flow does not have stands after what its sender has had: %s", (_, read) => {
  for (const { name, flow } of allFlows) {
    const trace = traceOf(flow);
    for (const [at, event] of trace.events.entries()) {
      if (event.phase === "prelude" || event.event !== "send" || event.message?.kind !== "sip") continue;
      const raw = `INFO sip:x SIP/2.0\r\nCSeq: ${at} INFO\r\n\r\n`;
      const one = { ...event, n: 10_001, hop: null, step: null, cause: null, message: { kind: "sip", raw } } as const;
      const events = trace.events.toSpliced(at + 1, 0, one, { ...one, n: 10_002, event: "receive", cause: 10_001 });
      const found = toldOf(read(withEvents(trace, events)), flow);
      const after = spotOf(flow, event).replace("after ", "");
      const arrives = found.length === 2 ? found.filter((entry) => !entry.startsWith("extra INFO")) : [];
      expect(found[0], `${name}, ${event.hop}`).toBe(`extra INFO after ${after}`);
      expect(arrives).toEqual([]);
    }
  }
});

test.each(each)("an answer that is another one stands in its place: %s", (_, read) => {
  for (const { name, flow } of allFlows) {
    const trace = traceOf(flow);
    for (const { hop, event, phase, message } of trace.events) {
      if (phase === "prelude" || event !== "send" || message?.kind !== "sip" || !message.raw.startsWith("SIP/2.0 200 ")) continue;
      const events = trace.events.map((one) => {
        if (one.hop !== hop || one.message?.kind !== "sip") return one;
        return {
          ...one,
          hop: null,
          step: null,
          message: { ...one.message, raw: one.message.raw.replace("SIP/2.0 200 OK", "SIP/2.0 486 Busy Here") },
        };
      });
      const found = new Set(toldOf(read(withEvents(trace, events)), flow));
      const spot = spotOf(flow, { ...(trace.events.find((one) => one.hop === hop) as TraceEvent) });
      expect([...found], `${name}, ${hop}`).toEqual([`486 Busy Here in ${spot}`]);
    }
  }
});

test("what a fault leads to", () => {
  const [transfer] = sixFlows;
  if (transfer === undefined) throw new Error("no flow");
  const faulted = (fault: Parameters<typeof execute>[1]["faults"]) => execute(transfer, { seed: 1, faults: fault ?? [] }).trace;
  const step = (number: number) => ({ kind: "number", prefix: "", number, letter: "" }) as const;
  expect(toldOf(faulted([{ kind: "drop", step: step(14), always: false }]), transfer)).toEqual(["1 more of 9", "1 more of 14"]);
  expect(toldOf(faulted([{ kind: "delay", step: step(8), by: 100 }]), transfer)).toEqual([]);
});

test("another final answer: it takes the place of the answers to its request, and its ACKs are those of no other", () => {
  const [transfer] = sixFlows;
  if (transfer === undefined) throw new Error("no flow");
  const step = (number: number) => ({ kind: "number", prefix: "", number, letter: "" }) as const;
  const busy = execute(transfer, { seed: 1, faults: [{ kind: "answer", step: step(15), status: 486 }] }).trace;
  const from = (first: number, wanted: string) => Array.from({ length: 45 - first }, (_, at) => `${wanted} ${first + at}`);
  for (const [, read] of each) {
    const found = toldOf(read(busy), transfer).filter((one) => !one.startsWith("missing"));
    expect(found).toEqual(["486 Busy Here in 18", "486 Busy Here in 19", "486 Busy Here in 20"]);
  }
  expect(toldOf(busy, transfer).slice(3)).toEqual(from(21, "missing"));
  const silent = execute(transfer, { seed: 1, faults: [{ kind: "silence", participant: "ue2", step: step(17) }] }).trace;
  expect(toldOf(silent, transfer)).toEqual([
    "6 more of 17",
    "missing 18",
    "408 Request Timeout in 19",
    "408 Request Timeout in 20",
    ...from(21, "missing"),
  ]);
});

/** Alice calls Bob, who is busy. */
const busyCall = (hasTrying: boolean, hasAck: boolean) =>
  flowOf({ alice: ue("Alice"), proxy1: proxy("Proxy 1"), bob: ue("Bob") }, ({ alice, proxy1, bob }, flow) => {
    const invite = flow.request(path(alice, proxy1, bob), sip.invite(), { until: proxy1 });
    if (hasTrying) invite.trying(proxy1);
    invite.onward();
    const busy = invite.reply(486);
    if (hasAck) busy.ack();
  });

test("a 100 and the ACK of a refusal are told where they were steps, and are nobody's business where they were not", () => {
  const full = busyCall(true, true);
  expect(toldOf(traceOf(full), full)).toEqual([]);
  expect(toldOf(traceOf(full), busyCall(false, true))).toEqual(["extra 100 Trying after 2"]);
  expect(toldOf(traceOf(full), busyCall(true, false))).toEqual(["extra ACK after 5", "extra ACK after 5"]);
  for (const flow of [busyCall(false, true), busyCall(true, false)]) expect(toldOf(readings.foreign(traceOf(full)), flow)).toEqual([]);
});

test("what is asked anew looks like steps of the flow, and stands in the order of the trace", () => {
  const migration = allFlows.find(({ name }) => name === "mcx-migration")?.flow;
  if (migration === undefined) throw new Error("no flow");
  const { trace } = execute(migration, { seed: 1, faults: [{ kind: "desynchronise", participant: "agent" }] });
  const extras = align(trace, migration).discrepancies.flatMap((one) => (one.kind === "extra" ? [one] : []));
  const events = extras.map(({ found }) => found.n);
  expect(events).toEqual(events.toSorted((a, b) => a - b));
  expect([...new Set(extras.map(({ like }) => like?.number.number))]).toEqual([2, 4, 5, 6, 7, 9, 10, 11]);
});

test("a flow that has changed: what is new is missing, the numbers after it are others", () => {
  for (const flow of sixFlows) {
    const trace = traceOf(flow);
    const [first] = flow.steps;
    if (first === undefined) continue;
    // The same flow, every number higher by three.
    const later = { ...flow, steps: flow.steps.map((one) => ({ ...one, number: { ...one.number, number: one.number.number + 3 } })) };
    const { discrepancies, renumbered } = align(trace, later);
    expect(discrepancies).toEqual([]);
    expect(renumbered.map(({ was, step }) => `${was} ${printLabel(step.number)}`)).toEqual(
      flow.steps.map(({ number }) => `${printLabel(number)} ${printLabel({ ...number, number: number.number + 3 })}`),
    );
  }
});

test("any trace is aligned with any flow", () => {
  const traces = allFlows.map(({ flow }) => traceOf(flow));
  for (const trace of traces)
    for (const { flow } of allFlows) {
      const { matched } = align(trace, flow);
      expect(matched).toBeLessThanOrEqual(causalOrderOf(flow).events.length);
    }
  fc.assert(
    fc.property(fc.constantFrom(...allFlows), fc.infiniteStream(fc.nat()), ({ flow }, numbers) => {
      const trace = traceOf(flow);
      const events = trace.events.flatMap((event) => {
        const draw = (numbers.next().value ?? 0) % 7;
        return draw === 0 ? [] : draw === 1 ? [event, { ...event, n: 0 }] : [event];
      });
      for (const [, read] of each) align(read(withEvents(trace, events)), flow);
    }),
    { numRuns: 15 },
  );
});
