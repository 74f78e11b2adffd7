import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readPng } from "../../figure/png/read-png.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { call } from "../call.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

test("a PNG is as fine as --dpi says, and grey", async () => {
  const file = join(temporaryFolder(), "a.png");
  const wide = async (dpi: string) => {
    expect(await call(root, ["draw", "mmsc-transfer", "--dpi", dpi, "-o", file])).toEqual({ exit: 0, out: "", err: `wrote ${file}\n` });
    return readPng(readFileSync(file));
  };
  expect(await wide("300")).toMatchObject({ width: 2008, colour: 0, perMetre: [11811, 11811] });
  expect(await wide("96")).toMatchObject({ width: 643 });
  for (const dpi of ["0", "many", "1e3", "99999"]) {
    const told = `--dpi is "${dpi}". Give it a whole number from 10 to 4800\n`;
    expect(await call(root, ["draw", "mmsc-transfer", "--dpi", dpi, "-o", file])).toMatchObject({ exit: 2, err: told });
  }
  const { exit, err } = await call(root, ["draw", "mmsc-transfer", "--dpi", "4800", "-o", file]);
  expect([exit, err]).toEqual([2, expect.stringMatching(/^at 4800 dpi, Figure X: .* million pixels\. Give a smaller --dpi, \d+ at most/u)]);
});

test("pages are files of a picture, and pages of a PDF", async () => {
  const folder = temporaryFolder();
  const draw = (name: string, ...more: readonly string[]) =>
    call(root, ["draw", "mmsc-transfer", "--page", "170x120mm", ...more, "-o", join(folder, name)]);
  expect(await draw("a.png", "--dpi", "20")).toMatchObject({ exit: 0 });
  expect(await draw("a.pdf")).toMatchObject({ exit: 0 });
  expect(readdirSync(folder).sort()).toEqual(["a-1.png", "a-2.png", "a-3.png", "a.pdf"]);
  expect(readFileSync(join(folder, "a.pdf"), "latin1").match(/\/Type \/Page\n/gu)).toHaveLength(3);
});

test("pages of an SVG are files; a style and a view are part of what is drawn; what a format cannot say is told", async () => {
  const folder = temporaryFolder();
  const at = (name: string) => join(folder, name);
  const many = ["draw", "mmsc-transfer", "--page", "170x120mm", "--style", "3gpp", "-o", at("a.svg")];
  const wrote = [1, 2, 3].map((page) => `wrote ${at(`a-${page}.svg`)}\n`).join("");
  expect(await call(root, many)).toEqual({ exit: 0, out: "", err: wrote });
  expect(readFileSync(at("a-2.svg"), "utf8")).toMatch(/\(continued\)<\/title>/u);
  expect(readFileSync(at("a-2.svg"), "utf8")).not.toContain("stroke-dasharray");
  const ends = await call(root, ["draw", "mcx-migration", "--view", "ends", "--collapse", "primary", "-o", "-"]);
  expect(ends.out).toContain("<title>Primary MC system</title>");
  const { out, err } = await call(root, ["draw", "flows/examples/every-element.ts", "--format", "mscgen"]);
  expect(out).toMatch(/^# Figure A-1/u);
  expect(err.split("\n").filter((line) => line.startsWith("mscgen: "))).toHaveLength(4);
  const small = await call(root, ["draw", "mmsc-transfer", "--page", "170x20mm", "-o", at("b.svg")]);
  expect(small.exit).toBe(2);
  expect(readdirSync(folder).sort()).toEqual(["a-1.svg", "a-2.svg", "a-3.svg"]);
});

test("a ladder is as wide as the terminal that shows it, or as is asked for; in a file as wide as its texts ask for", async () => {
  const widest = async (more: readonly string[], columns?: number) => {
    const at = columns === undefined ? {} : { isTerminal: true, columns };
    const { out } = await call(root, ["draw", "mcx-migration", "--format", "text", ...more], at);
    return Math.max(...out.split("\n").map((line) => line.length));
  };
  expect(await widest([], 100)).toBeGreaterThan(95);
  expect(await widest([], 100)).toBeLessThanOrEqual(100);
  expect(await widest([], 72)).toBeLessThanOrEqual(72);
  expect(await widest(["--width", "90"], 72)).toBeGreaterThan(85);
  expect(await widest(["--width", "90"], 72)).toBeLessThanOrEqual(90);
  expect(await widest([])).toBeGreaterThan(100);
});

test("bytes are not written to a terminal", async () => {
  for (const format of ["png", "pdf"]) {
    const told = `${format} is not written to a terminal. Name a file, as -o figure.${format}, or let a program read it\n`;
    for (const more of [[], ["-o", "-"]]) {
      const called = await call(root, ["draw", "mmsc-transfer", "--format", format, ...more], { isTerminal: true });
      expect(called).toEqual({ exit: 2, out: "", err: told });
    }
    const { exit, out } = await call(root, ["draw", "mmsc-transfer", "--format", format, "-o", "-"]);
    expect([exit, out.slice(0, 4)]).toEqual([0, format === "pdf" ? "%PDF" : "\ufffdPNG"]);
  }
});

test("nothing is written where it fails", async () => {
  const folder = temporaryFolder();
  expect(await call(root, ["draw", "mmsc-transfer", "--page", "10x10mm", "-o", join(folder, "a.pdf")])).toMatchObject({ exit: 2 });
  expect(existsSync(join(folder, "a.pdf"))).toBe(false);
});

test("nothing is written where only a late page of many fails, and none is left beside it", async () => {
  const folder = temporaryFolder({
    "flows/long.ts": longFlow("x ".repeat(3000)),
    "flows/short.ts": longFlow("x").replace("long", "short"),
  });
  const page = ["--page", "170x40mm", "-o", "figures/a.svg"];
  const { exit, err } = await call(folder, ["draw", "long", ...page]);
  expect([exit, err]).toEqual([2, expect.stringMatching(/^the page is too low for "301\. X x /u)]);
  expect(readdirSync(folder)).toEqual(["flows"]);
  expect(await call(folder, ["draw", "short", ...page])).toMatchObject({ exit: 0 });
  const files = readdirSync(join(folder, "figures"));
  expect(files.length).toBeGreaterThan(64);
  expect(files.filter((name) => !/^a-\d+\.svg$/u.test(name))).toEqual([]);
});

function longFlow(last: string): string {
  return `import { defineFlow, path, ue } from "callflow";
import { sip } from "callflow/sip";
export default defineFlow(
  {
    id: "long",
    title: "A long flow",
    figure: { label: "1", caption: "A long flow" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), bob: ue("Bob") },
  },
  ({ alice, bob }, flow) => {
    for (let times = 0; times < 150; times += 1) flow.request(path(alice, bob), sip.message()).reply(200);
    flow.action(alice, ${JSON.stringify(last.trim())});
  },
);
`;
}
