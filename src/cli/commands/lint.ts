import manifest from "../../../package.json" with { type: "json" };
import { type LoadedFlow, loadFlows, loadLintConfig, refuseStrangers, shownPath } from "../../host/index.ts";
import { faultOf, lintFlows, rules } from "../../lint/index.ts";
import type { LintConfig } from "../../model/lint-config.ts";
import { BadInput, printBadInput } from "../../model/wrong.ts";
import { reportFormats, writeJsonSummary, writeSummary } from "../../report/index.ts";
import { command } from "../command.ts";
import { inputsOf, type LintInputs } from "../lint/lint-inputs.ts";
import { explainRule, listRules } from "../lint/lint-rules.ts";
import { named, type Session, widthOf } from "../session.ts";
import { hasColour } from "../terminal/paint.ts";

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
  readonly summary?: true;
  readonly jobs?: string;
  readonly trust?: true;
}

export const lint = command<[readonly string[]], Options>({
  examples: [
    "flowlint out/documents/tr-23893.docx",
    "flowlint out/documents/tr-23893.docx --view accepted --base out/documents/mmsc-session-transfer.docx",
    "flowlint out/documents --summary",
    "flowlint out/mcx-migration/clause.md --format github --max-warnings 0",
    "flowlint",
    "flowlint flows/mmsc-transfer.ts --format json",
    "flowlint --what-if flows/mmsc-transfer.ts",
    "flowlint --rules",
    "flowlint --explain exchange/require-response",
  ],
  declare: (words) =>
    words
      .description("Checks documents and flows against the rules. `flowlint …` is `callflow lint …`.")
      .argument(
        "[FILE...]",
        "documents (docx, doc, md, txt, zip; - is standard input), flow files (ts, json), or folders of either, whose own folders are looked through too; by default the folder of the flows",
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
      .option("--summary", "counts instead of findings: a line for each file, then for each rule")
      .option("--jobs <N>", "so many documents at a time, each in a thread of its own; by default as many as pay")
      .option("--trust", "in CI, loads flow files from outside the project too: they are code")
      .option("--rules", "lists the rules")
      .option("--json", "with --rules: as JSON")
      .option("--explain <RULE>", "prints the page of one rule"),
  async run(session, [files], options) {
    if (options.rules) return listRules(session, options.json === true);
    if (options.explain !== undefined) return explainRule(session, options.explain);
    const { format, whatIf } = options;
    const { write } = named(format, reportFormats, ({ id }) => id, "format", "formats");
    if (options.summary && !["stylish", "json"].includes(format))
      throw new BadInput(`there is no summary in the format ${format}`, { remedy: "Write it as stylish or json" });
    const most = numberIn("--max-warnings", options.maxWarnings, 0) ?? Number.POSITIVE_INFINITY;
    const jobs = numberIn("--jobs", options.jobs, 1);
    const { cwd } = session.folder;
    const inputs = inputsOf(files, session.folder);
    const config = await loadLintConfig(options.config, cwd, (each) => faultOf(each, rules));
    for (const each of inputs.wrong) session.complain(printBadInput(each));
    for (const each of inputs.notices) session.tell(each);
    const inDocuments = inputs.documents.length === 0 ? null : await lintAll(session, inputs.documents, config, { ...options, jobs });
    const loaded = await loadAll(session, inputs, options.trust === true);
    const isComplete = inputs.wrong.length === 0 && loaded !== null && (inDocuments?.failed ?? 0) === 0;
    const flows = (loaded ?? []).map(({ flow }) => flow);
    const documents = inDocuments?.documents ?? [];
    const inFlows = lintFlows(flows, config, whatIf === true ? (await import("../../lint/try-out.ts")).tryOut : null);
    const found = [...documents.flatMap(({ diagnostics }) => diagnostics), ...inFlows];
    const looked = [...documents, ...filesOf(loaded ?? [], cwd)];
    // Where nothing could be looked at, there is nothing to report.
    const hasReport =
      (isComplete || looked.length > 0) && (found.length > 0 || options.summary || !session.isQuiet || format !== "stylish");
    if (hasReport) {
      const colour = hasColour(session.terminal.stdout, session.terminal.env);
      const report = options.summary
        ? (format === "json" ? writeJsonSummary : writeSummary)(found, looked, { colour })
        : write(found, {
            colour,
            width: widthOf(session),
            flows: looked.reduce((sum, each) => sum + each.flows, 0),
            files: looked.map(({ file }) => file),
            rules: rules.map(({ meta }) => meta),
            version: manifest.version,
          });
      if (report !== "") session.print(report);
    }
    const count = (severity: string) => found.filter((one) => one.severity === severity).length;
    const warnings = count("warning");
    if (warnings > most) session.tell(`${warnings === 1 ? "1 warning is" : `${warnings} warnings are`} more than --max-warnings ${most}`);
    if (!isComplete) return 2;
    return count("error") > 0 || warnings > most ? 1 : 0;
  },
});

/** The readers are loaded only for those who have a document. */
async function lintAll(
  session: Session,
  paths: readonly string[],
  config: LintConfig,
  { view, base, stdinFilename, jobs }: Omit<Options, "jobs"> & { readonly jobs: number | null },
) {
  const { lintDocuments } = await import("../lint/lint-documents.ts");
  return lintDocuments(session, { paths, view: view ?? null, base: base ?? null, stdinName: stdinFilename ?? null, config, jobs });
}

/** All flows together, or null, and what is wrong with one of them: those of a folder belong together. */
async function loadAll(session: Session, { flowFiles, parts }: LintInputs, isTrusted: boolean): Promise<readonly LoadedFlow[] | null> {
  const { cwd, env } = session.terminal;
  try {
    refuseStrangers([...flowFiles, ...parts], { cwd, env, isTrusted });
    return flowFiles.length + parts.length === 0 ? [] : await loadFlows(flowFiles, session.folder, parts);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    session.complain(printBadInput(error));
    return null;
  }
}

/** What was loaded from each file. */
function filesOf(loaded: readonly LoadedFlow[], cwd: string) {
  const files = new Map<string, { readonly file: string; flows: number; steps: number }>();
  for (const { file, flow } of loaded) {
    const shown = shownPath(file, cwd);
    const known = files.get(shown) ?? { file: shown, flows: 0, steps: 0 };
    files.set(shown, { file: shown, flows: known.flows + 1, steps: known.steps + flow.steps.length });
  }
  return [...files.values()];
}

function numberIn(option: string, text: string | undefined, least: number): number | null {
  if (text === undefined) return null;
  if (/^\d+$/u.test(text) && Number(text) >= least) return Number(text);
  throw new BadInput(`${option} is "${text}"`, { remedy: `Give it a whole number${least > 0 ? `, ${least} or more` : ""}` });
}
