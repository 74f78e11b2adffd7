import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { allFlows, allTemplates, cacheIn, templateText } from "../../../src/host/index.ts";
import { captionOf, headingText } from "../../../src/spec/clause.ts";
import type { Block, Manuscript } from "../../../src/spec/manuscript.ts";
import { fillTemplate, readTemplate } from "../../../src/spec/template/index.ts";
import { type Height, stacked } from "../../../src/spec/word/block-height.ts";
import { type Piece, stand } from "../../../src/spec/word/pages.ts";
import { placeFigures } from "../../../src/spec/word/place-figures.ts";
import { writeWord } from "../../../src/spec/word/write-word.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { partOf } from "./read-word.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const flows = new Map(
  (await allFlows({ cwd: root, folder: "flows", timeout: 10_000, cache: cacheIn(null) })).map(({ flow }) => [flow.id, flow] as const),
);
const documents = new Map<string, Manuscript>(
  allTemplates("templates", root)
    .filter(({ name }) => name !== "ietf-section")
    .map((template) => [template.name, fillTemplate(readTemplate(templateText(template, root), template.file), flows)]),
);

/** The text area of a 3GPP page, in twentieths of a point. */
const area = { width: 9641, height: 14291 };
const placed = ({ blocks, flows: shown }: Manuscript) => placeFigures(blocks, shown, area, true);

const line = (block: Block, more: Partial<Height> = {}, rest: Partial<Piece> = {}): Piece => ({
  block,
  height: { above: 0, edges: [0, 0], lines: 1, line: 10, below: 5, whole: false, ...more },
  kept: false,
  fresh: false,
  ...rest,
});
const block = (text: string): Block => ({ kind: "mark", text });

test("where blocks stand: the larger of two distances, none at the head of a page, what is kept together, two lines of a paragraph", () => {
  const [a, b, c, d] = ["a", "b", "c", "d"].map(block) as [Block, Block, Block, Block];
  const at = (pieces: readonly Piece[]) => [...stand(pieces, 100).standings.values()].map(({ page, at: y }) => [page, y]);
  expect(at([line(a), line(b, { above: 12 }), line(c)])).toEqual([
    [1, 0],
    [1, 22],
    [1, 37],
  ]);
  expect(at([line(a, { lines: 8, whole: true }), line(b, { above: 12, lines: 2 })])).toEqual([
    [1, 0],
    [2, 0],
  ]);
  expect(at([line(a, { lines: 7 }), line(b, {}, { kept: true }), line(c, { lines: 3 })])).toEqual([
    [1, 0],
    [2, 0],
    [2, 15],
  ]);
  // Five lines, of which two have room; then what follows them.
  expect(at([line(a, { lines: 7 }), line(b, { lines: 5 }), line(c)])).toEqual([
    [1, 0],
    [1, 75],
    [2, 35],
  ]);
  expect(at([line(a, { lines: 8 }), line(b, { lines: 5 }), line(c), line(d, {}, { fresh: true })])).toEqual([
    [1, 0],
    [2, 0],
    [2, 55],
    [3, 0],
  ]);
  expect(stacked([line(a).height, line(b, { above: 12 }).height])).toBe(37);
});

test("a figure that would leave half a page empty stands behind the steps that fill it, in Word alone", () => {
  const manuscript = documents.get("mmsc-session-transfer") as Manuscript;
  const { blocks } = placed(manuscript);
  const order = (those: readonly Block[]) => those.filter(({ kind }) => kind === "figure" || kind === "paragraph").map(({ kind }) => kind);
  expect(order(manuscript.blocks)[0]).toBe("figure");
  const figure = order(blocks).indexOf("figure");
  expect(figure).toBeGreaterThan(5);
  expect(new Set(blocks)).toEqual(new Set(manuscript.blocks));
  // No NOTE is torn from its step.
  for (const [at, each] of manuscript.blocks.entries())
    if (each.kind === "note") expect(blocks[blocks.indexOf(each) - 1]).toBe(manuscript.blocks[at - 1]);
  // In somebody else's styles nobody knows how much has room.
  expect(placeFigures(manuscript.blocks, manuscript.flows, area, false).blocks).toEqual(manuscript.blocks);
});

test("a list of contents has the pages that were reckoned, in fields that Word renews", () => {
  const manuscript = documents.get("tr-23893") as Manuscript;
  const { standings } = placed(manuscript);
  const xml = partOf(writeWord(manuscript), "word/document.xml");
  const cached = [...xml.matchAll(/PAGEREF (\S+) \\h <\/w:instrText>.*?<w:t [^>]*>(\d+)<\/w:t>/gu)].map(([, , page]) => Number(page));
  const headings = manuscript.blocks.filter((each) => each.kind === "heading").slice(1);
  expect(cached).toEqual(headings.map((heading) => standings?.get(heading)?.page));
  expect(cached.length).toBeGreaterThan(15);
});

const has = (program: string, ...words: readonly string[]) => spawnSync(program, words, { timeout: 30_000 }).status === 0;

/** Whether this machine has an office, and a face as wide as Times New Roman. */
const canLayOut =
  has("soffice", "--version") &&
  has("pdftotext", "-v") &&
  /times|liberation/iu.test(spawnSync("fc-match", ["Times New Roman"], { encoding: "utf8" }).stdout ?? "");
if (!canLayOut)
  console.warn("\nSKIPPED: this machine has no LibreOffice with pdftotext and a face as wide as Times New Roman, to lay pages out\n");

test("LibreOffice has every heading on the page that was reckoned, and no page is left half empty", { timeout: 120_000 }, () => {
  if (!canLayOut) return;
  const folder = temporaryFolder();
  const names = [...documents.keys()];
  for (const [name, manuscript] of documents) writeFileSync(join(folder, `${name}.docx`), writeWord(manuscript));
  const words = [
    "--headless",
    `-env:UserInstallation=file://${folder}/profile`,
    "--convert-to",
    "pdf",
    ...names.map((name) => `${name}.docx`),
  ];
  expect(spawnSync("soffice", words, { cwd: folder, timeout: 110_000 }).status).toBe(0);
  for (const name of names) {
    const pages = pagesOf(join(folder, `${name}.pdf`));
    const { blocks, standings } = placed(documents.get(name) as Manuscript);
    for (const heading of blocks) {
      if (heading.kind !== "heading") continue;
      const page = standings?.get(heading)?.page ?? 0;
      const found = pages[page - 1]?.text.includes(plain(heading.title)) === true;
      expect([name, headingText(heading), found]).toEqual([name, headingText(heading), true]);
    }
    // The last page ends where it ends, and an annex begins a page.
    const ends = pages.slice(0, -1).filter((_, at) => !pages[at + 1]?.text.includes("Annex"));
    for (const { last, text } of ends) {
      const isFigure = blocks.some((each) => each.kind === "figure" && text.endsWith(plain(captionOf(each))));
      expect([name, text.slice(0, 60), last > 0.75 || isFigure]).toEqual([name, text.slice(0, 60), true]);
    }
  }
});

const plain = (text: string) => text.replace(/\s+/gu, "");

/** The words of each page without its head and foot, and how far down the last of them stands, as a share of the text area. */
function pagesOf(file: string): readonly { readonly text: string; readonly last: number }[] {
  const { stdout } = spawnSync("pdftotext", ["-bbox-layout", file, "-"], { encoding: "utf8", timeout: 30_000 });
  return stdout
    .split("<page ")
    .slice(1)
    .map((page) => {
      const found = [...page.matchAll(/<word xMin="[\d.]+" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)<\/word>/gu)];
      const inside = found.filter(([, top, bottom]) => Number(top) > 70 && Number(bottom) < 787);
      const text = inside.map(([, , , word = ""]) =>
        word
          .replace(/&lt;/gu, "<")
          .replace(/&gt;/gu, ">")
          .replace(/&quot;/gu, '"')
          .replace(/&amp;/gu, "&"),
      );
      return { text: plain(text.join("")), last: (Math.max(...inside.map(([, , bottom]) => Number(bottom))) - 70.8) / (area.height / 20) };
    });
}
