import fc from "fast-check";
import { expect, test } from "vitest";
import { execute } from "../../src/engine/index.ts";
import { lintFlow } from "../../src/lint/index.ts";
import { chain } from "./chain.ts";

test("a chain has as many steps and participants as are asked for, and runs whole", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 4, max: 20 }), fc.nat(), (steps, participants, seed) => {
      const flow = chain(steps, participants);
      expect([flow.steps.length, flow.participants.length]).toEqual([steps, participants]);
      const run = execute(flow, { seed });
      expect(run.trace.outcome.failures).toEqual([]);
      expect(run.steps).toBe(steps);
    }),
    { numRuns: 40 },
  );
});

test("what is executed grows with the chain and no faster", () => {
  const work = [100, 1000, 2000].map((steps) => execute(chain(steps, 20), { seed: 1 }).events / steps);
  for (const perStep of work) expect(Math.abs(perStep - 1.94)).toBeLessThan(0.1);
});

test("a chain breaks no rule on flows that is an error", () => {
  expect(lintFlow(chain(400, 20)).filter(({ severity }) => severity === "error")).toEqual([]);
});
