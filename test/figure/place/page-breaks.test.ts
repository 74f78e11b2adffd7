import fc from "fast-check";
import { expect, test } from "vitest";
import { pagesOf } from "../../../src/figure/place/lay-out.ts";
import { type PageRoom, pageBreaks, pageHeight } from "../../../src/figure/place/page-breaks.ts";
import type { RowHeights } from "../../../src/figure/place/row-heights.ts";
import { tearCosts } from "../../../src/figure/place/tear-costs.ts";
import { planOf } from "../../../src/figure/plan/plan-of.ts";
import type { Scene } from "../../../src/figure/scene.ts";
import { makeFlow } from "../make-flow.ts";

function heightsOf(rows: readonly number[]): RowHeights {
  const before = new Float64Array(rows.length + 1);
  for (const [at, height] of rows.entries()) before[at + 1] = (before[at] ?? 0) + height;
  return { before, reopened: new Float64Array(rows.length), closing: new Float64Array(rows.length) };
}

const room: PageRoom = { height: 100, above: 10, continued: 12, below: 3, atEnd: 10, grows: false };
const always = () => true;

test("the last page is not left with a single row", () => {
  // Filled from the top, there would be 8 rows on the first page and one on the second.
  expect(pageBreaks(heightsOf(Array.from({ length: 9 }, () => 10)), room, new Float64Array(9), always)).toEqual([5, 9]);
});

test("a page ends where it costs less, if the others stay about as full", () => {
  const costs = new Float64Array(9);
  costs[5] = 0.25;
  expect(pageBreaks(heightsOf(Array.from({ length: 9 }, () => 10)), room, costs, always)).toEqual([4, 9]);
});

test("a row that no page can hold has a page of its own if pages may grow, else there is no way", () => {
  const heights = heightsOf([10, 200, 10]);
  expect(pageBreaks(heights, room, new Float64Array(3), always)).toBeNull();
  expect(pageBreaks(heights, { ...room, grows: true }, new Float64Array(3), always)).toEqual([1, 2, 3]);
});

test("no other way to break pages is as short and costs less", () => {
  const rows = fc.array(fc.record({ height: fc.integer({ min: 5, max: 40 }), cost: fc.constantFrom(0, 0, 0.06, 0.25, 0.37) }), {
    minLength: 1,
    maxLength: 11,
  });
  fc.assert(
    fc.property(rows, (all) => {
      const heights = heightsOf(all.map(({ height }) => height));
      const costs = Float64Array.from(all, ({ cost }) => cost);
      const ends = pageBreaks(heights, room, costs, always);
      const every = waysFrom(0, all.length).filter((way) =>
        way.every((end, at) => pageHeight(heights, room, way[at - 1] ?? 0, end) <= room.height),
      );
      const fewest = Math.min(...every.map((way) => way.length));
      expect(ends?.length ?? Number.POSITIVE_INFINITY).toBe(fewest);
      if (ends !== null) expect(costOf(ends)).toBeCloseTo(Math.min(...every.map(costOf)), 9);

      function costOf(way: readonly number[]): number {
        return way.reduce((sum, end, at) => {
          const first = way[at - 1] ?? 0;
          const empty = 1 - pageHeight(heights, room, first, end) / room.height;
          return sum + 3 + empty * empty + (end === all.length ? 0 : (costs[end] ?? 0)) + (end - first === 1 ? 1 : 0);
        }, 0);
      }
    }),
    { numRuns: 300 },
  );
});

/** Every way to end pages. */
function waysFrom(first: number, all: number): readonly (readonly number[])[] {
  if (first === all) return [[]];
  return Array.from({ length: all - first }, (_, at) => first + at + 1).flatMap((end) => waysFrom(end, all).map((rest) => [end, ...rest]));
}

test("it costs to part the hops of a paragraph, what stands in a frame, a request and its answer, and most to part a note from its step", () => {
  const flow = makeFlow({ participants: ["A", "P", "B"] }, [
    { message: "INFO", path: ["A", "P", "B"], note: "soon" },
    {
      fragment: "opt",
      operands: [
        [
          "it likes",
          [
            { message: "BYE", path: ["A", "B"] },
            { message: "BYE", path: ["A", "B"] },
          ],
        ],
      ],
    },
    { message: "INFO", path: ["A", "B"] },
  ]);
  const { rows } = planOf(flow);
  expect(rows.map(({ kind }) => kind)).toEqual(["message", "message", "note", "open", "message", "message", "close", "message"]);
  const [first, hop, note, open, inside, second, close, last] = tearCosts(rows, flow);
  expect([first, open, last]).toEqual([0, 0, 0]);
  expect(hop).toBeGreaterThan(0.2);
  expect(second).toBeGreaterThan(0.1);
  expect(Math.min(note ?? 0, inside ?? 0, close ?? 0)).toBeGreaterThan(9);
});

test("pages of a figure are about as high as each other, and none has one arrow", () => {
  const flow = makeFlow(
    { participants: ["A", "B"] },
    Array.from({ length: 46 }, () => ({ message: "INFO", path: ["A", "B"] })),
  );
  for (const height of [200, 220, 240, 260, 280, 300, 320, 340, 400, 500]) {
    const pages = [...pagesOf(flow, { page: { width: 300, height } })];
    const steps = pages.map(stepsIn);
    if (pages.length > 1) expect(Math.min(...steps), `${steps} at ${height}`).toBeGreaterThan(Math.max(...steps) / 2);
  }
});

function stepsIn({ parts }: Scene): number {
  return parts.filter(({ step }) => step !== null).length;
}
