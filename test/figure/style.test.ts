import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { writePage } from "../../src/figure/html/write-page.ts";
import { layOut, parsePage, themeOf, writeSvg } from "../../src/figure/index.ts";
import { BLACK_AND_WHITE } from "../../src/figure/theme.ts";
import { findStyle } from "../../src/host/index.ts";
import { parseFigureStyle } from "../../src/model/schema.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { exampleFlows } from "./example-flows.ts";

const names = readdirSync("templates/styles").map((file) => file.replace(/\.json$/u, ""));

test.each(names)("the style %s is one, and names a page", async (name) => {
  const style = await findStyle(name, process.cwd());
  expect(style.summary).not.toBe("");
  if (style.page !== undefined) expect(parsePage(style.page)).not.toBeNull();
  if (style.minSize !== undefined) expect(style.minSize).toBeGreaterThanOrEqual(8);
  const svg = writeSvg(layOut(exampleFlows.everything), themeOf(style));
  for (const colour of JSON.stringify(style.shapes ?? {}).match(/#[\da-f]{6}/gu) ?? []) {
    const short = colour.replace(/^#(\w)\1(\w)\2(\w)\3$/u, "#$1$2$3");
    expect(`${svg} ${JSON.stringify([style.shapes?.activation, style.shapes?.lost])}`).toMatch(new RegExp(`${short}|${colour}`, "u"));
  }
});

test("3GPP, OMA and IETF are there, and a colour theme", () => {
  expect(names).toEqual(expect.arrayContaining(["3gpp", "oma", "ietf", "colour"]));
});

test("what a style does not say is black and white", () => {
  expect(themeOf({ kind: "figure-style", summary: "" })).toEqual(BLACK_AND_WHITE);
  const { lines, shapes } = themeOf({
    kind: "figure-style",
    summary: "",
    lines: { reply: { dash: [] } },
    shapes: { head: { fill: null } },
  });
  expect(lines.reply).toEqual({ ...BLACK_AND_WHITE.lines.reply, dash: [] });
  expect(shapes.head).toEqual({ ...BLACK_AND_WHITE.shapes.head, fill: null });
});

test("the head of an arrow has the colour of its line in a page, too, and no dashes", async () => {
  const theme = themeOf(await findStyle("colour", process.cwd()));
  const page = writePage(exampleFlows.everything, { theme, text: [], trace: null, assets: { script: "", style: "" } });
  for (const role of ["request", "reply", "ack", "one-way"] as const)
    expect(page).toContain(`.tip.${role}{fill:${theme.lines[role].stroke}}`);
  const drawn = layOut(exampleFlows.everything).parts.flatMap(({ marks }) => marks.filter((mark) => mark.kind === "arrowhead"));
  expect(new Set(drawn.map((mark) => mark.role))).toEqual(new Set(["filled", "open"]));
  expect(page).toContain('<path class="tip reply"');
  expect(page).toContain('<path class="l one-way open"');
});

test("black and white is the default, and has no other colour", () => {
  const colours = new Set(writeSvg(layOut(exampleFlows.everything)).match(/(?:fill|stroke)="[^"]*"/gu));
  expect([...colours].sort()).toEqual(['fill="#000"', 'fill="#fff"', 'fill="none"', 'stroke="#000"']);
});

test("a style of the user's own folder wins; a path is a path; an unknown name is told", async () => {
  const own = { kind: "figure-style", summary: "ours" };
  const folder = temporaryFolder({
    "templates/styles/3gpp.json": JSON.stringify(own),
    "mine.json": JSON.stringify({ ...own, summary: "mine" }),
  });
  expect((await findStyle("3gpp", folder)).summary).toBe("ours");
  expect((await findStyle("mine.json", folder)).summary).toBe("mine");
  expect((await findStyle("oma", folder)).summary).toMatch(/^OMA/u);
  await expect(findStyle("4gpp", folder)).rejects.toThrow('there is no style "4gpp"');
  await expect(findStyle("gone.json", folder)).rejects.toThrow("cannot read the style gone.json");
});

test.each([
  [{ kind: "figure-style" }, "summary is missing"],
  [{ kind: "figure-style", summary: "", ink: "red" }, "ink"],
  [{ kind: "figure-style", summary: "", fonts: ['A" onload="x'] }, "fonts[0]"],
  [{ kind: "figure-style", summary: "", lines: { arrow: {} } }, "lines"],
  [{ kind: "figure-style", summary: "", shapes: { head: { fill: "url(#x)" } } }, "shapes.head.fill"],
])("a wrong style is told: %j", (value, told) => {
  expect(() => parseFigureStyle(value, "x.json")).toThrow(told);
});

test("the schema of a style is that of its file", () => {
  expect(JSON.parse(readFileSync("out/schema/figure-style.schema.json", "utf8"))).toMatchObject({ additionalProperties: false });
});
