import { existsSync, statSync } from "node:fs";
import { extname, resolve } from "node:path";
import manifest from "../../../package.json" with { type: "json" };
import { flowEndings, flowFilesBelow, flowFilesIn, loadFlows, loadLintConfig, shippedText } from "../../host/index.ts";
import { faultOf, lintFlows, type Rule, rules } from "../../lint/index.ts";
import type { LintConfig } from "../../model/lint-config.ts";
import { BadInput } from "../../model/wrong.ts";
import { reportFormats } from "../../report/index.ts";
import { command } from "../command.ts";
import { hasColour } from "../paint.ts";
import { named, type Session } from "../session.ts";
import { printTable } from "../table.ts";
import type { ExitCode } from "../terminal.ts";

interface Options {
  readonly format: string;
  readonly view?: string;
  readonly base?: string;
  readonly stdinFilename?: string;
  readonly maxWarnings?: string;
  readonly rules?: true;
  readonly json?: true;
  readonly explain?: string;
  readonly config?: string;
  readonly whatIf?: true;
}

export const lint = command<[readonly string[]], Options>({
  examples: [
    "flowlint",
    "flowlint flows/mmsc-transfer.ts --format json",
    "flowlint --max-warnings 0 flows",
    "flowlint --what-if flows/mmsc-transfer.ts",
    "flowlint out/mcx-migration/clause.md",
    "flowlint --rules",
    "flowlint --explain exchange/require-response",
  ],
  declare: (words) =>
    words
      .description("Checks documents and flows against the rules. `flowlint …` is `callflow lint …`.")
      .argument(
        "[FILE...]",
        "documents (docx, doc, md, txt, zip; - is standard input), flow files (ts, json), or folders of flow files, whose own folders are looked through too; by default the folder of the flows",
      )
      .option("--format <FORMAT>", reportFormats.map(({ id, summary }) => `${id}: ${summary}`).join("; "), reportFormats[0]?.id)
      .option("--max-warnings <N>", "more warnings than that are as bad as an error")
      .option("--config <FILE>", "severities, options and names of your own; by default the nearest flowlint.config.json")
      .option(
        "--view <VIEW>",
        "of a document with tracked changes: accepted, original, or introduced, what the changes bring in (default: introduced)",
      )
      .option("--base <FILE>", "the specification that a change request changes: what leaves the extract is looked up there")
      .option("--stdin-filename <NAME>", "what standard input is, for -: report.md")
      .option(
        "--what-if",
        "tells too what may happen otherwise than drawn, the likeliest first, and executes the flows to see what comes of it",
      )
      .option("--rules", "lists the rules")
      .option("--json", "with --rules: as JSON")
      .option("--explain <RULE>", "prints the page of one rule"),
  async run(session, [files], options) {
    const { format, maxWarnings, whatIf } = options;
    if (options.rules) return listRules(session, options.json === true);
    if (options.explain !== undefined) return explainRule(session, options.explain);
    const { write } = named(format, reportFormats, ({ id }) => id, "format", "formats");
    const most = maxWarnings === undefined ? Number.POSITIVE_INFINITY : countIn(maxWarnings);
    const { folder, cwd } = session.folder;
    const given = files.length === 0 ? [folder] : files;
    const documents = given.filter((file) => isDocument(file, cwd, files.length > 0));
    const config = await loadLintConfig(options.config, cwd, (each) => faultOf(each, rules));
    const others = given.filter((file) => !documents.includes(file));
    const paths = others.flatMap((file) => (isFolder(file, cwd) || files.length === 0 ? flowFilesIn(file, cwd) : [file]));
    // What lies deeper may only be imported by flows.
    const below = others.filter((file) => isFolder(file, cwd)).flatMap((file) => flowFilesBelow(file, cwd));
    const flows = others.length === 0 ? [] : (await loadFlows(paths, session.folder, below)).map(({ flow }) => flow);
    const linted = documents.length === 0 ? null : await lintAll(session, documents, options, config);
    const inFlows = lintFlows(flows, config, whatIf === true ? (await import("../../lint/try-out.ts")).tryOut : null);
    const found = [...(linted?.diagnostics ?? []), ...inFlows];
    if (found.length > 0 || !session.isQuiet || format !== "stylish") {
      const colour = hasColour(session.terminal.stdout, session.terminal.env);
      const report = write(found, {
        colour,
        flows: flows.length + (linted?.flows ?? 0),
        files: [...(linted?.files ?? []), ...paths],
        rules: rules.map(({ meta }) => meta),
        version: manifest.version,
      });
      if (report !== "") session.print(report);
    }
    const count = (severity: string) => found.filter((one) => one.severity === severity).length;
    if (count("warning") > most) session.tell(`${count("warning")} warnings are more than --max-warnings ${most}`);
    if ((linted?.failed ?? 0) > 0) return 2;
    return count("error") > 0 || count("warning") > most ? 1 : 0;
  },
});

/** The readers are loaded only for those who have a document. */
async function lintAll(session: Session, paths: readonly string[], { view, base, stdinFilename }: Options, config: LintConfig) {
  const { lintDocuments } = await import("../lint-documents.ts");
  return lintDocuments(session, { paths, view: view ?? null, base: base ?? null, stdinName: stdinFilename ?? null, config });
}

/** Whatever is named and is neither a folder nor ends as a flow file does. */
function isDocument(path: string, cwd: string, isNamed: boolean): boolean {
  if (!isNamed || flowEndings.includes(extname(path)) || isFolder(path, cwd)) return false;
  if (path !== "-" && !existsSync(resolve(cwd, path))) {
    throw new BadInput(`there is no ${path}`, { remedy: "Name a document, a flow file, or a folder of flow files" });
  }
  return true;
}

function isFolder(path: string, cwd: string): boolean {
  return statSync(resolve(cwd, path), { throwIfNoEntry: false })?.isDirectory() === true;
}

function countIn(text: string): number {
  if (/^\d+$/u.test(text)) return Number(text);
  throw new BadInput(`--max-warnings is "${text}"`, { remedy: "Give it a whole number" });
}

function listRules(session: Session, json: boolean): ExitCode {
  const entryOf = ({ meta: { id, severity, summary, source, whatIf, options } }: Rule) => ({
    id,
    severity,
    summary,
    source,
    whatIf,
    options,
  });
  if (json) session.print(JSON.stringify(rules.map(entryOf), null, 2));
  else
    session.print(
      printTable(
        rules.map(({ meta }) => [meta.id, meta.severity, meta.summary]),
        { width: null },
      ),
    );
  return 0;
}

function explainRule(session: Session, id: string): ExitCode {
  const { meta } = named(id, rules, (rule) => rule.meta.id, "rule", "rules");
  const page = shippedText(`out/rules/${meta.id}.md`);
  if (page === null) throw new BadInput(`the page of ${meta.id} has not been printed yet`, { remedy: "npm run docs prints it" });
  session.terminal.stdout.write(page);
  return 0;
}
