import fc from "fast-check";
import { describe, expect, test } from "vitest";
import mmscTransfer from "../../flows/mmsc-transfer.ts";
import { keepNumbers } from "../../src/analysis/frozen/keep-numbers.ts";
import { type Pins, pinsOf, writePins } from "../../src/analysis/frozen/pins.ts";
import { as, defineFlow } from "../../src/index.ts";
import { lintFlows } from "../../src/lint/index.ts";
import type { Flow } from "../../src/model/flow.ts";
import { parsePins } from "../../src/model/schema/pins.ts";
import { printLabel } from "../../src/model/step-label.ts";
import { clauseOf } from "../../src/spec/index.ts";

/** Actions, one after the other; published. */
function actions(names: readonly string[]): Flow {
  return defineFlow(
    {
      id: "f",
      title: "t",
      figure: { label: "1", caption: "c" },
      source: { document: "d", clause: "1" },
      published: "1",
      participants: { a: as("A"), b: as("B") },
    },
    ({ a, b }, flow) => {
      flow.condition([a, b], "ready");
      for (const name of names) flow.action(a, name);
    },
  );
}

function pinned(flow: Flow): Pins {
  const pins = pinsOf(flow);
  if (pins === null) throw new Error("the flow is not published");
  return pins;
}

/** `2 p, 2a x`; the first step is a condition. */
function numbered(flow: Flow): string {
  const said = flow.paragraphs.slice(1).map(({ label, steps }) => {
    const element = flow.body.find(({ id }) => id === steps[0]);
    const text = element !== undefined && "text" in element ? element.text.map((one) => ("value" in one ? one.value : "")).join("") : "";
    return `${printLabel(label)} ${text}`;
  });
  return said.join(", ");
}

const voids = (flow: Flow) => flow.published?.voids.map((number) => printLabel(number));

describe("numbers that are frozen", () => {
  const pins = pinned(actions(["p", "q", "r", "s"]));
  const now = (...names: readonly string[]) => keepNumbers(actions(names), pins);

  test("nothing has changed", () =>
    expect([numbered(now("p", "q", "r", "s")), voids(now("p", "q", "r", "s"))]).toEqual(["2 p, 3 q, 4 r, 5 s", []]));
  test("what comes in between has letters", () =>
    expect(numbered(now("p", "x", "y", "q", "r", "z", "s"))).toBe("2 p, 2a x, 2b y, 3 q, 4 r, 4a z, 5 s"));
  test("what comes last goes on", () => expect(numbered(now("p", "q", "r", "s", "x", "y"))).toBe("2 p, 3 q, 4 r, 5 s, 6 x, 7 y"));
  test("what is gone is void", () => expect([numbered(now("p", "s")), voids(now("p", "s"))]).toEqual(["2 p, 5 s", ["3", "4"]]));
  test("what was last is void, and its number is not used again", () =>
    expect([numbered(now("p", "q", "r", "x", "y")), voids(now("p", "q", "r"))]).toEqual(["2 p, 3 q, 4 r, 5 x, 6 y", ["5"]]));
  test("what has moved is gone in one place and new in another", () => {
    expect([numbered(now("q", "r", "s", "p")), voids(now("q", "r", "s", "p"))]).toEqual(["3 q, 4 r, 5 s, 6 p", ["2"]]);
  });

  test("the next version keeps letters and voids", () => {
    const second = pinned(now("p", "x", "q", "s"));
    expect(second.steps.map(({ number, step }) => [number, step === null])).toEqual([
      ["1", false],
      ["2", false],
      ["2a", false],
      ["3", false],
      ["5", false],
      ["4", true],
    ]);
    const third = keepNumbers(actions(["p", "n", "x", "q", "m", "s"]), second);
    expect([numbered(third), voids(third)]).toEqual(["2 p, 2b n, 2a x, 3 q, 3a m, 5 s", ["4"]]);
    expect(lintFlows([third]).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test("in the clause", () => {
    const labels = clauseOf(now("p", "x", "y", "s")).blocks.flatMap((block) =>
      block.kind === "paragraph" ? [[block.printed, block.spans.map(({ value }) => value).join("")]] : [],
    );
    expect(labels.slice(1)).toEqual([
      ["2.", "A p."],
      ["3.", "A x."],
      ["4.", "A y."],
      ["5.", "A s."],
    ]);
    const gone = clauseOf(now("p")).blocks.flatMap((block) => (block.kind === "paragraph" ? [block.printed] : []));
    expect(gone).toEqual(["1.", "2.", "3-5."]);
  });

  test("words that stand in place of others are the same step, reworded", () =>
    expect([numbered(now("p", "x", "r", "s")), voids(now("p", "x", "r", "s"))]).toEqual(["2 p, 3 x, 4 r, 5 s", []]));
});

test("what is written of them is read again", () => {
  const pins = pinned({ ...mmscTransfer, published: { version: "8.0.0", voids: [] } });
  expect(parsePins(JSON.parse(writePins(pins)), "x")).toEqual(pins);
  expect(writePins(pins).split("\n").length).toBe(44 + 16);
});

test("a variant has its letters behind what stands in front of it now", () => {
  const published: Flow = { ...mmscTransfer, published: { version: "1", voids: [] } };
  const same = keepNumbers(published, pinned(published));
  expect(same.variants).toEqual(published.variants);
  const steps = pinned(published).steps.map((pin, at) => ({ ...pin, number: String(at + 101) }));
  const moved = keepNumbers(published, { ...pinned(published), steps });
  expect(moved.variants[0]?.steps.map(({ number }) => printLabel(number))).toEqual(["144a", "144b", "144c", "144d", "144e", "144f"]);
});

test("whatever happens to a flow, what was there keeps its number, none is used twice, and none is missing", () => {
  const names = fc.uniqueArray(fc.constantFrom(..."pqrstuvwxyz"), { maxLength: 8 });
  fc.assert(
    fc.property(names, names, names, (first, second, third) => {
      const one = pinned(actions(first));
      const two = keepNumbers(actions(second), one);
      const three = keepNumbers(actions(third), pinned(two));
      for (const [flow, before] of [
        [two, one],
        [three, pinned(two)],
      ] as const) {
        const printed = [...flow.steps.map(({ number }) => printLabel(number)), ...(voids(flow) ?? [])];
        expect(new Set(printed).size).toBe(printed.length);
        for (const { number } of before.steps) expect(printed).toContain(number);
        expect(
          lintFlows([flow])
            .filter(({ severity }) => severity === "error")
            .map(({ message }) => message),
        ).toEqual([]);
      }
    }),
  );
});
