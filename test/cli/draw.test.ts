import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readPng } from "../figure/png/read-png.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { call } from "./call.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

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
  const draw = (name: string) => call(root, ["draw", "mmsc-transfer", "--page", "170x120mm", "--dpi", "20", "-o", join(folder, name)]);
  expect(await draw("a.png")).toMatchObject({ exit: 0 });
  expect(await draw("a.pdf")).toMatchObject({ exit: 0 });
  expect(readdirSync(folder).sort()).toEqual(["a-1.png", "a-2.png", "a-3.png", "a.pdf"]);
  expect(readFileSync(join(folder, "a.pdf"), "latin1").match(/\/Type \/Page\n/gu)).toHaveLength(3);
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
