import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { execute } from "../../src/engine/index.ts";
import { cacheIn, loadFlows } from "../../src/host/index.ts";
import { lintFlows } from "../../src/lint/index.ts";
import { BadInput } from "../../src/model/wrong.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const sources = ["flows/mmsc-transfer.ts", "flows/mcx-migration.ts", "flows/examples/rfc3665-two-proxies.ts"].map((file) =>
  readFileSync(file, "utf8"),
);
const WORD = /\b[a-zA-Z_][\w.]*\b|"[^"]*"|\{[^{}]*\}|\[[^\][]*\]|\d+/gu;
const instead = ["undefined", "null", "{}", "[]", "7", '"x"', "", "() => {}", "flow"];

/** A flow file in which one word says something else. */
const oneWordWrong = fc.tuple(fc.constantFrom(...sources), fc.nat(), fc.constantFrom(...instead)).map(([source, at, other]) => {
  const body = source.indexOf("defineFlow(");
  const words = [...source.matchAll(WORD)].filter(({ index }) => index > body);
  const word = words[at % words.length];
  return word === undefined ? source : source.slice(0, word.index) + other + source.slice(word.index + word[0].length);
});

test("a flow file with a wrong word is refused in words, or it is a flow that can be checked and executed", async () => {
  const cwd = temporaryFolder({ "package.json": "{}" });
  const seen = { refused: 0, checked: 0 };
  await fc.assert(
    fc.asyncProperty(oneWordWrong, async (source) => {
      writeFileSync(join(cwd, "a.ts"), source);
      const loaded = await loadFlows(["a.ts"], { cwd, timeout: 5000, cache: cacheIn(null) }).catch((error: unknown) => {
        if (!(error instanceof BadInput)) throw error;
        expect([error.message, error.place]).toEqual([expect.stringMatching(/\S/u), expect.anything()]);
        return null;
      });
      seen[loaded === null ? "refused" : "checked"] += 1;
      const flows = (loaded ?? []).map(({ flow }) => flow);
      lintFlows(flows);
      for (const flow of flows) execute(flow, { seed: 1 });
    }),
    { seed: 3665, numRuns: 150 },
  );
  expect(Math.min(seen.refused, seen.checked)).toBeGreaterThan(20);
}, 60_000);
