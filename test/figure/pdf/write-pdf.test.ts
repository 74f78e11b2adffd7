import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { layOut, pagesOf } from "../../../src/figure/index.ts";
import { visualRuns } from "../../../src/figure/pdf/visual-runs.ts";
import { type Pdf, writePdf } from "../../../src/figure/pdf/write-pdf.ts";
import type { Scene } from "../../../src/figure/scene.ts";
import { BLACK_AND_WHITE, type Theme } from "../../../src/figure/theme.ts";
import { fontFile } from "../../../src/host/tool/shipped.ts";
import { allFlows } from "../../engine/six-flows.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { exampleFlows } from "../example-flows.ts";
import { makeFlow } from "../make-flow.ts";

const fonts = { regular: readFileSync(fontFile("regular")), bold: readFileSync(fontFile("bold")) };
const created = new Date(Date.UTC(2000, 0, 1));
const write = (pages: Iterable<Scene>): Promise<Pdf> => writePdf(pages, { fonts, created });

const hasPoppler = spawnSync("pdftotext", ["-v"]).error === undefined;
if (!hasPoppler) console.warn("\nSKIPPED: no pdftotext to read a PDF with. Debian: poppler-utils.\n");

/** What a program of poppler says of a PDF. */
function ask(program: string, bytes: Uint8Array, ...options: readonly string[]): string {
  const file = join(temporaryFolder(), "a.pdf");
  writeFileSync(file, bytes);
  const { status, stdout, stderr } = spawnSync(program, [...options, file, ...(program === "pdftotext" ? ["-"] : [])], {
    encoding: "utf8",
  });
  expect([program, status, stderr]).toEqual([program, 0, ""]);
  return stdout;
}

/** Every line of text of a figure, and how often. */
function linesOf({ parts }: Scene): readonly string[] {
  return parts.flatMap(({ marks }) => marks.flatMap((mark) => (mark.kind === "words" ? mark.lines.map(({ text }) => text) : [])));
}

test.skipIf(!hasPoppler).each(allFlows)("$name: every label can be selected, and the face is in the file", async ({ flow }) => {
  const scene = layOut(flow);
  const { bytes, missing } = await write([scene]);
  expect(missing).toEqual([]);
  const text = ask("pdftotext", bytes, "-raw").replaceAll(/\s+/gu, " ");
  for (const line of linesOf(scene)) expect(text).toContain(line.replaceAll(/\s+/gu, " "));
  const faces = ask("pdffonts", bytes).split("\n").slice(2, -1);
  expect(faces).toHaveLength(2);
  for (const face of faces) expect(face).toMatch(/^[A-Z]{6}\+Arimo-(?:Regular|Bold)\s.*\syes yes yes\s/u);
});

test("a figure of several pages has bookmarks: itself, and the steps of each page", async () => {
  const flow = makeFlow(
    { participants: ["A", "B"] },
    Array.from({ length: 40 }, () => ({ message: "INFO", path: ["A", "B"] })),
  );
  const titlesIn = (bytes: Uint8Array) => {
    const text = Buffer.from(bytes).toString("latin1");
    return /\/Outlines \d+ 0 R/u.test(text) ? [...text.matchAll(/\/Title \(([^)]*)\)\n/gu)].map(([, title]) => title) : [];
  };
  const pages = [...pagesOf(flow, { page: { width: 300, height: 300 } })];
  expect(pages.length).toBe(3);
  const titles = titlesIn((await write(pages)).bytes);
  expect(titles).toEqual(
    expect.arrayContaining(["Figure 1: A flow", expect.stringMatching(/^Steps 1 to \d+$/u), expect.stringMatching(/^Steps \d+ to 40$/u)]),
  );
  expect(titles.filter((title) => title?.startsWith("Steps "))).toHaveLength(3);
  expect(titlesIn((await write([layOut(flow)])).bytes)).toEqual([]);
});

test.skipIf(!hasPoppler)("every label stands where the scene has it", async () => {
  const scene = layOut(
    makeFlow({ participants: ["A", "B"], notes: ["Nothing else."] }, [
      { message: "INVITE", path: ["A", "B"] },
      { action: "Waits", of: "B" },
    ]),
  );
  const words = ask("pdftotext", (await write([scene])).bytes, "-bbox").matchAll(
    /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</gu,
  );
  const found = [...words].map(([, left, top, right, bottom, text]) => ({
    text,
    left: Number(left),
    top: Number(top),
    right: Number(right),
    bottom: Number(bottom),
  }));
  const marks = scene.parts.flatMap((part) => part.marks).filter((mark) => mark.kind === "words");
  expect(marks.length).toBeGreaterThan(5);
  for (const { lines, box, anchor } of marks) {
    for (const { at, text } of lines) {
      const [first, last] = [text.split(" ")[0], text.split(" ").at(-1)];
      const begins = found.filter((word) => word.text === first && word.top < at.y && at.y < word.bottom);
      const ends = found.filter((word) => word.text === last && word.top < at.y && at.y < word.bottom);
      // A line in the middle is as far from its anchor on both sides.
      const left = anchor === "start" ? at.x : lines.length === 1 ? box.x : null;
      if (left === null) continue;
      expect(
        begins.some((word) => Math.abs(word.left - left) < 0.5),
        text,
      ).toBe(true);
      expect(lines.length > 1 || ends.some((word) => Math.abs(word.right - box.x - box.width) < 0.5), text).toBe(true);
    }
  }
});

test.skipIf(!hasPoppler)("a page is as large as the figure, and says what it is", async () => {
  const scene = layOut(makeFlow({ participants: ["A", "B"], title: "Änderung" }, [{ message: "INVITE", path: ["A", "B"] }]));
  const info = ask("pdfinfo", (await write([scene, { ...scene, page: 2, scale: 2 }])).bytes, "-f", "1", "-l", "2");
  const size = (scale: number) => `${Number((scene.width * scale).toFixed(2))} x ${Number((scene.height * scale).toFixed(3))} pts`;
  expect(info).toMatch(/^Title: +Figure 1: Änderung$/mu);
  expect(info).toMatch(/^Pages: +2$/mu);
  expect(info).toMatch(/^Tagged: +yes$/mu);
  expect(info).toMatch(new RegExp(`^Page +1 size: +${size(1).replaceAll(".", "\\.")}`, "mu"));
  expect(info).toMatch(new RegExp(`^Page +2 size: +${size(2).replaceAll(".", "\\.")}`, "mu"));
});

test("the same figure is the same bytes", async () => {
  for (const { flow } of allFlows.slice(0, 2)) {
    const [one, other] = await Promise.all([write([layOut(flow)]), write([layOut(structuredClone(flow))])]);
    expect(Buffer.from(one.bytes).equals(other.bytes)).toBe(true);
  }
});

test("characters that the face lacks are told", async () => {
  const flow = makeFlow({ participants: ["A", "中文"] }, [{ message: "שלום 😀", path: ["A", "中文"] }]);
  expect((await write([layOut(flow)])).missing).toEqual(["中", "文", "😀"]);
});

test("lines that are read from right to left", () => {
  expect(visualRuns("1. INVITE")).toEqual(["1. INVITE"]);
  expect(visualRuns("1. אב גד (UE)")).toEqual(["1. ", "גד", " ", "אב", " (UE)"]);
});

test("only lines have dashes, and not the heads at their ends", async () => {
  const { theme, scene } = { theme: dashed(BLACK_AND_WHITE), scene: layOut(exampleFlows.everything) };
  const { bytes } = await writePdf([scene], { theme, fonts, created });
  const lines = scene.parts.flatMap(({ marks }) => marks.filter((mark) => mark.kind === "line" && mark.role === "one-way"));
  expect(lines.length).toBeGreaterThan(0);
  expect(drawingOf(bytes).match(/\[7 7\] 0 d/gu)).toHaveLength(lines.length);
});

function dashed(theme: Theme): Theme {
  return { ...theme, lines: { ...theme.lines, "one-way": { ...theme.lines["one-way"], dash: [7, 7] } } };
}

/** What the pages say to draw, unpacked. */
function drawingOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString("latin1");
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/gu)].map(([, packed = ""]) => Buffer.from(packed, "latin1"));
  return streams
    .map((packed) => {
      try {
        return inflateSync(packed).toString("latin1");
      } catch {
        // A face is not always packed.
        return "";
      }
    })
    .join("\n");
}
