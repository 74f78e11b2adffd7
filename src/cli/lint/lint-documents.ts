import {
  brokenDown,
  type DocumentLint,
  documentLinter,
  type LintedFile,
  type LintedPart,
  mistakeOf,
  onlyDocument,
} from "../../host/documents/lint-document-file.ts";
import { type View, views } from "../../lint/contribution/run.ts";
import type { LintConfig } from "../../model/lint-config.ts";
import { namesInstead } from "../../model/nearest-name.ts";
import { BadInput } from "../../model/wrong.ts";
import type { Session } from "../session.ts";
import { type FileProgress, openFileProgress } from "../terminal/progress-bar.ts";

export interface DocumentsToLint {
  /** `-` is standard input. */
  readonly paths: readonly string[];
  readonly stdinName: string | null;
  readonly view: string | null;
  readonly base: string | null;
  readonly config: LintConfig;
  /** How many threads; null: as many as pay. */
  readonly jobs: number | null;
}

export interface LintedDocuments {
  readonly documents: readonly LintedPart[];
  /** What could not be looked at. */
  readonly failed: number;
}

/** As much as the longest document; one byte more is refused. */
const LARGEST_INPUT = 256 * 1024 * 1024;

/** What is wrong with these documents, in their order. */
export async function lintDocuments(
  session: Session,
  { paths, stdinName, view, jobs, ...rest }: DocumentsToLint,
): Promise<LintedDocuments> {
  const { cwd, env } = session.terminal;
  const lint = { ...rest, view: view === null ? null : viewNamed(view), cwd, env };
  const inFiles = paths.filter((path) => path !== "-");
  const threads =
    inFiles.length < 2
      ? 1
      : Math.min(inFiles.length, jobs ?? (await import("../../host/documents/lint-in-workers.ts")).threadsFor(inFiles, cwd));
  const progress = openFileProgress(session, paths.length);
  let linted: readonly LintedFile[];
  try {
    linted = await (threads < 2
      ? here(session, paths, lint, stdinName, progress)
      : elsewhere(session, paths, lint, stdinName, threads, progress));
  } finally {
    progress.close();
  }
  const messages = linted.flatMap((each) => each.messages);
  for (const { kind, text } of messages) {
    if (kind === "failure") session.complain(text);
    else if (kind === "notice") session.tell(text);
  }
  const partly = messages.filter(({ kind }) => kind === "view").map(({ text }) => text);
  if (partly.length > 0) session.tell(printPartly(partly));
  return { documents: linted.flatMap(({ documents }) => documents), failed: messages.filter(({ kind }) => kind === "failure").length };
}

/** Said once, however many they are. */
function printPartly([first = "", ...others]: readonly string[]): string {
  if (others.length === 0) return `${first}: only what its tracked changes bring in; --view accepted for all`;
  const all = `${first} and ${others.length === 1 ? "another document" : `${others.length} other documents`}`;
  return `${all}: only what their tracked changes bring in; --view accepted for all`;
}

/** One after the other, in this thread. */
async function here(
  session: Session,
  paths: readonly string[],
  lint: DocumentLint,
  stdinName: string | null,
  progress: FileProgress,
): Promise<LintedFile[]> {
  const linter = documentLinter(lint, (file) => progress.at(file));
  const linted: LintedFile[] = [];
  for (const path of paths) {
    progress.at(path);
    const source = path === "-" ? await inputOf(session, stdinName) : path;
    try {
      linted.push(await linter(source));
    } catch (error) {
      // Of one alone, everything is to be seen.
      if (error instanceof BadInput || paths.length === 1) throw error;
      linted.push(brokenDown(path, lint.cwd, mistakeOf(error)));
    }
    progress.done();
  }
  return linted;
}

async function elsewhere(
  session: Session,
  paths: readonly string[],
  lint: DocumentLint,
  stdinName: string | null,
  threads: number,
  progress: FileProgress,
): Promise<readonly LintedFile[]> {
  const files = paths.filter((path) => path !== "-");
  // Told here, once, instead of in each thread.
  if (lint.base !== null) await onlyDocument(lint.base, lint);
  const { lintInWorkers } = await import("../../host/documents/lint-in-workers.ts");
  const [input] = files.length === paths.length ? [] : await here(session, ["-"], lint, stdinName, progress);
  const linted = [
    ...(await lintInWorkers(files, lint, { threads, began: (at) => progress.at(files[at] ?? ""), ended: () => progress.done() })),
  ];
  return paths.flatMap((path) => (path === "-" ? (input ?? []) : (linted.shift() ?? [])));
}

function viewNamed(name: string): View {
  const found = views.find((view) => view === name);
  if (found === undefined) throw new BadInput(`there is no view "${name}"`, { remedy: namesInstead(name, views, "views") });
  return found;
}

async function inputOf(session: Session, name: string | null) {
  if (name === null) throw new BadInput("standard input has no name", { remedy: "Say what it is with --stdin-filename NAME.md" });
  return { name, bytes: await session.terminal.input(LARGEST_INPUT) };
}
