import { readdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resolveVariant } from "../../src/analysis/resolve-variant.ts";
import { figureFormats, layOut, writeLadder, writeMermaid, writeSvg } from "../../src/figure/index.ts";
import { A4 } from "../../src/figure/page.ts";
import type { Flow } from "../../src/model/flow.ts";
import { printLabel } from "../../src/model/step-label.ts";
import { mermaidReader } from "./other-programs/read-mermaid.ts";
import { expectLaws } from "./place/scene-laws.ts";
import { readSvg, tagsOf } from "./read-svg.ts";

/** The flows of this project, and each variant of them. */
const flows = new Map<string, Flow>();
const folder = new URL("../../flows/", import.meta.url);
for (const file of readdirSync(folder)) {
  if (!file.endsWith(".ts")) continue;
  const { default: flow }: { readonly default: Flow } = await import(new URL(file, folder).href);
  flows.set(flow.id, flow);
  for (const { id } of flow.variants) flows.set(`${flow.id} ${id}`, resolveVariant(flow, id));
}

let mermaid: Awaited<ReturnType<typeof mermaidReader>>;
beforeAll(async () => {
  mermaid = await mermaidReader();
});
afterAll(() => mermaid.close());

test("there are flows to look at", () => {
  expect(flows.size).toBeGreaterThanOrEqual(8);
});

test.each([...flows])("%s fits an A4 page at 8 pt, and nothing covers anything", (_, flow) => {
  const scene = layOut(flow);
  expectLaws(scene, flow);
  expect(scene.width).toBeLessThanOrEqual(A4.width + 0.01);
  expect(scene.height).toBeLessThanOrEqual(A4.height);
});

test.each([...flows])("%s has every number in every format, in both views", async (_, flow) => {
  const labels = flow.steps.map(({ number }) => printLabel(number) + flow.numbering.end);
  const svg = [...tagsOf(readSvg(writeSvg(layOut(flow))))].flatMap(({ name, children }) => (name === "text" ? children : []));
  const { messages } = await mermaid.read(writeMermaid(flow));
  const ladder = writeLadder(flow);
  for (const label of labels) {
    const starts = (text: unknown) => typeof text === "string" && (text === label || text.startsWith(`${label} `));
    expect(svg.filter(starts), label).toHaveLength(1);
    expect(
      messages.filter(({ text }) => starts(text)),
      label,
    ).toHaveLength(1);
    expect(
      ladder.split("\n").some((line) => new RegExp(`(?<![\\w.])${label.replace(".", "\\.")}(?: |$)`, "u").test(line)),
      label,
    ).toBe(true);
  }
  await mermaid.read(writeMermaid(flow, { view: "ends" }));
  for (const { draw } of figureFormats) {
    for (const view of ["hops", "ends"] as const) expect([...draw(flow, { view })]).toEqual([...draw(structuredClone(flow), { view })]);
  }
});
