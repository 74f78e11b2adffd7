import fc from "fast-check";
import { expect, test } from "vitest";
import { type Ladder, placeBands } from "../../../src/figure/html/place-bands.ts";
import type { Flow } from "../../../src/model/flow.ts";
import { arbitraryFlow, label } from "../arbitrary-flow.ts";
import { exampleFlows } from "../example-flows.ts";
import { pageOf } from "./pages.ts";

/** Ids of the steps that are to be seen, as hops or as arrows. */
function shown({ bands }: Ladder, as: "hop" | "arrow"): readonly string[] {
  return bands.flatMap(({ step }) => (step === null || (step.group !== null && step.as !== as) ? [] : (step.part.step?.ids ?? [])));
}

function expectBands(flow: Flow): void {
  const ladder = placeBands(flow, {});
  const all = flow.steps.map(({ id }) => id).sort();
  expect([...shown(ladder, "hop")].sort()).toEqual(all);
  expect([...shown(ladder, "arrow")].sort()).toEqual(all);
  let y = ladder.heads.bottom;
  for (const { top, bottom } of ladder.bands) {
    expect(top).toBeCloseTo(y, 6);
    expect(bottom).toBeGreaterThan(top);
    y = bottom;
  }
  const ids = ladder.bands.flatMap(({ step }) => step?.part.id ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  // What belongs to a band lies in it, and nothing is lost.
  const groups = new Set(ladder.bands.flatMap(({ step }) => step?.group ?? []));
  for (const group of groups) {
    const members = ladder.bands.filter(({ step }) => step?.group === group);
    expect(members.filter(({ step }) => step?.as === "arrow")).toHaveLength(1);
    expect(members[0]?.step?.as).toBe("arrow");
  }
}

test.each(Object.entries(exampleFlows))("%s: bands cover the figure, and show each step once, collapsed or not", (_, flow) => {
  expectBands(flow);
});

test("whatever the flow: each step once, collapsed or not, and a page comes of it", () => {
  fc.assert(
    fc.property(arbitraryFlow(label), (flow) => {
      expectBands(flow);
      expect(pageOf(flow)).toMatch(/^<!DOCTYPE html>\n[\s\S]*<\/html>\n$/u);
    }),
    { numRuns: 60 },
  );
});
