import { accessSync, constants, statSync } from "node:fs";
import { resolve } from "node:path";
import { BadInput } from "../../model/wrong.ts";
import { reasonOf } from "./read-file.ts";

/**
 * A file that nobody may write is not replaced by another one either, though its folder would allow that.
 *
 * @throws BadInput where it is read-only, or no file
 */
export function refuseReadOnly(path: string, cwd: string): void {
  const target = resolve(cwd, path);
  const remedy = "Nothing was written; make it writable, or work on a copy";
  try {
    accessSync(target, constants.W_OK);
  } catch (error) {
    throw new BadInput(`cannot write ${path}: ${reasonOf(error)}`, { remedy });
  }
  // Whoever may do everything is asked for no permission.
  if ((statSync(target).mode & 0o222) === 0) throw new BadInput(`cannot write ${path}: it is read-only`, { remedy });
}
