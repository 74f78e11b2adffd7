import fc from "fast-check";
import { describe, expect, test } from "vitest";
import mmscTransfer from "../../flows/mmsc-transfer.ts";
import { compareFlows } from "../../src/analysis/comparison/compare-flows.ts";
import { isUnchanged } from "../../src/analysis/comparison/comparison.ts";
import { mergedFlow } from "../../src/analysis/comparison/merged-flow.ts";
import { resolveVariant } from "../../src/analysis/resolve-variant.ts";
import { as, defineFlow } from "../../src/index.ts";
import type { Flow } from "../../src/model/flow.ts";
import { parseFlow } from "../../src/model/schema.ts";
import { firstOf, lastOf, printLabel, rangeOf } from "../../src/model/step-label.ts";
import { elementsOf } from "../../src/model/walk.ts";
import { flowWith, parts } from "./random-flows.ts";

/** Actions with these names, one after the other. */
function actions(names: readonly string[]): Flow {
  return defineFlow(
    { id: "f", title: "t", figure: { label: "1", caption: "c" }, source: { document: "d", clause: "1" }, participants: { a: as("A") } },
    ({ a }, flow) => {
      for (const name of names) flow.action(a, name);
    },
  );
}

const numbers = (flow: Flow) => flow.steps.map(({ number }) => printLabel(number));

describe("laws", () => {
  test("a flow is what it is: nothing has changed", () => {
    fc.assert(fc.property(parts, (all) => isUnchanged(compareFlows(flowWith(all), flowWith(all)))));
  });

  test("every step of both versions is told of once", () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const [old, now] = [flowWith(a), flowWith(b)];
        const { inserted, removed, shared } = compareFlows(old, now);
        const position = (flow: Flow) => (x: Flow["steps"][number], y: Flow["steps"][number]) =>
          flow.steps.indexOf(x) - flow.steps.indexOf(y);
        expect([...inserted, ...shared.map((pair) => pair.now)].sort(position(now))).toEqual(now.steps);
        expect([...removed, ...shared.map((pair) => pair.old)].sort(position(old))).toEqual(old.steps);
      }),
    );
  });

  test("the old numbers, renumbered, are the new ones", () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const { shared, renumbered } = compareFlows(flowWith(a), flowWith(b));
        for (const { old, now } of shared) {
          const n = old.number.number;
          const range = renumbered.find((each) => firstOf(each.old).number <= n && n <= lastOf(each.old).number);
          expect(range === undefined ? n : firstOf(range.now).number + n - firstOf(range.old).number).toBe(now.number.number);
        }
      }),
    );
  });

  test("what is put in is all that is new, and what follows shifts", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20 }), { maxLength: 8 }), fc.nat(), (texts, where) => {
        const names = texts.map((text) => `does ${text}`);
        const at = where % (names.length + 1);
        const [old, now] = [actions(names), actions([...names.slice(0, at), "does something new", ...names.slice(at)])];
        const { inserted, removed, moved, changed, renumbered } = compareFlows(old, now);
        expect(inserted).toEqual([now.steps[at]]);
        expect([removed, moved, changed]).toEqual([[], [], []]);
        const [from, to] = [old.steps[at]?.number, old.steps.at(-1)?.number];
        const [first, last] = [now.steps[at + 1]?.number, now.steps.at(-1)?.number];
        if (from === undefined || to === undefined || first === undefined || last === undefined) expect(renumbered).toEqual([]);
        else expect(renumbered).toEqual([{ old: rangeOf(from, to), now: rangeOf(first, last) }]);
      }),
    );
  });

  test("the fewest steps have moved", () => {
    const names = ["p", "q", "r", "s", "t", "u"];
    fc.assert(
      fc.property(fc.shuffledSubarray(names, { minLength: 6 }), (shuffled) => {
        const { moved, inserted, removed, changed } = compareFlows(actions(names), actions(shuffled));
        expect([inserted, removed, changed]).toEqual([[], [], []]);
        expect(moved.length).toBe(names.length - longestRising(shuffled.map((name) => names.indexOf(name))));
      }),
    );
  });

  test("both versions fit into one flow, to be drawn", () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const comparison = compareFlows(flowWith(a), flowWith(b));
        const { flow, changes } = mergedFlow(comparison);
        expect(() => parseFlow(JSON.parse(JSON.stringify(flow)))).not.toThrow();
        const ids = new Set([...elementsOf(flow.body)].map(({ id }) => id));
        expect(flow.steps.flatMap(({ covers }) => covers).filter((id) => !ids.has(id))).toEqual([]);
        expect([...changes.values()].filter((change) => change === "removed").length).toBe(comparison.removed.length);
        expect(flow.steps.length).toBe(comparison.now.steps.length + comparison.removed.length);
      }),
    );
  });
});

/** By trying all. */
function longestRising(all: readonly number[], above = -1): number {
  return Math.max(0, ...all.map((one, at) => (one > above ? 1 + longestRising(all.slice(at + 1), one) : 0)));
}

test("a variant against its flow: what it leaves out, and what it adds", () => {
  const { inserted, removed, moved, changed, renumbered } = compareFlows(mmscTransfer, resolveVariant(mmscTransfer, "all-media"));
  expect(removed.map(({ number }) => number.number)).toEqual([24, 25, 26, 27, 28, 29, 30, 31, 32]);
  expect(inserted.map(({ number }) => printLabel(number))).toEqual(["44a", "44b", "44c", "44d", "44e", "44f"]);
  expect([moved, changed, renumbered]).toEqual([[], [], []]);
});

test("what else has changed is told too", () => {
  const now: Flow = {
    ...mmscTransfer,
    title: "Another",
    participants: mmscTransfer.participants.map((one) => (one.id === "mmsc" ? { ...one, name: "SCC AS", head: "SCC AS" } : one)),
    notes: [],
  };
  const { facts, inserted, removed, changed } = compareFlows(mmscTransfer, now);
  expect([inserted, removed]).toEqual([[], []]);
  expect(facts.map(({ about, name }) => [about, name])).toEqual([
    ["title", ""],
    ["participant", "SCC AS"],
    ["note", "NOTE"],
  ]);
  expect(changed.map(({ now: { number } }) => number.number)).toEqual([1]);
  expect(numbers(now)).toEqual(numbers(mmscTransfer));
});
