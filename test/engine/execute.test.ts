import { expect, test } from "vitest";
import { execute } from "../../src/engine/index.ts";
import { writeTrace } from "../../src/trace/index.ts";
import { allFlows } from "./six-flows.ts";

test.each(allFlows)("$name runs whole, whatever the delays", ({ flow }) => {
  for (let seed = 0; seed < 50; seed += 1) {
    const { trace, steps } = execute(flow, { seed });
    expect(trace.outcome).toMatchObject({ ok: true, failures: [] });
    expect(steps).toBe(flow.steps.length);
  }
});

test.each(allFlows)("$name gives the same bytes for the same seed, others for another", ({ flow }) => {
  const run = (seed: number) => writeTrace(execute(flow, { seed }).trace);
  expect(run(7)).toBe(run(7));
  expect(run(7)).not.toBe(run(8));
});

test("every hop of the wire is in the trace, printed or not", () => {
  for (const { flow } of allFlows) {
    const { trace } = execute(flow, { seed: 1 });
    const sent = new Set(trace.events.filter((event) => event.event === "send").map((event) => event.hop));
    for (const step of flow.steps) if (step.kind === "message") for (const id of step.covers) expect(sent).toContain(id);
  }
});
