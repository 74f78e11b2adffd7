import { operation, path, text } from "callflow";
import { sip } from "callflow/sip";
import { expect, test } from "vitest";
import { resolveVariant } from "../../../src/analysis/resolve-variant.ts";
import { execute } from "../../../src/engine/index.ts";
import type { Flow } from "../../../src/model/flow.ts";
import { coursesOf, failuresOf, richFlow, smallFlow } from "../small-flow.ts";

const seeds = Array.from({ length: 50 }, (_, seed) => seed);
const courses = (flow: Flow) => seeds.map((seed) => coursesOf(execute(flow, { seed }).trace));

test("everything the language can say runs, whatever the delays, and so does its variant", () => {
  for (const seed of seeds) expect(failuresOf(richFlow, seed), `seed ${seed}`).toEqual([]);
  const short = resolveVariant(richFlow, "short");
  for (const seed of seeds) expect(failuresOf(short, seed)).toEqual(["expected: the application server knows the key"]);
  expect(execute(richFlow, { seed: 1 }).steps).toBeLessThan(richFlow.steps.length);
  expect(execute(resolveVariant(richFlow, "short"), { seed: 1 }).steps).toBe(short.steps.length);
});

test("strands run at the same time, each in its own order; what follows waits for both", () => {
  const flow = smallFlow(({ alice, bob }, flow) => {
    flow.par(
      () => {
        flow.send(path(alice, bob), operation("a1"));
        flow.send(path(alice, bob), operation("a2"));
      },
      () => {
        flow.send(path(bob, alice), operation("b1"));
        flow.send(path(bob, alice), operation("b2"));
      },
    );
    flow.action(alice, "is done");
  });
  const orders = courses(flow).map((course) => course.map((line) => line.slice(-2)).join(" "));
  expect(new Set(orders).size).toBeGreaterThan(1);
  for (const order of orders) {
    expect(order).toMatch(/a1.*a2/u);
    expect(order).toMatch(/b1.*b2/u);
  }
  for (const course of courses(flow)) {
    const at = (end: string) => course.findIndex((line) => line.endsWith(end));
    expect(at("act a1")).toBeGreaterThan(at(": b2"));
  }
});

test("of alternatives the first is executed, unless a variant chooses", () => {
  const flow = smallFlow(({ alice, bob }, flow) => {
    const choice = flow.alt(
      ["yes", () => void flow.send(path(alice, bob), operation("yes"))],
      ["no", () => void flow.send(path(bob, alice), operation("no"))],
    );
    flow.variant("no", "it is no", (variant) => variant.choose(choice, 1));
  });
  expect(courses(flow)[0]).toEqual(["alice > bob: yes"]);
  expect(courses(resolveVariant(flow, "no"))[0]).toEqual(["bob > alice: no"]);
  expect([execute(flow, { seed: 1 }).steps, flow.steps.length]).toEqual([1, 2]);
});

test("an optional part is executed, a loop as often as it says", () => {
  const flow = smallFlow(({ alice, bob }, flow) => {
    flow.loop("three times", 3, () => {
      const asked = flow.request(path(alice, bob), operation("ask"));
      flow.opt("it is asked well", () => void flow.action(bob, text`thinks of ${asked}`, { using: [asked] }));
      asked.reply("told");
    });
  });
  const turn = ["alice > bob: ask", "bob: act a1", "bob > alice: told"];
  for (const course of courses(flow)) expect(course).toEqual([...turn, ...turn, ...turn]);
});

test("a loop that asks for more than can be is cut, and fails at its place", () => {
  const flow = smallFlow(({ alice }, flow) => {
    flow.action(alice, "begins");
    flow.loop("for ever", 1_000_000_000, () => void flow.action(alice, "turns"));
  });
  expect(failuresOf(flow)).toEqual([
    "1: after this step, not printed: the loop asks for 1000000000 turns; more than 100000 repeated elements are not executed",
  ]);
});

test("an exchange is executed hop by hop and counts as one step", () => {
  const flow = smallFlow(({ alice, proxy, bob }, flow) => {
    flow.exchange([alice, bob], "talk", () => void flow.request(path(alice, proxy, bob), sip.options()).reply(200));
  });
  const { steps, messages } = execute(flow, { seed: 1 });
  expect([steps, flow.steps.length, messages]).toEqual([1, 1, 4]);
});

test("a step counts as executed only when all of it has happened", () => {
  const flow = smallFlow(({ alice, proxy, bob }, flow) => {
    flow.request(path(alice, proxy, bob), sip.options(), { show: "ends" }).reply(200, { show: "ends" });
    flow.action(alice, "is done");
  });
  expect(execute(flow, { seed: 1 }).steps).toBe(3);
  const cut = { ...flow, body: flow.body.filter((element) => element.id !== "m2.2") };
  expect(execute(cut, { seed: 1 }).steps).toBe(2);
});
