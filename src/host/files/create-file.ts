import { constants, copyFileSync, linkSync, readdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { BadInput } from "../../model/wrong.ts";
import { makeDirectory } from "./make-directory.ts";
import { codeOf, reasonOf } from "./read-file.ts";

/**
 * A file that is not there yet, whole or not at all; its folder is made.
 *
 * @param path as the user would type it in `cwd`
 * @throws BadInput where something of that name is there already, which stays as it is, or where it cannot be written
 */
export function createFile(path: string, content: string, cwd: string): void {
  const target = resolve(cwd, path);
  const beside = join(dirname(target), `.${basename(target)}.callflow-${process.pid}`);
  let made: readonly string[] = [];
  try {
    made = makeDirectory(dirname(target));
    writeFileSync(beside, content);
    giveName(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    for (const directory of made.toReversed()) if (readdirSync(directory).length === 0) rmdirSync(directory);
    if (codeOf(error) === "EEXIST") throw new BadInput(`there is a ${path} already`, { remedy: "It was not touched; take another name" });
    throw new BadInput(`cannot write ${path}: ${reasonOf(error)}`, { remedy: "Nothing was written; name a place that can be written to" });
  }
  rmSync(beside);
}

/** Unlike renaming, neither of the two replaces what is there. */
function giveName(beside: string, target: string): void {
  try {
    linkSync(beside, target);
  } catch (error) {
    // A file system without links.
    if (codeOf(error) === "EEXIST") throw error;
    copyFileSync(beside, target, constants.COPYFILE_EXCL);
  }
}
