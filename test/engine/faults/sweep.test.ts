import { operation, path } from "callflow";
import { sip } from "callflow/sip";
import { expect, test } from "vitest";
import { type SweepRow, sweep } from "../../../src/engine/index.ts";
import { indexOf } from "../../../src/model/walk.ts";
import { checkTrace } from "../../../src/trace/index.ts";
import { sixFlows } from "../six-flows.ts";
import { smallFlow } from "../small-flow.ts";

/** Steps whose message is no SIP: nobody repeats it. */
function abstractSteps(flow: (typeof sixFlows)[number]): ReadonlySet<string> {
  const { elements, messages } = indexOf(flow);
  const steps = flow.steps.filter(({ id }) => {
    const first = elements.get(id);
    return first?.kind === "hop" && messages.get(first.message)?.signal.kind === "operation";
  });
  return new Set(steps.map(({ number }) => `${number.number}`));
}

test.each(sixFlows.map((flow) => [flow.id, flow] as const))(
  "%s: whatever single SIP message is lost, doubled or late, the flow goes on",
  (_, flow) => {
    const rows = sweep(flow, { check: (trace, isWhole) => checkTrace(trace, { isWhole }) });
    // Whatever happens to one of them, the others keep to the protocol.
    expect(rows.filter(({ wrong }) => wrong !== null)).toEqual([]);
    const abstract = abstractSteps(flow);
    const onTheWay = new Set(["drop", "duplicate", "delay", "reorder"]);
    const sip = rows.filter(({ step, kind }) => !abstract.has(step) && onTheWay.has(kind));
    const line = ({ fault, outcome, reason }: SweepRow) => `${fault}: ${outcome}, ${reason}`;
    expect(sip.filter(({ outcome }) => outcome === "failed" || outcome === "stuck").map(line)).toEqual([]);
    // What is lost is said again.
    expect(sip.filter(({ kind, outcome }) => kind === "drop" && outcome !== "recovered").map(line)).toEqual([]);
    expect(rows.filter(({ step, outcome, kind }) => abstract.has(step) && kind === "drop" && outcome === "recovered").map(line)).toEqual(
      [],
    );
    const steps = new Set(rows.map(({ step }) => step)).size;
    for (const kind of [...onTheWay, "silence", "crash"]) expect(rows.filter((row) => row.kind === kind)).toHaveLength(steps);
    // Another final answer is told, and nobody is left waiting.
    const answers = rows.filter(({ kind }) => kind === "answer");
    expect(answers.filter(({ outcome, reason }) => outcome !== "failed" || reason === null).map(line)).toEqual([]);
    // Who says nothing any more harms the flow, unless nobody waits for it.
    const harmless = rows.filter(({ kind, outcome }) => (kind === "silence" || kind === "crash") && outcome === "recovered");
    expect(harmless.map(line)).toEqual([]);
  },
);

const abcFlow = smallFlow(({ alice, server, bob }, flow) => {
  const options = flow.request(path(alice, server), sip.options());
  options.reply(200);
  flow.request(path(server, bob), operation("ask"), { using: [options] }).reply("told");
});

test("a sweep says what must not be: somebody who is not at fault breaks the protocol", () => {
  const rows = sweep(abcFlow, {
    check: ({ events }) =>
      events.flatMap(({ n, event, from }) => (event === "send" && from === "server" ? [{ event: n, reason: "it is wrong" }] : [])),
  });
  const wrong = new Map(rows.map((row) => [row.fault, row.wrong]));
  expect(["drop 1", "delay 2 by 600ms", "crash Bob from 4"].map((fault) => wrong.get(fault))).toEqual(Array(3).fill("it is wrong"));
  expect([...wrong].filter(([fault]) => /(?:silence|crash) application server|^answer/u.test(fault)).map(([, reason]) => reason)).toEqual(
    Array(5).fill(null),
  );
});

test("a sweep says what must not be: SIP does not survive what one message suffers", () => {
  // Its own timer ends the wait before anything is said again.
  const impatient = smallFlow(({ alice, bob }, flow) => {
    const timer = flow.timer(alice, "patience", 100);
    flow.request(path(alice, bob), sip.options()).reply(200);
    timer.stops();
  });
  expect(sweep(impatient).filter(({ wrong }) => wrong !== null)).toEqual([]);
  const lossy = { ...abcFlow, body: abcFlow.body.slice(0, 1) };
  expect(sweep(lossy).map(({ fault, wrong }) => `${fault}: ${wrong}`)).toContain(
    "drop 1: SIP has to survive that a single message is lost, doubled, late or overtaken (RFC 3261 §17)",
  );
  expect(sweep(abcFlow).filter(({ wrong }) => wrong !== null)).toEqual([]);
});

test("who has crashed waits for nothing: where nobody else waits for ever, it has failed and is not stuck", () => {
  const outcomes = Object.fromEntries(sweep(abcFlow).map(({ fault, outcome }) => [fault, outcome]));
  expect(outcomes).toMatchObject({
    "crash Alice from 1": "failed",
    "crash application server from 2": "failed",
    "crash application server from 3": "failed",
    // Nobody repeats the answer to an operation, and nobody gives up waiting for it.
    "crash Bob from 4": "stuck",
    "drop 3": "stuck",
    "drop 4": "stuck",
  });
});
