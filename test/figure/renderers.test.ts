import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import type { Browser } from "puppeteer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { layOut, writeSvg } from "../../src/figure/index.ts";
import { type Arrowhead, type Box, HEAD_LENGTH, type Scene, type Words } from "../../src/figure/scene.ts";
import { fontFile } from "../../src/host/tool/shipped.ts";
import type { Flow } from "../../src/model/flow.ts";
import { startTestBrowser } from "../browser.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { type Grey, readGrey } from "./read-grey.ts";

/** Pixels of a user unit: 144 to the inch. */
const SCALE = 2;
/** What programs may be apart: pixels, and parts of the width of a label. */
const APART = 2;
const WIDER = 0.05;

const flows: Flow[] = [];
const folder = new URL("../../flows/", import.meta.url);
for (const file of [...readdirSync(folder).filter((name) => name.endsWith(".ts")), "examples/every-element.ts"])
  flows.push(((await import(new URL(file, folder).href)) as { readonly default: Flow }).default);
/** LibreOffice takes seconds to begin: a long flow, one with groups and notes, and one with everything. */
const WITH_OFFICE: ReadonlySet<string> = new Set(["mmsc-transfer", "mcx-migration", "every-element"]);
const named = flows.map((flow) => [flow.id, flow] as const);

function has(program: string, ...args: readonly string[]): boolean {
  const there = spawnSync(program, args, { stdio: "ignore" }).error === undefined;
  if (!there) console.warn(`\nSKIPPED: ${program} is not installed, so that nobody compares what it draws\n`);
  return there;
}
const hasRsvg = has("rsvg-convert", "--version");
const hasOffice = has("soffice", "--version");

/** Whether this machine has a face as wide as Arial where Arial is asked for. */
function hasArial(): boolean {
  const { stdout } = spawnSync("fc-match", ["Arial"], { encoding: "utf8" });
  const there = /arial|liberation|arimo/iu.test(stdout ?? "");
  if (!there) console.warn("\nSKIPPED: this machine has no face as wide as Arial, so that programs that use its faces cannot agree\n");
  return there;
}
const canCompare = hasArial();

let browser: Browser | null = null;
beforeAll(async () => {
  browser = await startTestBrowser();
}, 90_000);
afterAll(() => browser?.close());

test.each(named)("the label boxes of %s are those that Chromium measures", { timeout: 60_000 }, async (_, flow) => {
  if (browser === null) return;
  const face = (weight: "regular" | "bold") => `url(data:font/ttf;base64,${readFileSync(fontFile(weight)).toString("base64")})`;
  const page = await browser.newPage();
  try {
    const style = `svg{width:6000px;height:auto}@font-face{font-family:Arial;src:${face("regular")}}@font-face{font-family:Arial;font-weight:bold;src:${face("bold")}}`;
    const scene = layOut(flow);
    await page.setContent(`<style>${style}</style>${writeSvg(scene).replace(/^<\?xml[^>]*>/u, "")}`);
    await page.evaluate("document.fonts.ready");
    const measured: readonly Box[] = await page.$$eval("text", (texts) =>
      texts.map((text) => {
        const { x, y, width, height } = (text as unknown as { getBBox(): Box }).getBBox();
        return { x, y, width, height };
      }),
    );
    const words = scene.parts.flatMap(({ marks }) => marks.flatMap((mark) => (mark.kind === "words" ? [mark] : [])));
    expect(measured).toHaveLength(words.reduce((all, { lines }) => all + lines.length, 0));
    let at = 0;
    for (const { lines, box } of words) {
      const boxes = lines.map(() => measured[at++] ?? { x: 0, y: 0, width: 0, height: 0 });
      const left = Math.min(...boxes.map(({ x }) => x));
      const right = Math.max(...boxes.map(({ x, width }) => x + width));
      const top = Math.min(...boxes.map(({ y }) => y));
      const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
      const said = lines.map(({ text }) => text).join(" / ");
      expect(Math.abs(left - box.x), said).toBeLessThan(0.3);
      expect(Math.abs(right - left - box.width), said).toBeLessThan(Math.max(0.1, box.width * 0.005));
      expect(Math.abs(top - box.y), said).toBeLessThan(0.7);
      expect(Math.abs(bottom - box.y - box.height), said).toBeLessThan(0.7);
    }
  } finally {
    await page.close();
  }
});

test.skipIf(!canCompare).each(named)("programs draw %s alike", { timeout: 120_000 }, async (_, flow) => {
  const scene = layOut(flow);
  const [width, height] = [Math.round(scene.width * SCALE), Math.round(scene.height * SCALE)];
  const svg = writeSvg(scene);
  const directory = temporaryFolder({ "figure.svg": svg });
  const font = {
    fontFiles: [fontFile("regular"), fontFile("bold")],
    loadSystemFonts: false,
    defaultFontFamily: "Arimo",
    sansSerifFamily: "Arimo",
  };
  const drawn: [string, Grey][] = [["resvg", readGrey(new Resvg(svg, { font, fitTo: { mode: "width", value: width } }).render().asPng())]];
  if (hasRsvg) {
    const { stdout } = spawnSync("rsvg-convert", ["-w", `${width}`, "-h", `${height}`, join(directory, "figure.svg")], { maxBuffer: 1e8 });
    drawn.push(["rsvg", readGrey(stdout)]);
  }
  if (browser !== null) drawn.push(["Chromium", await inBrowser(browser, svg, width, height)]);
  if (hasOffice && WITH_OFFICE.has(flow.id)) drawn.push(["LibreOffice", inOffice(directory, width, height)]);
  const wanted = placesIn(scene);
  for (const [program, picture] of drawn) {
    const found = measure(picture, scene);
    for (const [at, place] of wanted.entries())
      expect(Math.abs((found.places[at] ?? Number.NaN) - place.where), `${program}: ${place.what}`).toBeLessThanOrEqual(APART);
    const [, first] = drawn[0] ?? [];
    if (first === undefined || first === picture) continue;
    const others = measure(first, scene).labels;
    for (const [at, { text, left, right }] of found.labels.entries()) {
      const other = others[at] ?? { left: Number.NaN, right: Number.NaN };
      expect(Math.abs(left - other.left), `${program}: ${text} begins`).toBeLessThanOrEqual(APART);
      expect(Math.abs(right - left - (other.right - other.left)), `${program}: ${text}`).toBeLessThanOrEqual(
        Math.max(APART, WIDER * (other.right - other.left)),
      );
    }
  }
  console.log(
    `${flow.id}: ${wanted.length} places and ${measure(drawn[0]?.[1] as Grey, scene).labels.length} labels in ${drawn.map(([name]) => name).join(", ")}`,
  );
});

async function inBrowser(chromium: Browser, svg: string, width: number, height: number): Promise<Grey> {
  const page = await chromium.newPage();
  try {
    await page.setViewport({ width, height });
    const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
    await page.setContent(`<style>body{margin:0}img{display:block}</style><img src="${source}" width="${width}" height="${height}">`);
    return readGrey(await page.screenshot());
  } finally {
    await page.close();
  }
}

function inOffice(directory: string, width: number, height: number): Grey {
  const size = (value: number) => ({ type: "long", value: String(value) });
  const filter = `png:draw_png_Export:${JSON.stringify({ PixelWidth: size(width), PixelHeight: size(height) })}`;
  const profile = `-env:UserInstallation=file://${directory}/profile`;
  const { status, stderr } = spawnSync("soffice", ["--headless", profile, "--convert-to", filter, "figure.svg"], {
    cwd: directory,
    encoding: "utf8",
    timeout: 90_000,
  });
  if (status !== 0) throw new Error(`soffice: ${stderr}`);
  return readGrey(readFileSync(join(directory, "figure.png")));
}

interface Place {
  readonly what: string;
  /** In pixels. */
  readonly where: number;
}

/** What is measured in each picture: where lifelines stand, and the height and base of each arrow. */
function placesIn(scene: Scene): readonly Place[] {
  const lifelines = lifelinesOf(scene).map((x): Place => ({ what: `lifeline at ${x}`, where: x * SCALE }));
  const arrows = arrowsOf(scene).flatMap(({ head, title }): Place[] => [
    { what: `arrow of ${title}`, where: head.tip.y * SCALE },
    { what: `head of ${title}`, where: (head.tip.x - head.direction * HEAD_LENGTH) * SCALE },
  ]);
  return [...lifelines, ...arrows];
}

function measure(picture: Grey, scene: Scene): { readonly places: readonly number[]; readonly labels: readonly Ink[] } {
  const top = rowUnderHeads(scene) * SCALE;
  const lifelines = lifelinesOf(scene).map((x) => centre((at) => darkness(picture, at, top, 1, 2), x * SCALE));
  const arrows = arrowsOf(scene).flatMap(({ head }) => {
    const { tip, direction } = head;
    const shaft = (tip.x - direction * (HEAD_LENGTH + 6)) * SCALE;
    const y = centre((at) => darkness(picture, Math.min(shaft, shaft - direction * 10), at, 11, 1), tip.y * SCALE);
    return [y, baseOf(picture, head)];
  });
  return { places: [...lifelines, ...arrows], labels: labelsOf(scene).map((words) => inkOf(picture, words)) };
}

/** The lifelines there are from the beginning. */
function lifelinesOf(scene: Scene): readonly number[] {
  const lines = scene.parts.filter(({ role }) => role === "lifelines").flatMap(({ marks }) => marks);
  const tops = lines.flatMap((mark) => (mark.kind === "line" && mark.role === "lifeline" ? [mark.points[0]?.y ?? 0] : []));
  const top = Math.min(...tops);
  return lines.flatMap((mark) => (mark.kind === "line" && mark.role === "lifeline" && mark.points[0]?.y === top ? [mark.points[0].x] : []));
}

function rowUnderHeads(scene: Scene): number {
  const [heads] = scene.parts.filter(({ role }) => role === "head");
  const shape = heads?.marks.find((mark) => mark.kind === "shape");
  return Math.max(...(shape?.kind === "shape" ? shape.points.map(({ y }) => y) : [0])) + 2;
}

/** Arrows with filled heads that are no bows to oneself. */
function arrowsOf(scene: Scene): readonly { readonly head: Arrowhead; readonly title: string }[] {
  return scene.parts.flatMap(({ step, title, marks }) => {
    if (step?.kind !== "message" || step.from === step.to) return [];
    return marks.flatMap((mark) => (mark.kind === "arrowhead" && mark.role === "filled" ? [{ head: mark, title: title ?? "" }] : []));
  });
}

function labelsOf(scene: Scene): readonly Words[] {
  return scene.parts.flatMap(({ marks }) => marks.flatMap((mark) => (mark.kind === "words" && mark.role !== "guard" ? [mark] : [])));
}

/** How dark an area is, all in all. */
function darkness(picture: Grey, x: number, y: number, width: number, height: number): number {
  let dark = 0;
  for (let column = 0; column < width; column += 1)
    for (let row = 0; row < height; row += 1) dark += 255 - picture.at(Math.round(x) + column, Math.round(y) + row);
  return dark;
}

/** The middle of what is dark around a place. */
function centre(dark: (at: number) => number, place: number): number {
  let [sum, weight] = [0, 0];
  for (let at = Math.round(place) - 3; at <= Math.round(place) + 3; at += 1) {
    sum += dark(at) * (at + 0.5);
    weight += dark(at);
  }
  return sum / weight;
}

/** Where an arrowhead begins: where its line gets thick. */
function baseOf(picture: Grey, { tip, direction }: Arrowhead): number {
  for (let away = HEAD_LENGTH + 3; away > 0; away -= 0.5) {
    const x = Math.round((tip.x - direction * away) * SCALE);
    let thick = 0;
    for (let y = -5; y <= 5; y += 1) thick += (255 - picture.at(x, Math.round(tip.y * SCALE) + y)) / 255;
    if (thick > 4) return x;
  }
  return Number.NaN;
}

interface Ink {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

/** From the first dark column of a text to the last. */
function inkOf(picture: Grey, { box, lines }: Words): Ink {
  let [left, right] = [Number.NaN, Number.NaN];
  const [top, bottom] = [Math.ceil(box.y * SCALE) + 1, Math.floor((box.y + box.height) * SCALE) - 2];
  for (let x = Math.round(box.x * SCALE) - 2; x <= Math.round((box.x + box.width) * SCALE) + 2; x += 1) {
    let dark = false;
    for (let y = top; y <= bottom; y += 1) dark ||= picture.at(x, y) < 140;
    if (!dark) continue;
    if (Number.isNaN(left)) left = x;
    right = x;
  }
  return { text: lines.map(({ text }) => text).join(" / "), left, right };
}
