import { operation, path, text } from "callflow";
import { expect, test } from "vitest";
import { execute } from "../../src/engine/index.ts";
import { layOut } from "../../src/figure/index.ts";
import { flowOf } from "./try-flow.ts";

test("lifelines begin, end and are active where the flow says so, and nothing of it is executed", () => {
  const flow = flowOf(({ a, d }, flow) => {
    const start = flow.request(path(a, d), operation("start"));
    flow.begins(d, start);
    const stop = flow.request(path(a, d), operation("stop"));
    const stopped = stop.reply("stopped");
    start.reply("started");
    flow.active(a, start, stopped);
    flow.ends(d, stopped);
  });
  expect(flow.lifelines?.map(({ place: _, ...event }) => event)).toEqual([
    { kind: "creation", participant: "d", at: "m1" },
    { kind: "activation", participant: "a", from: "m1", until: "m3" },
    { kind: "end", participant: "d", at: "m3" },
  ]);
});

test("a flow in which nothing befalls lifelines says nothing of them", () => {
  expect(flowOf(({ a, d }, flow) => void flow.send(path(a, d), operation("tell")))).not.toHaveProperty("lifelines");
});

test("a lost message is sent and never arrives, and its receiver knows nothing of it", () => {
  const flow = flowOf(({ a, b, d }, flow) => {
    flow.send(path(a, b, d), operation("tell"), { lost: true });
    flow.send(path(a, d), operation("tell again"), { text: text`${a} tells ${d} again.` });
  });
  expect(flow.body.map((element) => element.kind === "hop" && element.lost === true)).toEqual([false, true, false]);
  const { trace } = execute(flow, { seed: 1 });
  expect(trace.outcome.failures).toEqual([]);
  const seen = trace.events.map(({ event, hop }) => `${event} ${hop}`);
  expect(seen).toContain("send m1.2");
  expect(seen).not.toContain("receive m1.2");
  expect(seen).toContain("receive m2.1");
  const dots = layOut(flow).parts.filter(({ marks }) => marks.some((mark) => mark.kind === "shape" && mark.role === "lost"));
  expect(dots.map(({ id }) => id)).toEqual(["step-2"]);
});

test("only what nobody answers can be lost", () => {
  const lost = () => flowOf(({ a, d }, flow) => void flow.request(path(a, d), operation("ask"), { lost: true } as object));
  expect(lost).toThrow(/lost/u);
});
