import fc from "fast-check";
import { expect, test } from "vitest";
import { figureFormats, writeSvg } from "../../../src/figure/index.ts";
import { A4, type LayOutOptions } from "../../../src/figure/page.ts";
import { DENSITIES } from "../../../src/figure/place/density.ts";
import { TYPE_SIZE } from "../../../src/figure/place/distances.ts";
import { layOut, pagesOf } from "../../../src/figure/place/lay-out.ts";
import { HEAD_HALF_WIDTH, type Scene } from "../../../src/figure/scene.ts";
import type { Flow } from "../../../src/model/flow.ts";
import { stepNumber } from "../../../src/model/step-label.ts";
import { BadInput } from "../../../src/model/wrong.ts";
import { arbitraryFlow, label } from "../arbitrary-flow.ts";
import { exampleFlows } from "../example-flows.ts";
import { makeFlow } from "../make-flow.ts";
import { expectLaws, expectPages } from "./scene-laws.ts";

test.each(Object.entries(exampleFlows))("nothing covers anything, and all is on an A4 page: %s", (_, flow) => {
  const scene = layOut(flow);
  expectLaws(scene, flow);
  expect(scene.width).toBeCloseTo(A4.width, 6);
  expect(scene.height).toBeLessThanOrEqual(A4.height);
  expect(TYPE_SIZE).toBe(8);
});

test("nothing covers anything in generated flows, every step is drawn once, on the page", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(arbitraryFlow(label), (flow) => {
      expectLaws(layOut(flow), flow);
    }),
    { numRuns: 1000, endOnFailure: true },
  );
});

test("a page that is too small for the flow is followed by another, and nothing is lost on the way", { timeout: 60_000 }, () => {
  let several = 0;
  fc.assert(
    fc.property(
      arbitraryFlow(label),
      fc.integer({ min: 60, max: 240 }),
      fc.constantFrom(8, 8, 10),
      fc.boolean(),
      (flow, height, minSize, feet) => {
        const paper = { width: A4.width, height: (height / 25.4) * 72 };
        const pages = pagesOrNull(flow, { page: paper, minSize, feet });
        if (pages === null) return;
        expectPages(pages, flow, paper, minSize / 8);
        if (pages.length > 1) several += 1;
      },
    ),
    { numRuns: 400, endOnFailure: true },
  );
  expect(several).toBeGreaterThan(40);
});

test("a narrow page holds every word whole, or says how wide it has to be", { timeout: 60_000 }, () => {
  let drawn = 0;
  let wanted = 0;
  fc.assert(
    fc.property(arbitraryFlow(label), fc.integer({ min: 30, max: 140 }), (flow, width) => {
      const paper = { width: (width / 25.4) * 72, height: A4.height };
      try {
        expectPages([...pagesOf(flow, { page: paper })], flow, paper);
        drawn += 1;
      } catch (wrong) {
        if (!(wrong instanceof BadInput)) throw wrong;
        const [, needed] = /need a page (\d+) mm wide, this one is \d+ mm$/u.exec(wrong.message) ?? [];
        if (needed === undefined) return;
        wanted += 1;
        expect(Number(needed)).toBeGreaterThan(width);
        const enough = { width: (Number(needed) / 25.4) * 72, height: 10_000 };
        expectPages([...pagesOf(flow, { page: enough })], flow, enough);
      }
    }),
    { numRuns: 200 },
  );
  expect(Math.min(drawn, wanted)).toBeGreaterThan(20);
});

/** Null where the page is too small for anything, which is said. */
function pagesOrNull(flow: Flow, options: LayOutOptions): readonly Scene[] | null {
  try {
    return [...pagesOf(flow, options)];
  } catch (wrong) {
    expect(wrong).toBeInstanceOf(BadInput);
    expect(String(wrong)).toMatch(/page (?:is too low|\d+ mm wide)/u);
    return null;
  }
}

test("however close rows stand, a text is nearer to its own arrow than to the arrowhead above", () => {
  for (const { textToArrow, arrowToText } of DENSITIES) {
    expect(arrowToText).toBeGreaterThanOrEqual(HEAD_HALF_WIDTH);
    expect(arrowToText).toBeGreaterThan(textToArrow);
  }
});

test("a bar that goes on on the next page is open at the end of this one", () => {
  const plain = makeFlow(
    { participants: ["A", "B"] },
    Array.from({ length: 40 }, () => ({ message: "MESSAGE", path: ["A", "B"] })),
  );
  const [first, last] = [plain.steps[2], plain.steps[39]];
  if (first === undefined || last === undefined) throw new RangeError("40 steps were expected");
  const flow: Flow = {
    ...plain,
    lifelines: [{ kind: "activation", participant: "B", from: first.id, until: last.id, place: plain.place }],
  };
  const pages = [...pagesOf(flow, { page: { width: A4.width, height: 250 } })];
  expect(pages.length).toBeGreaterThan(2);
  for (const [at, page] of pages.entries()) {
    const bars = page.parts.flatMap(({ role, marks }) => (role === "activation" ? marks : []));
    expect(bars).toHaveLength(1);
    const [bar] = bars;
    if (bar?.kind !== "shape") throw new RangeError("a bar is a shape");
    const isLast = at === pages.length - 1;
    expect(bar.open).toBe(isLast ? undefined : true);
    const outline = /<path d="([^"]+)"/u.exec(writeSvg({ ...page, parts: page.parts.filter(({ role }) => role === "activation") }))?.[1];
    expect(outline?.endsWith("Z")).toBe(isLast);
    const bottom = Math.max(...bar.points.map(({ y }) => y));
    if (!isLast) expect([bar.points[0]?.y, bar.points[3]?.y]).toEqual([bottom, bottom]);
  }
});

test("the same flow is the same scene", () => {
  for (const flow of Object.values(exampleFlows)) expect(layOut(structuredClone(flow))).toEqual(layOut(flow));
});

test("a participant that no row needs has no lifeline", () => {
  const flow = makeFlow({ participants: ["A", "core", "B", "nobody"] }, [{ message: "INVITE", path: ["A", "(core)", "B"] }]);
  expect(headsOf(layOut(flow))).toEqual(["A", "B"]);
});

test("end to end, each paragraph's message is one arrow with the range as its label", () => {
  const flow = makeFlow({ participants: ["A", "P", "S", "B"] }, [
    { message: "REFER", path: ["A", "P", "S", "B"] },
    {
      paragraph: [
        { message: "NOTIFY", path: ["B", "S", "P", "A"], note: "soon" },
        { message: "200 OK", path: ["A", "P", "S", "B"], role: "reply" },
      ],
    },
    { message: "BYE", path: ["A", "P"] },
  ]);
  const scene = layOut(flow, { view: "ends" });
  expect(stepsIn(scene)).toEqual([
    ["steps-1-3", "1~3. REFER", "1~3. REFER, A to B"],
    ["steps-4-6", "4~6. NOTIFY", "4~6. NOTIFY, B to A"],
    ["steps-7-9", "7~9. 200 OK", "7~9. 200 OK, A to B"],
    ["step-10", "10. BYE", "10. BYE, A to P"],
  ]);
  expect(headsOf(scene)).toEqual(["A", "P", "B"]);
});

test("a step over several hops is one arrow, a hop without a step none", () => {
  const flow = makeFlow({ participants: ["A", "P", "B"] }, [
    { message: "INVITE", path: ["A", "P", "B"], show: "ends" },
    { message: "200 OK", path: ["B", "P", "A"], role: "reply", show: "hidden" },
    { exchange: "a subscription", between: ["A", "B"], body: [{ message: "SUBSCRIBE", path: ["A", "P", "B"] }] },
  ]);
  expect(stepsIn(layOut(flow))).toEqual([
    ["step-1", "1. INVITE", "1. INVITE, A to B"],
    ["step-2", "2. A subscription", "2. A subscription, between A and B"],
  ]);
});

test("letters, prefixes and ends of numbers are printed as the clause does", () => {
  const flow = makeFlow({ participants: ["A", "B"], numbering: { end: "" } }, [
    { message: "BYE", path: ["A", "B"] },
    { message: "BYE", path: ["A", "B"] },
  ]);
  const [first, second] = flow.steps;
  if (first === undefined || second === undefined) throw new RangeError("two steps were expected");
  const lettered: Flow = {
    ...flow,
    steps: [
      { ...first, number: stepNumber(44, "a") },
      { ...second, number: stepNumber(1, "", "F") },
    ],
  };
  expect(stepsIn(layOut(lettered)).map(([id, text]) => [id, text])).toEqual([
    ["step-44a", "44a BYE"],
    ["step-F1", "F1 BYE"],
  ]);
});

test("groups are boxes around the heads of their neighbours", () => {
  const scene = layOut(exampleFlows.grouped);
  const groups = scene.parts.filter(({ role }) => role === "group").map(({ title }) => title);
  const above = ["MC service UE", "Partner MC system", "Primary MC system", "Partner IMS"];
  expect(groups).toEqual([...above, ...above]);
});

test("notes on a step stand under it, those on the flow under the figure", () => {
  const flow = makeFlow({ participants: ["A", "B"], notes: ["general"] }, [
    { message: "INVITE", path: ["A", "B"], note: "bound" },
    { message: "BYE", path: ["A", "B"] },
  ]);
  const tops = new Map<string, number>();
  for (const { marks } of layOut(flow).parts) {
    for (const mark of marks) if (mark.kind === "words") tops.set(mark.lines[0]?.text ?? "", mark.box.y);
  }
  const top = (text: string) => tops.get(text) ?? Number.NaN;
  expect(top("bound")).toBeGreaterThan(top("1. INVITE"));
  expect(top("bound")).toBeLessThan(top("2. BYE"));
  expect(top("general")).toBeGreaterThan(top("B"));
  expect([...tops.keys()]).toEqual(expect.arrayContaining(["NOTE 1:", "NOTE 2:"]));
});

test("a wrong flow is drawn as far as it goes", () => {
  const good = makeFlow({ participants: ["A", "B"] }, [
    { message: "INVITE", path: ["A", "unknown"] },
    { message: "200 OK", path: ["B", "A"], role: "reply" },
  ]);
  expect(headsOf(layOut(good))).toEqual(["A", "B", "unknown"]);
  const [first, second] = good.steps;
  if (first === undefined || second === undefined) throw new RangeError("two steps were expected");
  const twice: Flow = { ...good, steps: [first, { ...second, number: first.number }] };
  expect(stepsIn(layOut(twice)).map(([id]) => id)).toEqual(["step-1", "step-1.2"]);
  const torn: Flow = { ...good, messages: [], body: [] };
  expect(stepsIn(layOut(torn)).map(([, text]) => text)).toEqual(["1.", "2."]);
  const nobody: Flow = { ...good, body: [], steps: [{ ...first, from: null, to: null, covers: [] }] };
  expect(stepsIn(layOut(nobody)).map(([, text]) => text)).toEqual(["1."]);
  expect(headsOf(layOut({ ...good, body: [], steps: [], messages: [] }))).toEqual(["A", "B"]);
  expect(stepsIn(layOut({ ...nobody, participants: [] })).map(([, text]) => text)).toEqual(["1."]);
  const empty = layOut(makeFlow({ participants: [] }, []));
  expect(empty.width).toBeGreaterThan(0);
  expect(empty.height).toBeGreaterThan(0);
  const itself = makeFlow({ participants: ["A@a"], groups: [] }, [{ action: "thinks", of: "A" }]);
  const loop: Flow = { ...itself, groups: [{ kind: "group", id: "a", name: "a", parent: "a" }] };
  expectLaws(layOut(loop), loop);
});

test("whatever is torn out of a flow, the rest is drawn", { timeout: 60_000 }, () => {
  const kept = fc.record({
    participants: fc.boolean(),
    messages: fc.boolean(),
    steps: fc.nat(3),
    body: fc.boolean(),
    paragraphs: fc.boolean(),
    ids: fc.boolean(),
  });
  fc.assert(
    fc.property(arbitraryFlow(label), kept, (flow, keep) => {
      const torn: Flow = {
        ...flow,
        participants: keep.participants ? flow.participants : [],
        groups: keep.participants ? flow.groups : flow.groups.map((group) => ({ ...group, parent: group.id })),
        messages: keep.messages ? flow.messages : [],
        steps: flow.steps.map((step, at) =>
          at % 4 === keep.steps ? { ...step, from: null, covers: keep.ids ? step.covers : ["gone"] } : step,
        ),
        body: keep.body ? flow.body : [],
        paragraphs: keep.paragraphs ? flow.paragraphs : [],
      };
      for (const { draw } of figureFormats)
        for (const view of ["hops", "ends"] as const) expect([...draw(torn, { view })].join("")).not.toBe("");
      const ids = layOut(torn).parts.flatMap(({ id }) => id ?? []);
      expect(ids).toHaveLength(flow.steps.length);
    }),
    { numRuns: 100 },
  );
});

test("many participants and steps cost in proportion", { timeout: 30_000 }, () => {
  const names = Array.from({ length: 20 }, (_, at) => `Participant ${at}`);
  const chain = (steps: number) =>
    makeFlow(
      { participants: names },
      Array.from({ length: steps }, (_, at) => ({
        message: "get information request",
        path: [names[at % 20] ?? "", names[(at + 1) % 20] ?? ""],
      })),
    );
  const flow = chain(5000);
  layOut(chain(500));
  const begin = performance.now();
  const scene = layOut(flow);
  expect(performance.now() - begin).toBeLessThan(1500);
  expect(stepsIn(scene)).toHaveLength(5000);
});

/** Id, first line of text and title of each numbered part. */
function stepsIn({ parts }: Scene): readonly (readonly [string, string, string | null])[] {
  return parts.flatMap(({ id, title, marks }) => {
    const words = marks.find((mark) => mark.kind === "words");
    return id === null ? [] : [[id, words?.kind === "words" ? words.lines.map(({ text }) => text).join(" ") : "", title] as const];
  });
}

/** Of the lifelines, from left to right; they stand above and below. */
function headsOf({ parts }: Scene): readonly (string | null)[] {
  const heads = parts.filter(({ role }) => role === "head").map(({ title }) => title);
  return heads.slice(0, heads.length / 2);
}
