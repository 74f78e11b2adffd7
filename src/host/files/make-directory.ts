import { existsSync, mkdirSync, rmdirSync } from "node:fs";
import { dirname } from "node:path";

/**
 * One level after the other: where a file system refuses with ENOENT, as /proc does, `mkdirSync` with `recursive` never ends.
 *
 * @returns those that are new, the outermost first
 */
export function makeDirectory(path: string, mode = 0o777): readonly string[] {
  if (existsSync(path)) return [];
  const above = makeDirectory(dirname(path), mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Somebody else was faster.
    if (existsSync(path)) return above;
    for (const directory of above.toReversed()) rmdirSync(directory);
    throw error;
  }
  return [...above, path];
}
