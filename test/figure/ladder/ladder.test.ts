import fc from "fast-check";
import { expect, test } from "vitest";
import { Grid } from "../../../src/figure/ladder/grid.ts";
import { writeLadder } from "../../../src/figure/ladder/write-ladder.ts";
import { cellsIn } from "../../../src/figure/measure/cells.ts";
import { planOf } from "../../../src/figure/plan/plan-of.ts";
import { labelOf } from "../../../src/figure/plan/row.ts";
import type { Flow } from "../../../src/model/flow.ts";
import { BadInput } from "../../../src/model/wrong.ts";
import { arbitraryFlow, label } from "../arbitrary-flow.ts";
import { exampleFlows } from "../example-flows.ts";
import { makeFlow } from "../make-flow.ts";

const small = makeFlow(
  { participants: ["UE@home", "P-CSCF@home", "remote end point"], groups: ["home"], notes: ["All may be left out."] },
  [
    { condition: "the UE is registered", of: ["UE", "P-CSCF"] },
    { message: "INVITE", path: ["UE", "P-CSCF", "remote end point"] },
    { message: "200 OK", path: ["remote end point", "P-CSCF", "UE"], role: "reply", note: "soon" },
    { action: "thinks", of: "remote end point" },
    { fragment: "opt", operands: [["it likes", [{ message: "INFO", path: ["UE", "P-CSCF"], role: "one-way" }]]] },
  ],
);

test("a ladder", () => {
  expect(`\n${writeLadder(small)}`).toMatchInlineSnapshot(`
    "
    Figure 1: A flow

     ┌─────── home ────────┐
     ┌────┐       ┌────────┐ ┌──────────────────┐
     │ UE │       │ P-CSCF │ │ remote end point │
     └──┬─┘       └────┬───┘ └─────────┬────────┘
    ╭─────────────────────────╮        │
    │ 1. The UE is registered │        │
    ╰─────────────────────────╯        │
        │              │               │
        │─ 2. INVITE ─►│               │
        │              │── 3. INVITE ─►│
        │              │               │
        │              │◄┄ 4. 200 OK ┄┄│
        │◄ 5. 200 OK ┄┄│               │
        ┌┄┄┄┄┄┄┄┄┄┄┄┄┄┄┐               │
        ┆ NOTE 1: soon ┆               │
        └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘               │
        │              │         ┌───────────┐
        │              │         │ 6. Thinks │
        │              │         └───────────┘
        │              │               │
    ┏━ opt [it likes] ━━━━━━━━━┓       │
    ┃   │              │       ┃       │
    ┃   │── 7. INFO ──>│       ┃       │
    ┗━━━━━━━━━━━━━━━━━━━━━━━━━━┛       │
        │              │               │
     ┌──┴─┐       ┌────┴───┐ ┌─────────┴────────┐
     │ UE │       │ P-CSCF │ │ remote end point │
     └────┘       └────────┘ └──────────────────┘
     └─────── home ────────┘

    NOTE 2: All may be left out.
    "
  `);
});

test("a ladder in ASCII, 44 wide", () => {
  expect(`\n${writeLadder(small, { ascii: true, columns: 44 })}`).toMatchInlineSnapshot(`
    "
    Figure 1: A flow

     +------ home ------+
     +----+    +--------+ +------------------+
     | UE |    | P-CSCF | | remote end point |
     +--+-+    +----+---+ +---------+--------+
    +-------------------------+     |
    | 1. The UE is registered |     |
    +-------------------------+     |
        |           |               |
        | 2. INVITE |               |
        |---------->|               |
        |           |-- 3. INVITE ->|
        |           |               |
        |           |<. 4. 200 OK ..|
        | 5. 200 OK |               |
        |<..........|               |
       +..............+             |
       : NOTE 1: soon :             |
       +..............+             |
        |           |         +-----------+
        |           |         | 6. Thinks |
        |           |         +-----------+
        |           |               |
    ## opt [it likes] #######       |
    #   |           |       #       |
    #   |  7. INFO  |       #       |
    #   |---------->|       #       |
    #########################       |
        |           |               |
     +--+-+    +----+---+ +---------+--------+
     | UE |    | P-CSCF | | remote end point |
     +----+    +--------+ +------------------+
     +------ home ------+

    NOTE 2: All may be left out.
    "
  `);
});

const numbers = (text: string) => [...text.matchAll(/(?<![\w.])(\d+)\.(?= |$)/gmu)].map(([, number]) => Number(number));

test.each(Object.entries(exampleFlows))("every number is there, in order, at any width: %s", (_, flow) => {
  for (const width of [undefined, 40, 80, 100, 160]) {
    for (const ascii of [false, true]) {
      const text = writeLadder(flow, { ascii, ...(width === undefined ? {} : { columns: width }) });
      const found = numbers(text);
      for (const { number } of flow.steps)
        expect(found.filter((one) => one === number.number).length, `${number.number} at ${width}`).toBeGreaterThan(0);
    }
  }
});

test("a ladder keeps to the width where its heads fit", () => {
  for (const flow of Object.values(exampleFlows)) {
    const lines = writeLadder(flow, { columns: 100 }).split("\n");
    for (const line of lines) expect(cellsIn(line), line).toBeLessThanOrEqual(100);
  }
});

test("in as many columns as are asked for, with every word whole, or a sentence that says how many it takes", { timeout: 60_000 }, () => {
  let drawn = 0;
  let refused = 0;
  fc.assert(
    fc.property(arbitraryFlow(label), fc.integer({ min: 20, max: 110 }), (flow, columns) => {
      try {
        expectColumns(flow, columns);
        drawn += 1;
      } catch (wrong) {
        if (!(wrong instanceof BadInput)) throw wrong;
        const [, needed] = /^\d+ participants? needs? (\d+) columns, there are \d+$/u.exec(wrong.message) ?? [];
        expect(Number(needed)).toBeGreaterThan(columns);
        refused += 1;
      }
    }),
    { numRuns: 200 },
  );
  expect(Math.min(drawn, refused)).toBeGreaterThan(20);
  for (const flow of Object.values(exampleFlows)) expectColumns(flow, 90);
});

/** What no line is wider than, and in which no word is cut that has room in it. */
function expectColumns(flow: Flow, columns: number): void {
  const text = writeLadder(flow, { columns, wider: false });
  for (const line of text.split("\n")) expect(cellsIn(line), line).toBeLessThanOrEqual(columns);
  const { rows, columns: all } = planOf(flow);
  const said = [...all.map(({ head }) => head), ...rows.flatMap((row) => ("label" in row ? [labelOf(row)] : []))];
  const drawn = ` ${text.replaceAll(/[\s\u2500-\u257f◄►<>[\]]+/gu, " ")} `;
  for (const word of said.flatMap((one) => one.replaceAll(/[\s\u2500-\u257f◄►<>[\]]+/gu, " ").split(" ")))
    if (cellsIn(word) < columns / 2) expect(drawn, word).toContain(` ${word}${word === "" ? "" : " "}`);
}

test("lifelines stand one under the other, whatever the names", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      arbitraryFlow(label),
      fc.option(fc.integer({ min: 20, max: 200 }), { nil: undefined }),
      ({ lifelines: _, ...flow }, width) => {
        const text = writeLadder(flow, width === undefined ? {} : { columns: width });
        const lines = text.split("\n");
        const top = lines.findIndex((line) => /^ *└─*┬/u.test(line));
        const bottom = lines.findLastIndex((line) => /┴/u.test(line));
        expect(top).toBeGreaterThan(0);
        const places = cellsWith(lines[top] ?? "", "┬");
        expect(cellsWith(lines[bottom] ?? "", "┴")).toEqual(places);
        for (const line of lines.slice(top + 1, bottom)) {
          if (/^[ │┃]*$/u.test(line)) expect(cellsWith(line, "│")).toEqual(places);
        }
      },
    ),
    { numRuns: 150 },
  );
});

test("ASCII draws with ASCII alone", () => {
  for (const flow of Object.values(exampleFlows)) expect(writeLadder(flow, { ascii: true })).toMatch(/^[\n -~]*$/u);
});

test("wide and combining characters take the cells they take", () => {
  const grid = new Grid();
  grid.line([0, "|    |"], [1, "中e\u0301"]);
  grid.line([2, "x"], [0, "ab"]);
  expect(grid.text()).toBe("|中e\u0301 |\nabx\n");
  expect(cellsIn("中e\u0301")).toBe(3);
});

function cellsWith(line: string, sign: string): readonly number[] {
  const found: number[] = [];
  let cell = 0;
  for (const character of line) {
    if (character === sign) found.push(cell);
    cell += cellsIn(character);
  }
  return found;
}
