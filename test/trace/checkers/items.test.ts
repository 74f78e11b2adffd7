import { expect, test } from "vitest";
import mcx from "../../../flows/mcx-migration.ts";
import { execute } from "../../../src/engine/index.ts";
import type { NamedSignal, Trace, TraceEvent, TraceMessage } from "../../../src/model/trace.ts";
import { checkTrace } from "../../../src/trace/index.ts";
import { move, traceOfLines } from "./script.ts";
import { anchored } from "./scripts.ts";
import { traceOf } from "./trace-of-world.ts";

const { trace } = execute(mcx, { seed: 1 });

const found = (changed: Trace, checker: string) =>
  checkTrace(changed)
    .filter((finding) => finding.checker === checker)
    .map(({ step, reason }) => `${step}: ${reason}`);

/** Changes what is sent, and what has arrived of it, at one step. */
function changed(step: string, change: (message: TraceMessage) => TraceMessage): Trace {
  const events = trace.events.map((event) =>
    event.step === step && event.message !== null ? { ...event, message: change(event.message) } : event,
  );
  return { ...trace, events };
}

const ofSignal = (change: (signal: NamedSignal) => NamedSignal) => (message: TraceMessage) =>
  message.kind === "named-signal" ? change(message) : message;
const ofText = (from: RegExp, to: string) => (message: TraceMessage) =>
  message.kind === "sip" ? { ...message, raw: message.raw.replace(from, to) } : message;
const vectorOf = (step: string) =>
  trace.events.flatMap(({ step: at, message }) =>
    at === step && message?.kind === "named-signal" ? message.payloads.filter(({ kind }) => kind === "authentication-vector") : [],
  )[0];

test("the registration is right, and its vector is the same in steps 6, 7 and 9", () => {
  expect(checkTrace(trace)).toEqual([]);
  expect(vectorOf("6")).toBeDefined();
  for (const step of ["7", "9"]) expect({ ...vectorOf(step), item: "" }).toEqual({ ...vectorOf("6"), item: "" });
});

test("a vector that becomes another on its way is found where it does", () => {
  const other = changed(
    "7",
    ofSignal((signal) => ({
      ...signal,
      payloads: signal.payloads.map((one) => (one.kind === "authentication-vector" ? { ...one, xres: "00".repeat(8) } : one)),
    })),
  );
  expect(found(other, "authentication")[0]).toMatch(/^7: .* as another vector/);
});

test("a registrar that challenges with a vector of another user is found at the challenge", () => {
  const nonce = Buffer.alloc(32, 7).toString("base64");
  expect(found(changed("10", ofText(/nonce="[^"]*"/, `nonce="${nonce}"`)), "authentication")).toEqual([
    expect.stringMatching(/^10: .* challenges with a vector that it has not been given/),
  ]);
});

test("a registrar that accepts a wrong response is found where it accepts", () => {
  const wrong = changed("11", ofText(/ response="[^"]*"/, ` response="${"0".repeat(32)}"`));
  expect(found(wrong, "authentication")).toEqual([expect.stringMatching(/^12: .*wrong-response/)]);
  const none = changed("11", ofText(/Authorization: [^\r]*\r\n/, ""));
  expect(found(none, "authentication")).toEqual([expect.stringMatching(/^12: .*does not answer its challenge/)]);
});

const signal = (role: NamedSignal["role"], carries: readonly string[] = []): NamedSignal => ({
  ...{ kind: "named-signal", name: `${role} of something`, role, transaction: "t", via: [] },
  ...{ signal: { kind: "operation", connects: [] }, carries, payloads: [] },
});

function traceOfSignals(...hops: readonly (readonly [from: string, to: string, message: NamedSignal])[]): Trace {
  const events = hops.flatMap(([from, to, message], index): readonly TraceEvent[] => {
    const envelope = { kind: "event", time: index, phase: "flow", step: `${index + 1}`, hop: null, from, to, message } as const;
    return [
      { ...envelope, n: 2 * index + 1, event: "send", cause: null },
      { ...envelope, n: 2 * index + 2, event: "receive", cause: 2 * index + 1 },
    ];
  });
  return traceOf(events);
}

test("the answer of an operation comes back once, the way its request went", () => {
  expect(found(traceOfSignals(["a", "b", signal("request")], ["b", "a", signal("reply")]), "operation")).toEqual([]);
  expect(found(traceOfSignals(["a", "b", signal("request")], ["b", "c", signal("reply")]), "operation")[0]).toMatch(/^2: .*from b to c/);
  const twice = traceOfSignals(["a", "b", signal("request")], ["b", "a", signal("reply")], ["b", "a", signal("reply")]);
  expect(found(twice, "operation")).toEqual(["3: reply of something is a second answer"]);
});

test("an item is passed on only by those who have it", () => {
  const right = traceOfSignals(["a", "b", signal("one-way", ["x"])], ["b", "c", signal("one-way", ["x"])]);
  expect(found(right, "learnt")).toEqual([]);
  const wrong = traceOfSignals(["a", "b", signal("one-way", ["x"])], ["c", "b", signal("one-way", ["x"])]);
  expect(found(wrong, "learnt")).toEqual(['2: c sends "x", which a has sent first and which has not come to it']);
});

test("the items of a SIP message stand in its header", () => {
  const items = trace.events.flatMap(({ message }) =>
    message?.kind === "sip" && message.raw.includes("\r\nCallflow-Items:") ? [message.raw] : [],
  );
  expect(items.length).toBeGreaterThan(0);
});

test("where another receives media may have been told otherwise than in SIP, and by something that nobody can read", () => {
  const early = traceOfLines(move(anchored, 5, 3)).events;
  const places = (events: readonly TraceEvent[]) => found(traceOf(events.map((event, index) => ({ ...event, n: index + 1 }))), "learnt");
  expect(places(early)).toEqual([expect.stringMatching(/mid describes 192\.0\.2\.13:5000, where bob receives/)]);
  const told = traceOfSignals(["bob", "mid", signal("one-way")]).events;
  expect(places([...told, ...early])).toEqual([]);
  expect(places([...early, ...told])).toHaveLength(1);
  const unreadable = early.map((event): TraceEvent => {
    const { message, from } = event;
    return message?.kind === "sip" && from === "alice"
      ? { ...event, message: { ...message, raw: message.raw.replace("v=0", "v=1") } }
      : event;
  });
  expect(places(unreadable)).toEqual([]);
});
