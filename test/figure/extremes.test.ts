import { expect, test } from "vitest";
import { figureFormats, layOut, parsePage, parseSize, writeSvg } from "../../src/figure/index.ts";
import { A4 } from "../../src/figure/page.ts";
import { pagesOf } from "../../src/figure/place/lay-out.ts";
import { BadInput } from "../../src/model/wrong.ts";
import { chain } from "../engine/chain.ts";
import { makeFlow } from "./make-flow.ts";
import { expectLaws, expectPages } from "./place/scene-laws.ts";

test("200 participants: a wide figure, or one sentence where a page was asked for", () => {
  const names = Array.from({ length: 200 }, (_, at) => `Node ${at + 1}`);
  const flow = makeFlow(
    { participants: names },
    names.slice(1).map((name, at) => ({ message: "PING", path: [names[at] ?? "", name] })),
  );
  const pages = [...pagesOf(flow)];
  expectPages(pages, flow, { width: Number.POSITIVE_INFINITY, height: A4.height });
  expect(new Set(pages.map(({ width }) => width)).size).toBe(1);
  expect(() => [...pagesOf(flow, { page: A4 })]).toThrow(/^200 participants need a page \d+ mm wide, this one is 170 mm$/u);
  for (const { draw } of figureFormats) expect([...draw(flow, {})].join("").length).toBeGreaterThan(1000);
});

test("pages of a long flow are made one by one, and have every step once", () => {
  const flow = chain(5_000, 12);
  const first = pagesOf(flow).next();
  expect(first.done === false && first.value.page).toBe(1);
  const drawn: string[] = [];
  let count = 0;
  for (const page of pagesOf(flow)) {
    count += 1;
    expect(page.height).toBeLessThanOrEqual(A4.height);
    for (const { step } of page.parts) drawn.push(...(step?.ids ?? []));
  }
  expect(drawn).toEqual(flow.steps.map(({ id }) => id));
  expect(count).toBeGreaterThan(100);
});

const nasty: readonly (readonly [string, string])[] = [
  ["300 characters in one word", "n".repeat(300)],
  ["300 characters in words", "a word ".repeat(43).trim()],
  ["right-to-left", "שלום עולם مرحبا 1. INVITE"],
  ["combining", "e\u0301".repeat(40)],
  ["control characters", "a\u0000b\u0007c\u001b[31md\u007fe\u202ef"],
  ["markup", `<script>alert("x")</script>&amp;'<!--]]>`],
  ["emoji and ideographs", "👩‍👩‍👧 家族 呼び出し"],
];

test.each(nasty)("%s: everything is on the page, nothing covers anything", (_, text) => {
  const flow = makeFlow({ participants: [text, "B", `${text} 2`], groups: [], title: text, notes: [text] }, [
    { message: text, path: [text, "B"], note: text },
    { message: text, path: [text, `${text} 2`], lost: true },
    { message: text, path: ["B", "B"] },
    { condition: text, of: [text, "B"] },
    { action: text, of: "B" },
    { exchange: text, between: ["B", text] },
    { reference: text, flow: text, of: ["B"] },
    { timer: text, of: text, event: "start" },
    { fragment: "alt", operands: [[text, [{ action: text, of: "B" }]]] },
  ]);
  expectLaws(layOut(flow, { page: null }), flow);
  const svg = writeSvg(layOut(flow, { page: null }));
  expect(svg).not.toMatch(/<script|<!--/u);
  for (const { draw } of figureFormats) for (const page of draw(flow, {})) expect(page).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
});

test("a page too small for one row is told with the height it needs", () => {
  const flow = makeFlow({ participants: ["A", "B"] }, [{ message: "INVITE", path: ["A", "B"] }]);
  const low = { width: A4.width, height: 40 };
  expect(() => [...pagesOf(flow, { page: low })]).toThrow(/^the page is too low for "1\. INVITE": it has to be \d+ mm high$/u);
  const [, needed] = /be (\d+) mm/u.exec(messageOf(() => [...pagesOf(flow, { page: low })])) ?? [];
  const enough = { width: A4.width, height: (Number(needed) / 25.4) * 72 };
  expect([...pagesOf(flow, { page: enough })]).toHaveLength(1);
  expect(() => [...pagesOf(flow, { page: { width: 30, height: 700 } })]).toThrow(
    /2 participants need a page \d+ mm wide, this one is 11 mm/u,
  );
});

function messageOf(wrong: () => unknown): string {
  try {
    wrong();
  } catch (error) {
    if (error instanceof BadInput) return error.message;
    throw error;
  }
  return "";
}

test("sizes of pages and of type", () => {
  expect(parsePage("170x240mm")).toEqual(A4);
  expect(parsePage("17x24cm")?.width).toBeCloseTo(A4.width, 6);
  expect(parsePage("6.5 in x 9 in")?.height).toBeCloseTo(648, 6);
  expect(parsePage("482x680pt")?.width).toBeCloseTo(482, 6);
  expect(parsePage("none")).toBeNull();
  for (const wrong of ["", "a4", "170", "170x", "0x10mm", "-1x5", "1e9x1e9", "170x240km"])
    expect(() => parsePage(wrong), wrong).toThrow(BadInput);
  expect(parseSize("9.5pt")).toBe(9.5);
  for (const wrong of ["", "pt", "0", "0.5pt", "100pt", "8px"]) expect(() => parseSize(wrong), wrong).toThrow(BadInput);
});

test("larger type is a larger unit: what fits at 8 pt on a page fits at 16 pt on one twice as large", () => {
  const flow = makeFlow({ participants: ["A", "B"] }, [{ message: "INVITE", path: ["A", "B"] }]);
  const small = [...pagesOf(flow)];
  const large = [...pagesOf(flow, { minSize: 16, page: { width: 2 * A4.width, height: 2 * A4.height } })];
  expect(large).toEqual(small.map((page) => ({ ...page, scale: 2 })));
  expect(writeSvg(large[0] ?? layOut(flow))).toContain(`viewBox="0 0 ${small[0]?.width.toFixed(2).replace(/\.?0+$/u, "")} `);
});
