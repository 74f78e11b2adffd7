import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import everyElement from "../../flows/examples/every-element.ts";
import { A4 } from "../../src/figure/page.ts";
import { layOut, pagesOf } from "../../src/figure/place/lay-out.ts";
import { escapeXml, writeSvg } from "../../src/figure/svg.ts";
import { themeOf } from "../../src/figure/theme.ts";
import { findStyle } from "../../src/host/index.ts";
import { arbitraryFlow, label, nasty } from "./arbitrary-flow.ts";
import { exampleFlows } from "./example-flows.ts";
import { makeFlow } from "./make-flow.ts";
import { readSvg, type Tag, tagsOf } from "./read-svg.ts";

/** All that Word, LibreOffice, Inkscape, rsvg and browsers draw alike; no CSS, marker, filter, foreignObject, script, link. */
const ALLOWED: { readonly [element: string]: readonly string[] } = {
  svg: ["xmlns", "version", "width", "height", "viewBox"],
  title: [],
  desc: [],
  g: ["id", "font-family", "font-size", "fill"],
  rect: ["x", "y", "width", "height", "fill"],
  path: ["d", "fill", "stroke", "stroke-width", "stroke-dasharray"],
  text: ["x", "y", "font-weight"],
};

const NUMBER = /^-?\d+(?:\.\d{1,2})?$/u;
const COORDINATES = new Set(["x", "y", "width", "height", "stroke-width"]);

function expectStrict(svg: string): Tag {
  const root = readSvg(svg);
  expect(root.name).toBe("svg");
  const ids: string[] = [];
  for (const tag of tagsOf(root)) {
    const allowed = ALLOWED[tag.name];
    if (allowed === undefined) throw new RangeError(`<${tag.name}> is not allowed`);
    for (const [name, value] of tag.attributes) {
      if (!allowed.includes(name)) throw new RangeError(`${name} is not allowed on <${tag.name}>`);
      if (name === "id") ids.push(value);
      if (tag !== root && COORDINATES.has(name) && !NUMBER.test(value)) throw new RangeError(`${name}="${value}"`);
      if (name === "d" && !/^(?:[ML]-?\d+(?:\.\d{1,2})? -?\d+(?:\.\d{1,2})?)+Z?$/u.test(value)) throw new RangeError(`d="${value}"`);
    }
  }
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z_][\w.-]*$/u);
  return root;
}

test.each(Object.entries(exampleFlows))("strict SVG 1.1 in millimetres: %s", (_, flow) => {
  for (const view of ["hops", "ends"] as const) {
    const root = expectStrict(writeSvg(layOut(flow, { view })));
    expect(root.attributes.get("version")).toBe("1.1");
    expect(root.attributes.get("width")).toBe("170mm");
    expect(root.attributes.get("viewBox")).toMatch(/^0 0 481\.89 \d/u);
    expect(root.attributes.get("height")).toMatch(/^\d+(?:\.\d{1,2})?mm$/u);
    const [title, desc] = root.children;
    expect(title).toMatchObject({ name: "title", children: ["Figure 1: A flow"] });
    expect(desc).toMatchObject({ name: "desc" });
  }
});

test("every SVG that is committed is strict, and so is every page in every style and view", async () => {
  const committed = readdirSync("out", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".svg"));
  expect(committed.length).toBeGreaterThan(12);
  for (const path of committed) expectStrict(readFileSync(`out/${path}`, "utf8"));
  const page = { width: A4.width, height: A4.height / 2 };
  for (const style of ["3gpp", "oma", "ietf", "colour"]) {
    const theme = themeOf(await findStyle(style, process.cwd()));
    for (const options of [{}, { page }, { view: "ends" as const }, { variants: true, minSize: 9 }])
      for (const scene of pagesOf(everyElement, options)) expectStrict(writeSvg(scene, theme));
  }
});

test("each step is a group with its number as id, and a title", () => {
  const root = readSvg(writeSvg(layOut(exampleFlows.crowded)));
  const steps = [...tagsOf(root)].filter(({ attributes }) => attributes.has("id"));
  expect(steps.map(({ attributes }) => attributes.get("id"))).toEqual(exampleFlows.crowded.steps.map((_, at) => `step-${at + 1}`));
  const [, second] = steps;
  expect(second?.children[0]).toMatchObject({
    name: "title",
    children: ["2. CPM Session Transfer request, CPM User A Device 1 to SIP/IP Core A"],
  });
});

test("whatever a flow is called, the SVG is strict, and shows the text", { timeout: 60_000 }, () => {
  for (const name of nasty) {
    const svg = writeSvg(layOut(makeFlow({ participants: [name, "B"], title: name }, [{ message: name, path: [name, "B"] }])));
    const root = expectStrict(svg);
    expect([...tagsOf(root)].filter((tag) => tag.name === "text").length).toBeGreaterThan(4);
  }
  const shown = readSvg(writeSvg(layOut(makeFlow({ participants: ["A", "B"] }, [{ message: 'a<b&"c"\'', path: ["A", "B"] }]))));
  expect([...tagsOf(shown)].flatMap((tag) => (tag.name === "text" ? tag.children : []))).toContain('1. a<b&"c"\'');
  fc.assert(
    fc.property(arbitraryFlow(label), (flow) => {
      expectStrict(writeSvg(layOut(flow)));
    }),
    { numRuns: 60 },
  );
});

test("what XML cannot write is replaced", () => {
  expect(escapeXml("a\u0000b\ud800<\uffff\u0007>&'\"")).toBe("a\ufffdb\ufffd&lt;\ufffd\ufffd&gt;&amp;&apos;&quot;");
  expect(escapeXml("ü 中 😀")).toBe("ü 中 😀");
});

test("the same flow is the same text, byte for byte", () => {
  for (const flow of Object.values(exampleFlows)) expect(writeSvg(layOut(structuredClone(flow)))).toBe(writeSvg(layOut(flow)));
});

test("replies are dashed, requests and ACK are not, one-way messages have an open head", () => {
  const flow = makeFlow({ participants: ["A", "B"] }, [
    { message: "INVITE", path: ["A", "B"] },
    { message: "200 OK", path: ["B", "A"], role: "reply" },
    { message: "ACK", path: ["A", "B"], role: "ack" },
    { message: "INFO", path: ["A", "B"], role: "one-way" },
  ]);
  const steps = [...tagsOf(readSvg(writeSvg(layOut(flow))))].filter(({ attributes }) => attributes.has("id"));
  const paths = steps.map((step) =>
    step.children.flatMap((tag) => (typeof tag !== "string" && tag.name === "path" ? [tag.attributes] : [])),
  );
  expect(paths.map(([line]) => line?.has("stroke-dasharray"))).toEqual([false, true, false, false]);
  expect(paths.map(([, head]) => head?.get("fill"))).toEqual(["#000", "#000", "#000", "none"]);
});
