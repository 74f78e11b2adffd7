import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findBrowser } from "../../../src/host/browser/find-browser.ts";
import { printLabel } from "../../../src/model/step-label.ts";
import { BadInput } from "../../../src/model/wrong.ts";
import { sixFlows } from "../../engine/six-flows.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { call } from "../call.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const browser = await findBrowser(process.env).catch((error: unknown) => {
  if (!(error instanceof BadInput)) throw error;
  console.warn(`\nSKIPPED: ${error.message}. ${error.remedy}\n`);
  return null;
});

test.skipIf(browser === null)("mermaid-cli draws all six flows in one browser", async () => {
  const folder = temporaryFolder();
  const starts = join(folder, "starts");
  const CALLFLOW_CHROMIUM = join(folder, "chromium");
  writeFileSync(CALLFLOW_CHROMIUM, `#!/bin/sh\necho started >> '${starts}'\nexec '${browser?.path}' "$@"\n`, { mode: 0o755 });
  const env = { ...process.env, ...browser?.env, CALLFLOW_CHROMIUM };
  const ids = sixFlows.map(({ id }) => id);
  const { exit, err } = await call(root, ["draw", ...ids, "--renderer", "mermaid", "--format", "svg", "-o", `${folder}/figures/`], { env });
  expect([exit, err]).toEqual([0, expect.stringContaining(`wrote ${folder}/figures/mmsc-transfer.svg\n`)]);
  expect(readFileSync(starts, "utf8")).toBe("started\n");
  expect(readdirSync(join(folder, "figures")).sort()).toEqual(ids.map((id) => `${id}.svg`).sort());
  for (const { id, steps, numbering } of sixFlows) {
    const svg = readFileSync(join(folder, "figures", `${id}.svg`), "utf8");
    expect(svg).toMatch(/^<svg [^>]*aria-roledescription="sequence"/u);
    const texts = [...svg.matchAll(/>([^<>]+)</gu)].map(([, text]) => text ?? "");
    for (const { number } of steps) {
      const label = printLabel(number) + numbering.end;
      expect(
        texts.some((text) => text === label || text.startsWith(`${label} `)),
        `${id} ${label}`,
      ).toBe(true);
    }
  }
});

test.skipIf(browser === null)("mermaid-cli draws PNG and PDF", async () => {
  const folder = temporaryFolder();
  for (const name of ["a.png", "a.pdf"]) {
    const dpi = name.endsWith(".png") ? ["--dpi", "96"] : [];
    const { exit } = await call(root, ["draw", "cmr-continue", "--renderer", "mermaid", ...dpi, "-o", join(folder, name)], {
      env: process.env,
    });
    expect(exit).toBe(0);
  }
  expect(readFileSync(join(folder, "a.png")).toString("latin1", 1, 4)).toBe("PNG");
  expect(readFileSync(join(folder, "a.pdf")).toString("latin1", 0, 5)).toBe("%PDF-");
});

test("without a browser it says what to do", async () => {
  const file = join(temporaryFolder(), "a.svg");
  const args = ["draw", "cmr-continue", "--renderer", "mermaid", "-o", file];
  const told = 'CALLFLOW_CHROMIUM is "/nowhere", where there is no program. Give it the path of a Chromium or Chrome\n';
  expect(await call(root, args, { env: { CALLFLOW_CHROMIUM: "/nowhere" } })).toEqual({ exit: 2, out: "", err: told });
  expect(existsSync(file)).toBe(false);
});

test("several flows want a folder, and mermaid-cli makes three formats", async () => {
  const several = await call(root, ["draw", "cmr-continue", "mmsc-transfer"]);
  expect(several).toMatchObject({ exit: 2, err: "several figures do not go to standard output. Name a folder for them, as -o figures/\n" });
  const file = join(temporaryFolder(), "figure.svg");
  const intoOne = await call(root, ["draw", "cmr-continue", "mmsc-transfer", "-o", file]);
  expect(intoOne).toMatchObject({
    exit: 2,
    err: `${file} is one file, and there are several figures. Name a folder for them, as -o figures/\n`,
  });
  expect(existsSync(file)).toBe(false);
  const page = await call(root, ["draw", "cmr-continue", "--renderer", "mermaid", "--format", "html"]);
  expect(page).toMatchObject({ exit: 2, err: 'there is no format "html". Formats: svg, png, pdf\n' });
  const folder = temporaryFolder();
  const { exit } = await call(root, ["draw", "cmr-continue", "mmsc-transfer", "--format", "text", "-o", folder]);
  expect([exit, readdirSync(folder).sort()]).toEqual([0, ["cmr-continue.txt", "mmsc-transfer.txt"]]);
  const one = await call(root, ["draw", "cmr-continue", "--variant", "stop", "--format", "text", "-o", `${folder}/`]);
  expect([one.exit, existsSync(join(folder, "cmr-continue-stop.txt"))]).toEqual([0, true]);
});
