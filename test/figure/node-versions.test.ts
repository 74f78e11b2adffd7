import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const program = "dist/dev/digests.js";
const versions = ["20", "22", "24"];

/** The Node of a version: npx fetches it where it is not there yet. Null where it cannot. */
function nodeOf(version: string): string | null {
  try {
    const found = execFileSync("npx", ["--yes", "--package", `node@${version}`, "node", "-p", "process.execPath"], {
      encoding: "utf8",
      timeout: 60_000,
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
    return existsSync(found) ? found : null;
  } catch {
    return null;
  }
}

const nodes = versions.map((version) => [version, nodeOf(version)] as const);
const missing = nodes.flatMap(([version, node]) => (node === null ? [version] : []));
if (missing.length > 0) console.warn(`\nSKIPPED: npx has no Node ${missing.join(", ")}, nor a network to fetch it from.\n`);

test.skipIf(missing.length > 0)(`every figure of text is the same on Node ${versions.join(", ")}`, { timeout: 120_000 }, () => {
  const drawn = nodes.map(([version, node]) => {
    const run = (...args: readonly string[]) => execFileSync(node ?? "", args, { cwd: root, encoding: "utf8", maxBuffer: 1e8 });
    expect(run("-p", "process.versions.node")).toMatch(new RegExp(`^${version}\\.`, "u"));
    return run(program).trim().split("\n");
  });
  const [first] = drawn;
  expect(first?.length).toBeGreaterThan(1000);
  expect(new Set(first).size).toBe(first?.length);
  for (const [at, digests] of drawn.entries()) expect(digests, versions[at]).toEqual(first);
});
