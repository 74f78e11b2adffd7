import { existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findBrowser } from "../../../src/host/browser/find-browser.ts";
import { filesInTar } from "../../../src/host/browser/tar.ts";
import { unpackBrowser } from "../../../src/host/browser/unpack-browser.ts";
import { startBrowser, withBrowser } from "../../../src/host/browser/with-browser.ts";
import { startTestBrowser } from "../../browser.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const browser = await startTestBrowser();
afterAll(() => browser?.close());

test.skipIf(browser === null)("the browser shows a page", async () => {
  const page = await browser?.newPage();
  await page?.setContent("<h1>200 OK</h1>");
  expect(await page?.$eval("h1", ({ textContent }) => textContent)).toBe("200 OK");
  await page?.close();
});

test("CALLFLOW_CHROMIUM comes first, then what is on the PATH", async () => {
  const folder = temporaryFolder();
  for (const name of ["chromium", "mine"]) writeFileSync(join(folder, name), "", { mode: 0o755 });
  expect(await findBrowser({ PATH: folder })).toEqual({ path: join(folder, "chromium"), env: {} });
  const named = { PATH: folder, CALLFLOW_CHROMIUM: join(folder, "mine") };
  expect(await findBrowser(named)).toEqual({ path: join(folder, "mine"), env: {} });
  await expect(findBrowser({ ...named, CALLFLOW_CHROMIUM: "/nowhere" })).rejects.toThrow(
    'CALLFLOW_CHROMIUM is "/nowhere", where there is no program',
  );
});

test("a browser that does not start is told", async () => {
  const folder = temporaryFolder({ "no-browser": "" });
  writeFileSync(join(folder, "refuses"), "#!/bin/sh\necho it cannot >&2\nexit 1\n", { mode: 0o755 });
  const CALLFLOW_CHROMIUM = join(folder, "refuses");
  await expect(startBrowser({ ...process.env, CALLFLOW_CHROMIUM })).rejects.toThrow(
    /^the browser .*refuses does not start: Failed to launch/u,
  );
});

// The package is optional, and is for one kind of machine.
const unpacked = await unpackBrowser(process.env);
if (unpacked === null) console.warn("\nSKIPPED: @sparticuz/chromium is not installed, or not for this machine\n");

test.skipIf(unpacked === null)("the packed browser runs, with no other files than its own", async () => {
  const CALLFLOW_CHROMIUM = unpacked?.path ?? "";
  expect(existsSync(join(CALLFLOW_CHROMIUM, "..", "lib", "libnss3.so"))).toBe(true);
  expect(statSync(join(CALLFLOW_CHROMIUM, "..")).mode & 0o077).toBe(0);
  const env = { ...process.env, ...unpacked?.env, CALLFLOW_CHROMIUM };
  expect(await withBrowser(env, (started) => started.version())).toContain("Chrome");
});

test("the plain files of an archive", () => {
  const archive = new Uint8Array(512 * 6);
  const write = (at: number, text: string) => archive.set(new TextEncoder().encode(text), at);
  write(0, "lib/");
  write(124, "00000000000\0");
  write(156, "5");
  write(512, "lib/a.so");
  write(512 + 124, "00000001001\0");
  write(512 + 156, "0");
  write(1024, "x".repeat(513));
  write(512 * 4, "b");
  write(512 * 4 + 124, "00000000000\0");
  expect([...filesInTar(archive)].map(([name, bytes]) => [name, bytes.length])).toEqual([
    ["lib/a.so", 513],
    ["b", 0],
  ]);
});
