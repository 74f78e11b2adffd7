import { readdirSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { resolveVariant } from "../../src/analysis/resolve-variant.ts";
import { figureFormats, layOut } from "../../src/figure/index.ts";
import { A4, type LayOutOptions } from "../../src/figure/page.ts";
import { pagesOf } from "../../src/figure/place/lay-out.ts";
import type { Scene } from "../../src/figure/scene.ts";
import type { Flow, Variant } from "../../src/model/flow.ts";
import { stepNumber } from "../../src/model/step-label.ts";
import { arbitraryFlow, label } from "./arbitrary-flow.ts";
import { makeFlow } from "./make-flow.ts";
import { expectPages, expectView } from "./place/scene-laws.ts";

const flow = makeFlow({ participants: ["A", "P@core", "S@core", "B"], groups: ["core"] }, [
  { message: "INVITE", path: ["A", "P", "S", "B"] },
  { message: "lookup", path: ["P", "S"] },
  { message: "found", path: ["S", "P"], role: "reply" },
  { message: "REFER", path: ["S", "P", "A"] },
  { action: "decides", of: "S" },
  { exchange: "registration", between: ["P", "S"] },
  { condition: "all is well", of: ["P", "S"] },
  { message: "200 OK", path: ["B", "S", "P", "A"], role: "reply" },
]);

function stepsIn({ parts }: Scene): readonly (readonly [string | null, string | null])[] {
  return parts.flatMap(({ role, id, title }) => (role === "step" ? [[id, title] as const] : []));
}

test("a collapsed group is one lifeline; what happens within it keeps its numbers", () => {
  const scene = layOut(flow, { collapse: ["core"] });
  expect(stepsIn(scene)).toEqual([
    ["steps-1-2", "1~2. INVITE, A to core"],
    ["step-3", "3. INVITE, core to B"],
    ["step-4", "4. lookup (P to S) (core)"],
    ["step-5", "5. found (S to P) (core)"],
    ["steps-6-7", "6~7. REFER, core to A"],
    ["step-8", "8. S: Decides (core)"],
    ["step-9", "9. Registration (core)"],
    ["step-10", "10. All is well"],
    ["steps-11-12", "11~12. 200 OK, B to core"],
    ["step-13", "13. 200 OK, core to A"],
  ]);
  const heads = scene.parts.filter(({ role }) => role === "head").map(({ title }) => title);
  expect(heads).toEqual(["A", "core", "B", "A", "core", "B"]);
  expect(scene.parts.flatMap(({ step }) => step?.ids ?? [])).toEqual(flow.steps.map(({ id }) => id));
});

test("end to end, a message through a collapsed group is one arrow", () => {
  expect(stepsIn(layOut(flow, { collapse: ["core"], view: "ends" })).slice(0, 2)).toEqual([
    ["steps-1-3", "1~3. INVITE, A to B"],
    ["step-4", "4. lookup (P to S) (core)"],
  ]);
});

test("a group that is not there is told, with those that are", () => {
  expect(() => layOut(flow, { collapse: ["cores"] })).toThrow('there is no group "cores"');
});

test("every format collapses", () => {
  for (const { draw } of figureFormats) expect([...draw(flow, { collapse: ["core"] })].join("")).toMatch(/1(?:~|<U\+007E>)2\. INVITE/u);
});

test("what variants change is marked in the figure of the flow", () => {
  const [, , , , , decides, , good] = flow.body.map(({ id }) => id);
  const { place } = flow;
  const step = { id: "v1", kind: "action" as const, number: stepNumber(8, "a"), covers: ["v1"], from: "B", to: "B", place };
  const added = {
    kind: "action" as const,
    id: "v1",
    participant: "B",
    text: [{ kind: "text" as const, value: "waits" }],
    using: [],
    makes: [],
    place,
  };
  const nothing = { omits: [], sets: [], inserts: [], choices: [], messages: [], steps: [], paragraphs: [], expectations: [], place };
  const first: Variant = { ...nothing, kind: "variant", id: "one", guard: "B is away", omits: [flow.messages[1]?.id ?? ""] };
  const second: Variant = {
    ...nothing,
    kind: "variant",
    id: "two",
    guard: "B is busy",
    inserts: [{ kind: "insertion", after: decides ?? "", body: [added] }],
    steps: [step],
    omits: [good ?? ""],
  };
  const scene = layOut({ ...flow, variants: [first, second] }, { variants: true });
  const titles = stepsIn(scene).map(([, title]) => title);
  expect(titles).toEqual(expect.arrayContaining(["4. lookup *, P to S", "8a. Waits (B)"]));
  expect(titles.filter((title) => title?.includes("*"))).toHaveLength(2);
  const said = scene.parts.flatMap(({ marks }) =>
    marks.flatMap((mark) => (mark.kind === "words" ? [mark.lines.map(({ text }) => text).join(" ")] : [])),
  );
  expect(said).toEqual(expect.arrayContaining(["*", "If B is away: 4 is left out.", "**", "[if B is busy **]"]));
  expect(said.find((text) => text.startsWith("If B is busy"))).toMatch(/^If B is busy: \d+ is left out; 8a is added\.$/u);
});

/** The flows of this project. */
const flows: Flow[] = [];
const folder = new URL("../../flows/", import.meta.url);
for (const file of [...readdirSync(folder), "examples/every-element.ts"]) {
  if (file.endsWith(".ts")) flows.push(((await import(new URL(file, folder).href)) as { readonly default: Flow }).default);
}

const laws = flows.flatMap((one) => [
  [one.id, one] as const,
  ...one.variants.map(({ id }) => [`${one.id}, ${id}`, resolveVariant(one, id)] as const),
]);

test.each(laws)("%s keeps the laws in every view, on every page", (_, one) => {
  for (const view of viewsOf(one)) {
    for (const height of [240, 120, 75]) {
      const page = { width: A4.width, height: (height / 25.4) * 72 };
      const pages = [...pagesOf(one, { ...view, page })];
      expectView(pages, stepsShown(one, view), page);
      if (Object.keys(view).length === 0) expectPages(pages, one, page);
    }
  }
});

test("nothing covers anything in any view of generated flows, on any page", { timeout: 60_000 }, () => {
  const seen = { ends: 0, collapse: 0, variants: 0, pages: 0 };
  const height = fc.integer({ min: 100, max: 240 });
  fc.assert(
    fc.property(arbitraryFlow(label), fc.array(arbitraryVariant, { maxLength: 2 }), height, (plain, departures, millimetres) => {
      const one = { ...plain, variants: departures.flatMap((departure, at) => variantOf(plain, departure, at)) };
      for (const view of viewsOf(one)) {
        const page = { width: A4.width, height: (millimetres / 25.4) * 72 };
        const pages = [...pagesOf(one, { ...view, page, grows: true })];
        const highest = Math.max(page.height, ...pages.map((scene) => scene.height));
        expectView(pages, stepsShown(one, view), { ...page, height: highest });
        if (pages.length > 1) seen.pages += 1;
        if (view.view === "ends" && pages.some(({ parts }) => parts.some(({ id }) => id?.startsWith("steps-") === true))) seen.ends += 1;
        if (view.collapse !== undefined) seen.collapse += 1;
        if (view.variants === true && one.variants.length > 0) seen.variants += 1;
      }
    }),
    { numRuns: 200 },
  );
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(40);
});

function viewsOf(one: Flow): readonly LayOutOptions[] {
  const groups = one.groups.map(({ id }) => id);
  const collapsed = [...groups.map((group) => [group]), ...(groups.length > 1 ? [groups] : [])];
  return [
    {},
    { view: "ends" },
    { variants: true },
    { variants: true, view: "ends" },
    ...collapsed.flatMap((collapse): readonly LayOutOptions[] => [{ collapse }, { collapse, view: "ends", variants: true }]),
  ];
}

function stepsShown(one: Flow, { variants = false }: LayOutOptions): Flow["steps"] {
  return variants ? [...one.steps, ...one.variants.flatMap(({ steps }) => steps)] : one.steps;
}

const arbitraryVariant = fc.record({ guard: label, says: label, omits: fc.array(fc.nat(), { maxLength: 3 }), after: fc.nat() });
type Departure = typeof arbitraryVariant extends fc.Arbitrary<infer T> ? T : never;

/** A variant that leaves some messages out, and has its first participant do something instead. */
function variantOf(one: Flow, { guard, says, omits, after }: Departure, at: number): readonly Variant[] {
  const anchor = one.body[after % one.body.length];
  const participant = one.participants[0]?.id;
  if (anchor === undefined || participant === undefined) return [];
  const { place } = one;
  const id = `v${at}`;
  const added = { kind: "action", id, participant, text: [{ kind: "text", value: says }], using: [], makes: [], place } as const;
  const number = stepNumber(900 + at, "a");
  const messages = one.messages.map((message) => message.id);
  return [
    {
      kind: "variant",
      id: `variant-${at}`,
      guard,
      omits: messages.length === 0 ? [] : [...new Set(omits.map((index) => messages[index % messages.length] ?? ""))],
      sets: [],
      inserts: [{ kind: "insertion", after: anchor.id, body: [added] }],
      choices: [],
      messages: [],
      steps: [{ id, kind: "action", number, covers: [id], from: participant, to: participant, place }],
      paragraphs: [],
      expectations: [],
      place,
    },
  ];
}
