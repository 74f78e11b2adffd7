import { expect, test } from "vitest";
import { judge } from "../../src/cli/judge.ts";
import { execute } from "../../src/engine/index.ts";
import type { Trace } from "../../src/model/trace.ts";
import { sixFlows } from "../engine/six-flows.ts";

test("what ran well and is found right is ok; every checker has read it", () => {
  for (const flow of sixFlows) {
    const { ok, failures, checkers } = judge(execute(flow, { seed: 1 }).trace);
    expect([ok, failures]).toEqual([true, []]);
    expect(checkers).toBeGreaterThan(20);
  }
});

test("what a checker finds is a failure, with its step and its clause", () => {
  const [flow] = sixFlows;
  if (flow === undefined) return expect.unreachable();
  const { trace } = execute(flow, { seed: 1 });
  const bent = trace.events.map((event) =>
    event.message?.kind === "sip" && event.step === "12"
      ? { ...event, message: { ...event.message, raw: event.message.raw.replace(/^CSeq: \d+/mu, "CSeq: 99") } }
      : event,
  );
  const wrong: Trace = { ...trace, events: bent };
  const { ok, failures } = judge(wrong);
  expect(ok).toBe(false);
  expect(failures.some(({ step, reason }) => step === "12" && reason.includes("RFC 3261"))).toBe(true);
});

test("where a step has failed, its failure is told and no more", () => {
  const [flow] = sixFlows;
  if (flow === undefined) return expect.unreachable();
  const body = flow.body.filter((element) => element.kind !== "hop" || element.message !== "m2");
  const { ok, failures, checkers } = judge(execute({ ...flow, body }, { seed: 1 }).trace);
  expect([ok, checkers]).toEqual([false, 0]);
  expect(failures.length).toBeGreaterThan(0);
});
