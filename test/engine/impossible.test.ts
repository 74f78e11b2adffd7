import { expect, test } from "vitest";
import { execute } from "../../src/engine/index.ts";
import { lintFlows, rules } from "../../src/lint/index.ts";
import { filesOf, fixtureFlows } from "../lint/fixtures.ts";

// A flow whose protocol cannot work has a finding at the call that says so, and ends in words where it is executed all the same.

/** Those whose fixture is a flow. */
const ids = rules.map(({ meta }) => meta.id).filter((id) => filesOf(id, "bad").length > 0);

test.each(ids)("%s: what it finds is executed to an end, whatever comes of it", async (id) => {
  const flows = await fixtureFlows(id, "bad");
  expect(flows).not.toEqual([]);
  for (const flow of flows) {
    const { trace, ending } = execute(flow, { seed: 1 });
    const { ok, failures, expectations } = trace.outcome;
    expect(ok).toBe(failures.length === 0 && expectations.every((one) => one.ok));
    if (ending !== "done") expect(ok).toBe(false);
    for (const { reason } of failures) expect(reason).not.toMatch(/^$|undefined|null|NaN/u);
  }
});

test.each(["exchange/consistent-path", "exchange/consistent-offer", "exchange/require-media", "exchange/require-session"])(
  "%s: what it finds fails at a step, and is told with file, line and column before",
  async (id) => {
    const flows = await fixtureFlows(id, "bad");
    expect(flows).not.toEqual([]);
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
