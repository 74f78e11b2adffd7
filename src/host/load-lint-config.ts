import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type ConfigFault, type LintConfig, noLintConfig } from "../model/lint-config.ts";
import { BadInput, Violation } from "../model/wrong.ts";
import { parseJson } from "./files/parse-json.ts";
import { readText, shownPath } from "./files/read-file.ts";

/** Looked for where the user stands, and in the folders above up to the one that the repository begins in. */
const NAME = "flowlint.config.json";

/**
 * The configuration of the linter: the file that is asked for, else the nearest one, else none.
 *
 * @param judge says what is wrong with a configuration beside its shape
 * @throws BadInput with the place, where the file cannot be read or is no configuration
 */
export async function loadLintConfig(
  asked: string | undefined,
  cwd: string,
  judge: (config: LintConfig) => ConfigFault | null,
): Promise<LintConfig> {
  const path = asked ?? nearestConfig(cwd);
  if (path === null) return noLintConfig;
  const file = shownPath(path, cwd);
  const text = readText(path, cwd, "configuration");
  const value = await parseJson(text, file);
  const { parseLintConfig } = await import("../model/schema.ts");
  const config = parseLintConfig(value);
  const fault = "message" in config ? config : judge(config);
  if (fault !== null) throw new BadInput(fault.message, { remedy: fault.remedy, place: { file, ...spotOf(fault.path, text) } });
  if ("message" in config) throw new Violation("a configuration that is wrong was taken");
  return config;
}

/** Where in the text of some JSON the value at the path begins: each name is looked for behind the one it stands in. */
function spotOf(path: readonly string[], text: string): { readonly line: number; readonly column: number } {
  let at = 0;
  for (const name of path) {
    const next = text.indexOf(JSON.stringify(name), at);
    if (next >= 0) at = next;
  }
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function nearestConfig(cwd: string): string | null {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const path = join(folder, NAME);
    if (existsSync(path)) return path;
    if (existsSync(join(folder, ".git")) || dirname(folder) === folder) return null;
  }
}
