import { operation, path } from "callflow";
import { expect, test } from "vitest";
import { execute } from "../../../src/engine/index.ts";
import { failuresOf, smallFlow } from "../small-flow.ts";

const timersIn = (flow: Parameters<typeof execute>[0]) => execute(flow, { seed: 1 }).trace.events.filter(({ event }) => event === "timer");

test("a timer expires when its time has come, and because it was started", () => {
  const flow = smallFlow(({ alice, bob }, flow) => {
    const timer = flow.timer(alice, "T1", 500);
    flow.send(path(alice, bob), operation("hello"));
    timer.expires();
    flow.send(path(alice, bob), operation("hello again"));
  });
  expect(failuresOf(flow)).toEqual([]);
  const [start, expiry] = timersIn(flow);
  expect(start).toMatchObject({ hop: "t1", time: 0, from: "alice", to: "alice", message: null, cause: null });
  expect(expiry).toMatchObject({ hop: "t2", time: 500, cause: start?.n });
});

test("what expires before its turn is kept until then", () => {
  const flow = smallFlow(({ alice, bob }, flow) => {
    const soon = flow.timer(alice, "soon", 1);
    const late = flow.timer(alice, "late", 100);
    late.expires();
    soon.expires();
    flow.send(path(alice, bob), operation("hello"));
  });
  expect(failuresOf(flow)).toEqual([]);
  expect(timersIn(flow).map(({ hop, time }) => `${hop} at ${time}`)).toEqual(["t1 at 0", "t2 at 0", "t3 at 100", "t4 at 100"]);
});

test("a timer that is stopped does not expire, not even if it has by then", () => {
  const stopped = (duration: number) =>
    smallFlow(({ alice, bob }, flow) => {
      const timer = flow.timer(alice, "T1", duration);
      flow.request(path(alice, bob), operation("ask")).reply("told");
      timer.stops();
      timer.expires();
    });
  for (const duration of [1, 5000]) {
    expect(failuresOf(stopped(duration))).toEqual(["2: after this step, not printed: Alice waits in vain for timer T1 to expire"]);
    expect(timersIn(stopped(duration)).map(({ hop }) => hop)).toEqual(["t1", "t2"]);
  }
});

test("a timer that is started anew has its time anew", () => {
  const flow = smallFlow(({ alice, bob }, flow) => {
    flow.timer(alice, "T1", 100);
    flow.request(path(alice, bob), operation("ask")).reply("told");
    flow.timer(alice, "T1", 100).expires();
  });
  const [, restart, expiry] = timersIn(flow);
  expect(expiry?.time).toBe((restart?.time ?? 0) + 100);
  expect(expiry?.cause).toBe(restart?.n);
  expect(timersIn(flow)).toHaveLength(3);
});

test("two participants may have timers of one name", () => {
  const flow = smallFlow(({ alice, bob }, flow) => {
    const hers = flow.timer(alice, "T1", 10);
    const his = flow.timer(bob, "T1", 20);
    hers.expires();
    his.expires();
  });
  expect(failuresOf(flow)).toEqual([]);
  expect(timersIn(flow).map(({ from, time }) => `${from} ${time}`)).toEqual(["alice 0", "bob 0", "alice 10", "bob 20"]);
});

test("a timer that was never started never expires", () => {
  const flow = smallFlow(({ alice }, flow) => void flow.timer(alice, "T1", 10).expires());
  const body = flow.body.filter(({ id }) => id !== "t1");
  expect(failuresOf({ ...flow, body })).toEqual(["-: before the first step: Alice waits in vain for timer T1 to expire"]);
});
