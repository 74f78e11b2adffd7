import { chmodSync, readdirSync, readFileSync, realpathSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { BadInput } from "../../model/wrong.ts";
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
  const batch = openBatch(cwd);
  for (const [path, content] of files) batch.add(path, content);
  return batch.commit();
}

/** Files that come one after the other, and are there only when the last of them has come. */
export interface Batch {
  /** @throws BadInput where it cannot be written, when nothing is left behind of any of them */
  add(path: string, content: Content): void;
  /**
   * @returns the paths whose content is new
   * @throws BadInput as `add` does
   */
  commit(): readonly string[];
  /** Nothing is left behind. */
  discard(): void;
}

/** As `writeFiles`, for more files than fit in memory. */
export function openBatch(cwd: string): Batch {
  const changed: string[] = [];
  const written: { readonly beside: string; readonly target: string; readonly path: string }[] = [];
  const made: string[] = [];
  const discard = () => {
    for (const { beside } of written.splice(0)) rmSync(beside, { force: true });
    for (const directory of made.splice(0).reverse()) if (readdirSync(directory).length === 0) rmdirSync(directory);
  };
  const refuse = (path: string, error: unknown): never => {
    discard();
    throw new BadInput(`cannot write ${path}: ${reasonOf(error)}`, { remedy: "Nothing was written; name a place that can be written to" });
  };
  return {
    discard,
    add(path, content) {
      try {
        const target = targetOf(resolve(cwd, path));
        if (isSame(target, content)) return;
        changed.push(path);
        if (isSpecial(target)) {
          writeFileSync(target, content);
          return;
        }
        made.push(...makeDirectory(dirname(target)));
        const beside = join(dirname(target), `.${basename(target)}.callflow-${process.pid}`);
        written.push({ beside, target, path });
        writeFileSync(beside, content);
        // Who may read a file does not change because its content does.
        const mode = statSync(target, { throwIfNoEntry: false })?.mode;
        if (mode !== undefined) chmodSync(beside, mode & 0o777);
      } catch (error) {
        refuse(path, error);
      }
    },
    commit() {
      for (const { beside, target, path } of written) {
        try {
          renameSync(beside, target);
        } catch (error) {
          refuse(path, error);
        }
      }
      sweep(new Set(written.map(({ target }) => dirname(target))));
      return changed;
    },
  };
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
