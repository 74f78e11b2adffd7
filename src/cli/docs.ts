import { readdirSync, rmSync } from "node:fs";
import { extname, join } from "node:path";
import { readText, shownPath, writeFiles } from "../host/index.ts";
import { configSchema, type Fixture, type Rule, rulePage, rules, rulesIndexPage } from "../lint/index.ts";
import { BadInput } from "../model/wrong.ts";
import { differencesOf, printDifferences } from "./file-differences.ts";
import type { ExitCode, Terminal } from "./terminal/terminal.ts";

const RULES = "out/rules";
const SCHEMAS = "out/schema";

/**
 * For those who work on callflow: prints the pages of the rules from what the rules and their fixtures say, and the schemas.
 *
 * @param args `--check` only compares
 */
export async function docs(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const isCheck = args[0] === "--check";
  if (args.length > (isCheck ? 1 : 0)) throw new BadInput(`unexpected ${args.at(-1)}`, { remedy: "The only option is --check" });
  const { cwd } = terminal;
  const files = new Map([...rulePages(cwd), ...(await schemas())]);
  const gone = [...filesIn(RULES, cwd), ...filesIn(SCHEMAS, cwd)].filter((path) => !files.has(path));
  if (isCheck) {
    const differences = differencesOf(files, gone, cwd);
    if (differences.length > 0) terminal.stdout.write(`${printDifferences(differences)}\nnpm run docs writes them.\n`);
    return differences.length > 0 ? 1 : 0;
  }
  const changed = writeFiles(files, cwd);
  for (const path of gone) rmSync(join(cwd, path));
  terminal.stdout.write(`${files.size} pages and schemas, ${changed.length + gone.length} changed\n`);
  return 0;
}

function* rulePages(cwd: string): Generator<readonly [string, string]> {
  yield [`${RULES}/README.md`, rulesIndexPage()];
  for (const rule of rules) {
    const reports = readdirSync(join(cwd, fixturesOf(rule))).filter((file) => file.endsWith(".expected"));
    const report = reports
      .sort((a, b) => a.length - b.length)
      .map((file) => readText(`${fixturesOf(rule)}/${file}`, cwd, "report"))
      .join("\n")
      // On the page the files are called what they are called above.
      .replaceAll(`${fixturesOf(rule)}/`, "");
    yield [`${RULES}/${rule.meta.id}.md`, rulePage(rule, { bad: fixtures(rule, "bad", cwd), report, good: fixtures(rule, "good", cwd) })];
  }
}

function fixturesOf(rule: Rule): string {
  return `test/lint/${rule.meta.id}`;
}

/** `bad.ts`, and what it needs besides, as `bad.twin.ts`, as one; then the documents, `bad.md`. */
function fixtures(rule: Rule, name: "good" | "bad", cwd: string): readonly Fixture[] {
  const folder = fixturesOf(rule);
  const files = readdirSync(join(cwd, folder)).filter((file) => file.startsWith(`${name}.`) && !file.endsWith(".expected"));
  if (files.length === 0) throw new BadInput(`${folder} has no ${name} fixture`);
  const byLanguage = new Map<string, { readonly file: string; readonly text: string }[]>();
  for (const file of files.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))) {
    const language = extname(file).slice(1);
    const texts = byLanguage.get(language) ?? [];
    byLanguage.set(language, texts);
    texts.push({ file, text: readText(`${folder}/${file}`, cwd, "fixture") });
  }
  const order = ["ts", "json", "md", "txt"];
  const sorted = [...byLanguage].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  return sorted.map(([language, texts]) => ({ language, text: joined(language, texts) }));
}

function joined(language: string, texts: readonly { readonly file: string; readonly text: string }[]): string {
  const [first] = texts;
  if (texts.length === 1 && first !== undefined) return first.text;
  const head = (file: string) => (language === "md" ? `<!-- ${file} -->` : language === "txt" ? `*** ${file} ***` : `// ${file}`);
  return texts.map((each) => `${head(each.file)}\n${each.text}`).join("\n");
}

async function schemas(): Promise<readonly (readonly [string, string])[]> {
  const { jsonSchemas } = await import("../model/schema.ts");
  const { config, ...others } = jsonSchemas();
  const all = { ...others, config: configSchema(config, rules) };
  return Object.entries(all).map(([name, schema]) => [`${SCHEMAS}/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`]);
}

function filesIn(folder: string, cwd: string): readonly string[] {
  let entries: readonly { readonly parentPath: string; readonly name: string; isFile(): boolean }[];
  try {
    entries = readdirSync(join(cwd, folder), { withFileTypes: true, recursive: true });
  } catch {
    return [];
  }
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => shownPath(join(parentPath, name), cwd));
}
