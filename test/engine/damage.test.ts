import fc from "fast-check";
import { expect, test } from "vitest";
import { resolveVariant } from "../../src/analysis/resolve-variant.ts";
import { execute } from "../../src/engine/index.ts";
import { parseFlow } from "../../src/model/schema.ts";
import { BadInput } from "../../src/model/wrong.ts";
import { parseTrace, writeTrace } from "../../src/trace/index.ts";
import { everyKind } from "../model/every-kind.ts";
import { damaged, strokes } from "./damage.ts";
import { sixFlows } from "./six-flows.ts";
import { richFlow } from "./small-flow.ts";

/** The flow in the data; null where the damage has cost it its shape. */
function flowIn(value: unknown) {
  try {
    return parseFlow(value);
  } catch (wrong) {
    if (wrong instanceof BadInput) return null;
    throw wrong;
  }
}

test("whatever a flow says, it is executed to an end, and its trace can be read", { timeout: 60_000 }, () => {
  let [flows, failed] = [0, 0];
  const whole = [...sixFlows, richFlow, everyKind];
  fc.assert(
    fc.property(fc.nat(whole.length - 1), strokes, fc.nat(1000), (at, hits, seed) => {
      const flow = flowIn(damaged(whole[at] ?? everyKind, hits));
      if (flow === null) return;
      const { trace } = execute(flow, { seed });
      flows += 1;
      if (!trace.outcome.ok) failed += 1;
      for (const { reason } of trace.outcome.failures) expect(reason).not.toMatch(/^$|undefined|null|NaN/u);
      expect(parseTrace(writeTrace(trace), "trace.jsonl")).toEqual(trace);
      for (const variant of flow.variants) execute(resolveVariant(flow, variant.id), { seed });
    }),
    { numRuns: 500 },
  );
  // The property says nothing if the damage is refused before, or never felt.
  expect(flows).toBeGreaterThan(400);
  expect(failed).toBeGreaterThan(200);
});
