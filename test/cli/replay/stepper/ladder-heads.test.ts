import fc from "fast-check";
import { expect, test } from "vitest";
import { type Head, placeHeads } from "../../../../src/cli/replay/stepper/ladder-heads.ts";
import { cellsIn } from "../../../../src/figure/measure/cells.ts";
import { allFlows } from "../../../engine/six-flows.ts";

const headsOf = (names: readonly string[], spacing: number): readonly Head[] =>
  names.map((name, at) => ({ name, x: 4 + at * spacing + Math.floor(spacing / 2) }));

const placed = (heads: readonly Head[], width: number, most: number) => placeHeads(heads, width, most).flat();

test.each(allFlows)("$name: no two heads say the same, whatever the room, and all stand side by side", ({ flow }) => {
  const names = flow.participants.map(({ name }) => name);
  for (let spacing = 6; spacing <= 24; spacing += 1)
    for (const most of [1, 2, 3]) {
      const width = 4 + names.length * spacing;
      const rows = placeHeads(headsOf(names, spacing), width, most);
      const all = rows.flat();
      expect(all.length).toBe(names.length);
      expect(new Set(all.map(({ lines }) => lines.join(" "))).size).toBe(names.length);
      for (const row of rows) {
        for (const [at, { lines, left, right }] of row.entries()) {
          expect(lines.length).toBeLessThanOrEqual(most);
          for (const line of lines) expect(cellsIn(line)).toBeLessThanOrEqual(right - left);
          expect(right).toBeLessThanOrEqual(row[at + 1]?.left ?? width);
        }
      }
    }
});

test("what is cut is cut where it is like no other", () => {
  const told = (names: readonly string[], spacing: number, most: number) =>
    placed(headsOf(names, spacing), 4 + names.length * spacing, most).map(({ lines }) => lines.join("|"));
  expect(told(["Device 1 of Alice", "Proxy", "Device 2 of Alice"], 6, 1)).toEqual(["Device 1 of…", "Device…2", "Proxy"]);
  expect(told(["User A Device 1", "Proxy", "User A Device 2"], 6, 1)).toEqual(["…A Device 1", "User A…2", "Proxy"]);
  expect(told(["manager in the partner MC system", "SIP", "manager in the primary MC system"], 5, 2)).toEqual([
    "manager in|the partne…",
    "manage…|primary",
    "SIP",
  ]);
  expect(told(["Alice", "Bob"], 8, 1)).toEqual(["Alice", "Bob"]);
});

test("any names in any room: as many heads, within their room", () => {
  const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(names, fc.integer({ min: 6, max: 20 }), fc.integer({ min: 1, max: 3 }), (some, spacing, most) => {
      const all = placed(headsOf(some, spacing), 4 + some.length * spacing, most);
      expect(all.length).toBe(some.length);
      for (const { lines, left, right } of all) for (const line of lines) expect(cellsIn(line)).toBeLessThanOrEqual(right - left);
    }),
  );
});
