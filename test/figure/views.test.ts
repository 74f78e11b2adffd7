import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { figureFormats, layOut } from "../../src/figure/index.ts";
import { pagesOf } from "../../src/figure/lay-out.ts";
import { A4 } from "../../src/figure/page.ts";
import type { Scene } from "../../src/figure/scene.ts";
import type { Flow, Variant } from "../../src/model/flow.ts";
import { stepNumber } from "../../src/model/step-label.ts";
import { makeFlow } from "./make-flow.ts";
import { expectPages } from "./scene-laws.ts";

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
  expect(said).toEqual(expect.arrayContaining(["*", "If B is away: 4 is left out.", "**", "[if B is busy]"]));
  expect(said.find((text) => text.startsWith("If B is busy"))).toMatch(/^If B is busy: \d+ is left out; 8a is added\.$/u);
});

/** The flows of this project. */
const flows: Flow[] = [];
const folder = new URL("../../flows/", import.meta.url);
for (const file of [...readdirSync(folder), "examples/every-element.ts"]) {
  if (file.endsWith(".ts")) flows.push(((await import(new URL(file, folder).href)) as { readonly default: Flow }).default);
}

test.each(flows.map((one) => [one.id, one] as const))("%s keeps the laws in every view, on every page", (_, one) => {
  const groups = one.groups.map(({ id }) => id);
  const views = [{}, { view: "ends" as const }, { variants: true }, ...groups.map((group) => ({ collapse: [group] }))];
  for (const view of views) {
    for (const height of [240, 120, 75]) {
      const page = { width: A4.width, height: (height / 25.4) * 72 };
      const pages = [...pagesOf(one, { ...view, page })];
      const numbered = "variants" in view ? [...one.steps, ...one.variants.flatMap(({ steps }) => steps)] : one.steps;
      expect(pages.flatMap(({ parts }) => parts.flatMap(({ step }) => step?.ids ?? [])).sort()).toEqual(
        numbered.map(({ id }) => id).sort(),
      );
      if (Object.keys(view).length === 0) expectPages(pages, one, page);
    }
  }
});
