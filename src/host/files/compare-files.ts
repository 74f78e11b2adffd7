import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { BadInput } from "../../model/wrong.ts";
import { codeOf, reasonOf } from "./read-file.ts";
import type { Content } from "./write-files.ts";

/** A file on disk that is not what would be written. */
export interface Difference {
  readonly path: string;
  readonly how: "differs" | "missing";
  /** From 1, of the first line that differs; null for what has no lines, or is not there. */
  readonly line: number | null;
}

/** @param files content by path, as the user would type it in `cwd` */
export function compareFiles(files: ReadonlyMap<string, Content>, cwd: string): readonly Difference[] {
  const differences: Difference[] = [];
  for (const [path, content] of files) {
    const there = contentOf(path, cwd);
    if (there === null) differences.push({ path, how: "missing", line: null });
    else if (!there.equals(Buffer.from(content)))
      differences.push({
        path,
        how: "differs",
        line: typeof content === "string" ? firstDifference(there.toString("utf8"), content) : null,
      });
  }
  return differences;
}

function contentOf(path: string, cwd: string): Buffer | null {
  try {
    return readFileSync(resolve(cwd, path));
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(error) ?? "")) return null;
    throw new BadInput(`cannot read ${path}: ${reasonOf(error)}`);
  }
}

function firstDifference(a: string, b: string): number {
  const others = b.split("\n");
  const at = a.split("\n").findIndex((line, index) => line !== others[index]);
  return (at === -1 ? a.split("\n").length : at) + 1;
}
