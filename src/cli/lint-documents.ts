import { readDocuments } from "../document/index.ts";
import { boundedBytes, documentTools, readDocumentFile } from "../host/read-documents.ts";
import { lintDocument, type View, views } from "../lint/contribution/run.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { LintConfig } from "../model/lint-config.ts";
import { namesInstead } from "../model/nearest-name.ts";
import { BadInput, printBadInput } from "../model/wrong.ts";
import type { Session } from "./session.ts";

export interface DocumentsToLint {
  /** `-` is standard input. */
  readonly paths: readonly string[];
  readonly stdinName: string | null;
  readonly view: string | null;
  readonly base: string | null;
  readonly config: LintConfig;
}

export interface LintedDocuments {
  readonly diagnostics: readonly Diagnostic[];
  /** As they are called in the findings. */
  readonly files: readonly string[];
  readonly flows: number;
  /** Documents in archives that could not be read. */
  readonly failed: number;
}

/** As much as the longest document; one byte more is refused. */
const LARGEST_INPUT = 256 * 1024 * 1024;

/** What is wrong with these documents, in their order. */
export async function lintDocuments(session: Session, { paths, stdinName, view, base, config }: DocumentsToLint): Promise<LintedDocuments> {
  const shown = view === null ? null : viewNamed(view);
  const { cwd, env } = session.terminal;
  const surroundings = { cwd, env };
  const before = base === null ? null : await onlyDocument(base, surroundings);
  const diagnostics: Diagnostic[] = [];
  const files: string[] = [];
  let [flows, failed] = [0, 0];
  for (const path of paths) {
    session.progress(`${path} …`);
    const reading = path === "-" ? readInput(session, stdinName) : readDocumentFile(path, surroundings);
    for await (const document of reading) {
      if (document instanceof BadInput) {
        session.tell(printBadInput(document));
        failed += 1;
        continue;
      }
      const { file, notices } = document.accepted;
      for (const { place, text } of notices.slice(0, MOST_NOTICES)) session.tell(`${file}:${place.line}: ${text}`);
      const linted = lintDocument(document, { view: shown, base: before, config });
      diagnostics.push(...linted.diagnostics);
      files.push(file);
      flows += linted.flows;
      if (linted.view === "introduced" && shown === null)
        session.tell(`${file}: only what its tracked changes bring in; --view accepted for all`);
    }
  }
  session.progress("");
  return { diagnostics, files, flows, failed };
}

const MOST_NOTICES = 5;

function viewNamed(name: string): View {
  const found = views.find((view) => view === name);
  if (found === undefined) throw new BadInput(`there is no view "${name}"`, { remedy: namesInstead(name, views, "views") });
  return found;
}

async function* readInput(session: Session, name: string | null) {
  if (name === null) throw new BadInput("standard input has no name", { remedy: "Say what it is with --stdin-filename NAME.md" });
  const bytes = boundedBytes(await session.terminal.input(LARGEST_INPUT), name);
  yield* readDocuments(bytes, { file: name, tools: documentTools(session.terminal.env) });
}

async function onlyDocument(path: string, surroundings: { readonly cwd: string; readonly env: Session["terminal"]["env"] }) {
  const read = [];
  for await (const each of readDocumentFile(path, surroundings)) {
    if (each instanceof BadInput) throw each;
    read.push(each);
  }
  const [only] = read;
  if (only === undefined || read.length > 1)
    throw new BadInput(`${path} holds ${read.length} documents`, { remedy: "--base takes the one that is changed" });
  return only;
}
