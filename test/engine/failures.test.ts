import { operation, path } from "callflow";
import { expect, test } from "vitest";
import { executedSteps } from "../../src/engine/executed-steps.ts";
import { failuresOf } from "../../src/engine/failures.ts";
import { execute } from "../../src/engine/index.ts";
import { smallFlow } from "./small-flow.ts";

const flow = smallFlow(({ alice, proxy, bob }, flow) => {
  flow.send(path(alice, bob), operation("unprinted"), { show: "hidden" });
  flow.request(path(alice, proxy, bob), operation("first")).reply("first answer");
  flow.action(alice, "rests");
  flow.send(path(alice, bob), operation("unprinted, too"), { show: "hidden" });
  flow.request(path(alice, bob), operation("second")).reply("second answer");
});

const fail = (element: string | null, reason: string, lacks: string | null = null) => ({ element, reason, lacks });
const left = (element: string, reason: string, standing: "cause" | "consequence") => ({
  ...fail(element, reason),
  standing,
  isOpen: true,
});
const told = (run: Parameters<typeof failuresOf>[1]) => failuresOf(flow, run).map(({ step, reason }) => `${step}: ${reason}`);

test("a step is executed once all it covers has arrived, not when it has been sent", () => {
  const { events } = execute(flow, { seed: 1 }).trace;
  const labels = (of: typeof events) => executedSteps(flow, of).map(({ id }) => id);
  expect(labels(events)).toEqual(flow.steps.map(({ id }) => id));
  expect(labels(events.filter(({ hop, event }) => hop !== "m2.2" || event === "send"))).not.toContain("m2.2");
});

test("a run without failures has none", () => {
  expect(told({ failures: [], remainders: [] })).toEqual([]);
});

test("failures stand in the order of the clause, at their step or after the last one printed", () => {
  const failures = [
    fail("m6.1", "e"),
    fail("m4.1", "d"),
    fail("a1", "c"),
    fail("m1.1", "b"),
    fail("s1-invite-1.1", "a"),
    fail("m2.1", "f"),
  ];
  expect(told({ failures, remainders: [] })).toEqual([
    "null: before the first step: a",
    "null: before the first step: b",
    "1: f",
    "5: c",
    "5: after this step, not printed: d",
    "7: e",
  ]);
});

test("of an exchange the first in the clause is told, and what is certain rather than what is left over", () => {
  expect(told({ failures: [fail("m3.2", "later"), fail("m2.2", "first")], remainders: [left("m2.1", "left", "cause")] })).toEqual([
    "2: first",
  ]);
  expect(told({ failures: [], remainders: [left("m3.1", "server", "cause"), left("m2.1", "client", "cause")] })).toEqual(["1: client"]);
  expect(told({ failures: [fail("m2.1", "one")], remainders: [left("m5.1", "other", "cause")] })).toEqual(["1: one", "6: other"]);
});

test("what may only follow is told where nothing else explains it, and then once", () => {
  const remainders = [left("m6.1", "second", "consequence"), left("m3.1", "first", "consequence")];
  expect(told({ failures: [], remainders })).toEqual(["3: first"]);
  expect(told({ failures: [fail("a1", "cause")], remainders })).toEqual(["5: cause"]);
});

test("what lacks something of an exchange that failed is not told, unless they lack each other", () => {
  expect(told({ failures: [fail("m5.1", "lacks", "m3"), fail("m2.1", "root")], remainders: [] })).toEqual(["1: root"]);
  expect(told({ failures: [fail("m5.1", "lacks", "a1"), fail("a1", "root")], remainders: [] })).toEqual(["5: root"]);
  expect(told({ failures: [fail("m5.1", "lacks", "m3")], remainders: [] })).toEqual(["6: lacks"]);
  expect(told({ failures: [fail("m3.1", "itself", "m2"), fail("a1", "other")], remainders: [] })).toEqual(["3: itself", "5: other"]);
  expect(told({ failures: [fail("m5.1", "one", "m3"), fail("m2.1", "other", "m6")], remainders: [] })).toEqual(["1: other"]);
});
