import { as, operation, path, ue } from "callflow";
import { sip } from "callflow/sip";
import { expect, test } from "vitest";
import { causalGapsOf } from "../../src/analysis/causes.ts";
import type { Flow } from "../../src/model/flow.ts";
import { printLabel } from "../../src/model/step-label.ts";
import { indexOf } from "../../src/model/walk.ts";
import { chain } from "../engine/chain.ts";
import { allFlows } from "../engine/six-flows.ts";
import { flowOf, richFlow } from "../engine/small-flow.ts";

/** "nothing 3", "unheard 4 after 3". */
function gapsOf(flow: Flow): readonly string[] {
  const { stepOf } = indexOf(flow);
  const label = (element: string) => {
    const step = stepOf.get(element);
    return step === undefined ? element : printLabel(step.number);
  };
  return causalGapsOf(flow).map((gap) => {
    const at = `${gap.kind} ${label(gap.event.local.element)}`;
    return gap.kind === "unheard" ? `${at} after ${label(gap.missed.local.element)}, since ${label(gap.last.local.element)}` : at;
  });
}

const three = { alice: ue("Alice"), server: as("Server"), other: as("other server") };
const tell = operation("tell");

test("the six flows, and what is written to be right, have a cause for everything", () => {
  for (const { name, flow } of allFlows) expect(gapsOf(flow), name).toEqual([]);
  expect(gapsOf(richFlow)).toEqual([]);
});

test("a server that begins out of nothing, unless it begins the flow", () => {
  const begins = (first: boolean) =>
    flowOf(three, ({ alice, server, other }, flow) => {
      if (!first) flow.send(path(alice, server), tell);
      flow.send(path(other, alice), tell);
    });
  expect(gapsOf(begins(false))).toEqual(["nothing 2"]);
  expect(gapsOf(begins(true))).toEqual([]);
});

test("a message, a decision, a condition and a timer are causes; users need none", () => {
  const withCause = (cause: "message" | "action" | "condition" | "timer") =>
    flowOf(three, ({ alice, server, other }, flow) => {
      flow.send(path(alice, server), tell);
      if (cause === "message") flow.send(path(server, other), tell);
      if (cause === "action") flow.action(other, "decides");
      if (cause === "condition") flow.condition([alice, other], "it is late");
      if (cause === "timer") flow.timer(other, "T1", 10).expires();
      flow.send(path(other, alice), tell);
    });
  for (const cause of ["message", "action", "condition", "timer"] as const) expect(gapsOf(withCause(cause)), cause).toEqual([]);
  const user = flowOf({ alice: ue("Alice"), bob: ue("Bob"), carol: ue("Carol") }, ({ alice, bob, carol }, flow) => {
    flow.send(path(alice, bob), tell);
    flow.send(path(carol, bob), tell);
  });
  expect(gapsOf(user)).toEqual([]);
});

test("a server that waits for something of which it hears nothing", () => {
  const flow = flowOf(three, ({ alice, server, other }, flow) => {
    flow.send(path(alice, server), tell);
    flow.send(path(server, other), tell);
    flow.action(other, "does its part");
    flow.send(path(server, alice), tell);
  });
  expect(gapsOf(flow)).toEqual(["unheard 4 after 3, since 2"]);
  const heard = flowOf(three, ({ alice, server, other }, flow) => {
    flow.send(path(alice, server), tell);
    flow.send(path(server, other), tell);
    flow.action(other, "does its part");
    flow.send(path(other, server), tell);
    flow.send(path(server, alice), tell);
  });
  expect(gapsOf(heard)).toEqual([]);
});

test("that a message of its own is still on its way is nothing to wait for", () => {
  const flow = flowOf(three, ({ alice, server }, flow) => {
    const refer = flow.request(path(alice, server), sip.refer({ target: alice }));
    refer.reply(202);
    flow.request(path(server, alice), sip.notify(refer, { state: "terminated", fragment: 200 }), { using: [refer] }).reply(200);
  });
  expect(gapsOf(flow)).toEqual([]);
});

test("in strands of par nothing stands before anything", () => {
  const flow = flowOf(three, ({ alice, server, other }, flow) => {
    flow.par(
      () => void flow.send(path(alice, server), tell),
      () => void flow.send(path(other, server), tell),
    );
  });
  expect(gapsOf(flow)).toEqual([]);
});

test("a timer that does not run", () => {
  const flow = flowOf(three, ({ alice }, flow) => {
    const [one, two] = [flow.timer(alice, "T1", 10), flow.timer(alice, "T2", 10)];
    one.expires();
    two.stops();
    two.expires();
    one.stops();
  });
  expect(causalGapsOf(flow).map((gap) => (gap.kind === "timer" ? `${gap.name} ${gap.event.local.kind}` : gap.kind))).toEqual([
    "T2 expiry",
    "T1 stop-timer",
  ]);
});

test("every step of a chain of 10,000 has a cause", () => {
  expect(causalGapsOf(chain(10_000, 20))).toEqual([]);
});
