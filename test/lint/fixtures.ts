import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ReadDocument, readDocument } from "../../src/document/index.ts";
import { cacheIn, documentTools, loadFlows } from "../../src/host/index.ts";
import { lintDocument } from "../../src/lint/contribution/run.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import type { Flow } from "../../src/model/flow.ts";

const cache = cacheIn(null);

/** Where the fixtures of a rule lie: `test/lint/step/no-gap`. */
export function folderOf(rule: string): string {
  return fileURLToPath(new URL(rule, import.meta.url));
}

/** The flows of a rule's fixture: `bad.ts` or `bad.json`, and what else it needs, as `bad.twin.ts`. */
export function filesOf(rule: string, fixture: "good" | "bad"): readonly string[] {
  return allFilesOf(rule, fixture).filter((file) => /\.(?:ts|json)$/u.test(file));
}

/** The documents of a rule's fixture: `bad.md`, `good.quoted-step.txt`. */
export function documentsOf(rule: string, fixture: "good" | "bad"): readonly string[] {
  return allFilesOf(rule, fixture).filter((file) => /\.(?:md|txt)$/u.test(file));
}

function allFilesOf(rule: string, fixture: "good" | "bad"): readonly string[] {
  const folder = folderOf(rule);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.startsWith(`${fixture}.`) && !file.endsWith(".expected"))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

/** The flows of a fixture. Each file is loaded by itself: two flows of one id are refused together. */
export async function fixtureFlows(rule: string, fixture: "good" | "bad"): Promise<readonly Flow[]> {
  const flows: Flow[] = [];
  for (const file of filesOf(rule, fixture)) {
    const loaded = await loadFlows([file], { cwd: folderOf(rule), timeout: 5000, cache });
    flows.push(...loaded.map(({ flow }) => flow));
  }
  return flows;
}

/** What is found in a document of a fixture, which is called as it lies there. */
export async function lintedDocument(rule: string, file: string): Promise<readonly Diagnostic[]> {
  return lintDocument(await readFixture(rule, file), { base: await baseOf(rule) }).diagnostics;
}

async function readFixture(rule: string, file: string): Promise<ReadDocument> {
  return readDocument(readFileSync(join(folderOf(rule), file)), { file: `test/lint/${rule}/${file}`, tools: documentTools({}) });
}

/** `base.md`: the specification that the documents of a fixture change. */
async function baseOf(rule: string): Promise<ReadDocument | null> {
  return existsSync(join(folderOf(rule), "base.md")) ? readFixture(rule, "base.md") : null;
}

export function textOf(rule: string, file: string): string {
  return readFileSync(join(folderOf(rule), file), "utf8");
}
