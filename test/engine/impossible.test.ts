import { expect, test } from "vitest";
import { execute } from "../../src/engine/index.ts";
import { lintFlows, rules } from "../../src/lint/index.ts";
import { fixtureFlows } from "../lint/fixtures.ts";

// A flow whose protocol cannot work has a finding at the call that says so, and ends in words where it is executed all the same.

test.each(rules.map(({ meta }) => [meta.id] as const))("%s: what it finds is executed to an end, whatever comes of it", async (id) => {
  for (const flow of await fixtureFlows(id, "bad")) {
    const { trace, ending } = execute(flow, { seed: 1 });
    if (ending !== "done") expect(trace.outcome.ok).toBe(false);
    for (const { reason } of trace.outcome.failures) expect(reason).not.toMatch(/^$|undefined|null|NaN/u);
  }
});

test.each(["exchange/consistent-path", "exchange/consistent-offer", "exchange/require-media", "exchange/require-session"])(
  "%s: what it finds fails at a step, and is told with file, line and column before",
  async (id) => {
    const flows = await fixtureFlows(id, "bad");
    for (const flow of flows) {
      const { outcome } = execute(flow, { seed: 1 }).trace;
      expect(outcome.ok).toBe(false);
      expect(outcome.failures[0]?.step).not.toBeNull();
      const [found] = lintFlows([flow]);
      expect(found?.place).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
      expect(found?.place?.file).toMatch(/bad.*\.ts$/u);
    }
  },
);
