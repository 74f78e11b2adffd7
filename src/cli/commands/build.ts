import {
  allFlows,
  type Content,
  findFlows,
  generatedDocuments,
  generatedFolders,
  templateFolder,
  templatesIn,
  writeFiles,
} from "../../host/index.ts";
import { lintFlows } from "../../lint/index.ts";
import type { Flow } from "../../model/flow.ts";
import { reportFormats } from "../../report/index.ts";
import { buildDocuments, DOCUMENTS } from "../build/build-documents.ts";
import { generate, isGenerated, TRACE_FILE } from "../build/generate.ts";
import { numbersFiles } from "../build/numbers-files.ts";
import { command } from "../command.ts";
import { differencesOf, printDifferences } from "../file-differences.ts";
import type { Session } from "../session.ts";
import { hasColour } from "../terminal/paint.ts";
import { withVariant } from "../variant.ts";

interface Options {
  readonly out: string;
  readonly check?: true;
  readonly renumber?: true;
  readonly templates?: string;
}

export const build = command<[readonly string[]], Options>({
  examples: ["callflow build", "callflow build mmsc-transfer --out elsewhere", "callflow build --check"],
  declare: (words) =>
    words
      .argument("[FLOW...]", "ids of flows, or the paths of their files; by default all flows")
      .option("--out <DIR>", "where to write", "out")
      .option("--templates <DIR>", "where the templates of documents are; by default the folder templates beside that of the flows")
      .option("--renumber", "numbers published flows anew, where their numbers would stay")
      .option("--check", "writes nothing; what differs from the files on disk is a finding"),
  async run(asked, [names], { out: given, check, templates, renumber }) {
    const out = given.replace(/(?<=.)[/\\]+$/u, "");
    const session = renumber ? await renumbering(names, asked) : asked;
    const loaded = await findFlows(names, session.folder);
    const flows = loaded.map(({ flow }) => flow);
    if (!passes(flows, session)) return 1;
    const generated = filesOf(flows, out, session);
    if (generated === null) return 1;
    const numbers = await numbersFiles(loaded, session.terminal.cwd, () => renumber === true);
    const files = new Map([...generated, ...(await documentsOf(names.length === 0 ? null : flows, out, templates, session)), ...numbers]);
    const gone = goneFrom(out, files, names.length === 0 ? null : flows, session);
    return check ? compare(files, gone, session) : write(files, gone, session);
  },
});

/** The same, in which these flows are numbered as if they had not been published yet; all where none is named. */
async function renumbering(names: readonly string[], session: Session): Promise<Session> {
  const renumber = names.length === 0 ? "all" : new Set((await findFlows(names, session.folder)).map(({ flow }) => flow.id));
  return { ...session, folder: { ...session.folder, renumber } };
}

/** A flow that breaks a rule is not built. */
function passes(flows: readonly Flow[], session: Session): boolean {
  session.progress("checking the flows");
  const errors = lintFlows(flows).filter(({ severity }) => severity === "error");
  session.progress("");
  if (errors.length === 0) return true;
  const { stdout, env } = session.terminal;
  session.print(reportFormats[0]?.write(errors, { colour: hasColour(stdout, env) }) ?? "");
  session.tell("Nothing was written: these errors come first.");
  return false;
}

/** By path; null where an execution has failed, which is told. */
function filesOf(flows: readonly Flow[], out: string, session: Session): ReadonlyMap<string, Content> | null {
  const files = new Map<string, Content>();
  let failed = 0;
  for (const [at, flow] of flows.entries()) {
    for (const variant of [null, ...flow.variants.map(({ id }) => id)]) {
      const name = variant === null ? flow.id : `${flow.id}/${variant}`;
      session.progress(`${at + 1} of ${flows.length}: ${name}`);
      const { files: generated, judgement, expectations } = generate(withVariant(flow, variant), variant);
      for (const [file, content] of generated) files.set(`${out}/${name}/${file}`, content);
      if (judgement.ok) continue;
      failed += 1;
      const fails = expectations.filter(({ ok }) => !ok).map(({ text }) => `${name}: not so at the end: ${text}`);
      const failures = judgement.failures.map(({ step, reason }) => `${name}${step === null ? "" : `, step ${step}`}: ${reason}`);
      session.print([...failures, ...fails].join("\n"));
    }
  }
  session.progress("");
  if (failed > 0) session.tell("Nothing was written: `callflow run` tells more of what failed.");
  return failed > 0 ? null : files;
}

/** The documents that show one of these flows, or all where they are null. */
async function documentsOf(
  flows: readonly Flow[] | null,
  out: string,
  given: string | undefined,
  session: Session,
): Promise<ReadonlyMap<string, Content>> {
  const templates = templatesIn(templateFolder(session.folder.folder, given), session.terminal.cwd, given !== undefined);
  if (templates.length === 0) return new Map();
  const showing = flows === null ? null : new Set(flows.map(({ id }) => id));
  return buildDocuments({ out, templates, flows: await allFlows(session.folder), showing }, session);
}

/** What a former build has written and this one does not; of these flows, or of all where they are null. */
function goneFrom(out: string, files: ReadonlyMap<string, Content>, flows: readonly Flow[] | null, session: Session): readonly string[] {
  const { cwd } = session.terminal;
  const folders = generatedFolders(out, TRACE_FILE, cwd).filter(({ flow }) => flows === null || flows.some(({ id }) => id === flow));
  const documents = flows === null ? generatedDocuments(`${out}/${DOCUMENTS}`, cwd) : [];
  return [...documents, ...folders.flatMap(({ path, names }) => names.filter(isGenerated).map((name) => `${path}/${name}`))].filter(
    (path) => !files.has(path),
  );
}

function compare(files: ReadonlyMap<string, Content>, gone: readonly string[], session: Session): 0 | 1 {
  const differences = differencesOf(files, gone, session.terminal.cwd);
  if (differences.length === 0) {
    session.tell(`${files.size} files are as they would be written.`);
    return 0;
  }
  session.print(printDifferences(differences));
  session.tell(`${differences.length} of ${files.size} files differ; \`callflow build\` writes them.`);
  return 1;
}

function write(files: ReadonlyMap<string, Content>, gone: readonly string[], session: Session): 0 {
  const changed = writeFiles(files, session.terminal.cwd);
  session.tell(`${files.size} files, ${changed.length} of them new or changed.`);
  if (gone.length > 0)
    session.tell(`Nothing is written there any more; delete what you do not need:\n${gone.map((path) => `  ${path}`).join("\n")}`);
  return 0;
}
