import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheIn, loadFlows } from "../../src/host/index.ts";
import type { Flow } from "../../src/model/flow.ts";

const cache = cacheIn(null);

/** Where the fixtures of a rule lie: `test/lint/step/no-gap`. */
export function folderOf(rule: string): string {
  return fileURLToPath(new URL(rule, import.meta.url));
}

/** The files of a rule's fixture: `bad.ts` or `bad.json`, and what else it needs, as `bad.twin.ts`. */
export function filesOf(rule: string, fixture: "good" | "bad"): readonly string[] {
  const folder = folderOf(rule);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.startsWith(`${fixture}.`) && !file.endsWith(".expected"))
    .sort((a, b) => a.length - b.length);
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

export function textOf(rule: string, file: string): string {
  return readFileSync(join(folderOf(rule), file), "utf8");
}
