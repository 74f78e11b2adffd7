import { expect, test } from "vitest";
import cpmNotInPath from "../../../flows/cpm-transfer-not-in-path.ts";
import everyElement from "../../../flows/examples/every-element.ts";
import mcxMigration from "../../../flows/mcx-migration.ts";
import mmscTransfer from "../../../flows/mmsc-transfer.ts";
import type { Flow } from "../../../src/model/flow.ts";
import { manuscriptOf } from "../../../src/spec/index.ts";
import { captionHeight, heightOf, stacked } from "../../../src/spec/word/block-height.ts";
import { figurePages, openingOf } from "../../../src/spec/word/figure-pages.ts";
import { writeWord } from "../../../src/spec/word/write-word.ts";
import { partOf } from "./read-word.ts";

/** The text area of a 3GPP page, in twentieths of a point. */
const area = { width: 9641, height: 14291 };

function placed(flow: Flow) {
  const { blocks } = manuscriptOf(flow);
  const figure = blocks.find((block) => block.kind === "figure");
  if (figure === undefined) throw new Error("no figure");
  const opening = openingOf(figure, blocks);
  const measure = { width: area.width / 20, hangings: new Map() };
  const above = stacked(opening.blocks.flatMap((block) => (block.kind === "figure" ? [] : [heightOf(block, measure)])));
  const pages = figurePages(flow, figure.caption, opening, area);
  const [first] = pages.scenes;
  const used = above + (first?.height ?? 0) * (first?.scale ?? 1) + captionHeight(figure.caption, area.width / 20);
  return { pages: pages.scenes.length, loose: pages.loose, used: used * 20, sizes: pages.scenes.map(({ scale }) => scale) };
}

test.each([
  ["as long as a page", mmscTransfer, 1],
  ["below many preconditions", mcxMigration, 1],
  ["too long for its page", cpmNotInPath, 2],
  ["too long for any page", everyElement, 2],
] as const)("a clause whose figure is %s begins with the figure on its first page", (_, flow, pages) => {
  const { used, ...rest } = placed(flow);
  expect(used).toBeLessThanOrEqual(area.height);
  expect(rest).toEqual({ pages, loose: null, sizes: Array.from({ length: pages }, () => 1) });
});

test("an annex begins a page, with the title of its change", () => {
  const manuscript = manuscriptOf(mcxMigration);
  const annex = { kind: "heading", id: "annex", level: 1, number: "Annex A", title: "More" } as const;
  const title = { kind: "plain", role: "body", spans: [{ kind: "styled", look: "strong", value: "Change 2: More" }] } as const;
  const breaks = (...blocks: (typeof annex | typeof title)[]) =>
    partOf(writeWord({ ...manuscript, blocks: [...manuscript.blocks, ...blocks] }), "word/document.xml").split("<w:pageBreakBefore/>");
  expect(breaks()).toHaveLength(1);
  expect(breaks(annex)[1]).toMatch(/^.*?Annex A/u);
  const [, after = "", ...more] = breaks(title, annex);
  expect(more).toEqual([]);
  expect(after.indexOf("Change 2")).toBeLessThan(after.indexOf("Annex A"));
});
