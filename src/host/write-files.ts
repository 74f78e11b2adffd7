import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { BadInput } from "../model/wrong.ts";
import { makeDirectory } from "./make-directory.ts";
import { codeOf, reasonOf } from "./read-file.ts";

/** Text in UTF-8, or bytes. */
export type Content = string | Uint8Array;

/**
 * All of them or none: each file is written beside its target, and renamed only when all are there. What is there already is not
 * touched.
 *
 * @param files content by path, as the user would type it in `cwd`; directories are made
 * @returns the paths whose content is new
 * @throws BadInput where one cannot be written, when nothing is left behind
 */
export function writeFiles(files: ReadonlyMap<string, Content>, cwd: string): readonly string[] {
  const changed: string[] = [];
  const written: { readonly beside: string; readonly target: string }[] = [];
  const made: string[] = [];
  let current = "";
  try {
    for (const [path, content] of files) {
      current = path;
      const target = targetOf(resolve(cwd, path));
      if (isSame(target, content)) continue;
      changed.push(path);
      if (isSpecial(target)) {
        writeFileSync(target, content);
        continue;
      }
      made.push(...makeDirectory(dirname(target)));
      const beside = join(dirname(target), `.${basename(target)}.callflow-${process.pid}`);
      written.push({ beside, target });
      writeFileSync(beside, content);
      // Who may read a file does not change because its content does.
      const mode = statSync(target, { throwIfNoEntry: false })?.mode;
      if (mode !== undefined) chmodSync(beside, mode & 0o777);
    }
    for (const { beside, target } of written) renameSync(beside, target);
  } catch (error) {
    for (const { beside } of written) if (existsSync(beside)) rmSync(beside);
    for (const directory of made.reverse()) if (readdirSync(directory).length === 0) rmdirSync(directory);
    throw new BadInput(`cannot write ${current}: ${reasonOf(error)}`, {
      remedy: "Nothing was written; name a place that can be written to",
    });
  }
  sweep(new Set(written.map(({ target }) => dirname(target))));
  return changed;
}

/** A link is written through, not replaced. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function isSame(path: string, content: Content): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && readFileSync(path).equals(Buffer.from(content));
}

/** A device or a pipe, as /dev/stdout: it cannot be replaced, only written to. A directory can be neither. */
function isSpecial(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile();
}

/** Removes what a run that was killed has left beside its targets. */
function sweep(directories: ReadonlySet<string>): void {
  for (const directory of directories) {
    for (const name of readdirSync(directory)) {
      const pid = /^\..+\.callflow-(\d+)$/u.exec(name)?.[1];
      if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(directory, name), { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}
