import { type Dirent, readFileSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { BadInput } from "../../model/wrong.ts";
import { entriesIn } from "../flows/find-flows.ts";

/** What a document may be called; what it is, its content says. */
const endings = [".docx", ".docm", ".dotx", ".dotm", ".doc", ".md", ".markdown", ".txt", ".zip"];
const wordEndings = [".docx", ".docm", ".dotx", ".dotm", ".doc", ".zip"];
const codeEndings = [".ts", ".js"];

/** What a folder is for. */
export interface FolderContents {
  /** Documents at any depth, in the order of their names, those of a folder before those of its folders. */
  readonly documents: readonly string[];
  /** Of these, the ones that lie in the folder itself, and are from Word. */
  readonly wordFiles: readonly string[];
  /** Files of code in the folder itself that may be flows: each of them imports `callflow`. */
  readonly code: readonly string[];
  /** Folders in it that cannot be read. */
  readonly unreadable: readonly BadInput[];
}

/** @throws BadInput where the folder cannot be read */
export function contentsOf(folder: string, cwd: string): FolderContents {
  const files = filesIn(entriesIn(folder, cwd));
  const unreadable: BadInput[] = [];
  const at = (name: string) => join(folder, name);
  return {
    documents: [...documentsBelow(folder, cwd, unreadable)],
    wordFiles: files.filter((name) => wordEndings.includes(endingOf(name))).map(at),
    code: files
      .filter((name) => codeEndings.includes(endingOf(name)) && !/\.d\.ts$/u.test(name))
      .map(at)
      .filter((path) => mayBeFlow(resolve(cwd, path))),
    unreadable,
  };
}

/** Nothing is run to find out; what cannot be read, whoever loads it tells. */
function mayBeFlow(path: string): boolean {
  try {
    return readFileSync(path, "utf8").includes("callflow");
  } catch {
    return true;
  }
}

function* documentsBelow(folder: string, cwd: string, unreadable: BadInput[]): Generator<string> {
  let entries: readonly Dirent[];
  try {
    entries = entriesIn(folder, cwd);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    unreadable.push(new BadInput(error.message));
    return;
  }
  for (const name of filesIn(entries)) if (endings.includes(endingOf(name))) yield join(folder, name);
  const folders = entries.filter((entry) => entry.isDirectory() && !/^\.|^node_modules$|^__MACOSX$/u.test(entry.name));
  for (const name of folders.map((entry) => entry.name).sort()) yield* documentsBelow(join(folder, name), cwd, unreadable);
}

/** Without what is hidden, and the marks that Word leaves beside what is open. */
function filesIn(entries: readonly Dirent[]): readonly string[] {
  return entries
    .filter((entry) => !entry.isDirectory() && !/^\.|^~\$/u.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

function endingOf(name: string): string {
  return extname(name).toLowerCase();
}
