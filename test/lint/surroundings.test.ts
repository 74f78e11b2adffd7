import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readDocument } from "../../src/document/index.ts";
import { documentTools } from "../../src/host/index.ts";
import { lintDocument } from "../../src/lint/contribution/run.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";

const own = fileURLToPath(new URL(".", import.meta.url));

async function findingsIn(text: string, file: string): Promise<readonly Diagnostic[]> {
  return lintDocument(await readDocument(Buffer.from(text), { file, tools: documentTools({}) })).diagnostics;
}

function markedIn({ excerpt }: Diagnostic): string | undefined {
  return excerpt?.text.slice(excerpt.at, excerpt.at + excerpt.length);
}

const flow = "## 5.1 A call\n\n1. The UE sends an INVITE request to the server.\n2. The server sends a 200 OK to the UE.\n\n";

test("of two cells on one line the words are those of the cell, with its clause", async () => {
  const table = `${flow}| what | where |\n|---|---|\n| In step 7 it starts | **see \`step 8\`** for this |\n`;
  const found = await findingsIn(table, "a.md");
  expect(found.map((one) => [one.excerpt?.text, markedIn(one), one.clause, one.place, one.end])).toEqual([
    ["In step 7 it starts", "step 7", "5.1", { file: "a.md", line: 8, column: 6 }, { line: 8, column: 12 }],
    ["see step 8 for this", "step 8", "5.1", { file: "a.md", line: 8, column: 32 }, { line: 8, column: 38 }],
  ]);
});

test("where the words of a finding end is where they end in the file", async () => {
  const files = readdirSync(own, { recursive: true, encoding: "utf8" }).filter((name) => /bad[\w.-]*\.(?:md|txt)$/u.test(name));
  let looked = 0;
  for (const name of files) {
    const text = readFileSync(join(own, name), "utf8");
    const lines = text.split("\n");
    for (const { place, end, quote } of await findingsIn(text, name)) {
      if (quote === null || end === undefined || end.line !== place.line || end.column - place.column !== quote.length) continue;
      expect(lines[place.line - 1]?.slice(place.column - 1, end.column - 1), `${name}:${place.line}`).toBe(quote);
      looked += 1;
    }
  }
  expect(looked).toBeGreaterThan(60);
});
