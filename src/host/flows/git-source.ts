import { execFileSync } from "node:child_process";
import { dirname, relative, resolve, sep } from "node:path";
import { namesInstead } from "../../model/nearest-name.ts";
import { BadInput } from "../../model/wrong.ts";
import { codeOf } from "../files/read-file.ts";
import type { FileSource } from "./file-source.ts";

/** Files as a revision has them, out of git's objects: neither the files on disk nor the index are looked at. */
export interface GitSource extends FileSource {
  /** Absolute paths of the files in a folder, not deeper; none where there is no such folder. */
  filesIn(folder: string): readonly string[];
  /** An absolute path, from the top of the repository. */
  resolve(path: string): string;
}

/**
 * @param revision as git takes it: `HEAD~1`, `v1.2`, a branch, a hash
 * @throws BadInput where there is no git, no repository, or no such revision
 */
export function gitSource(revision: string, cwd: string): GitSource {
  // Not --show-toplevel, which is somewhere else where the user stands behind a link.
  const root = resolve(cwd, git(["rev-parse", "--show-cdup"], cwd).trim());
  const commit = commitOf(revision, cwd);
  const blobs = new Map<string, string>();
  for (const entry of git(["ls-tree", "-r", "-z", "--full-tree", commit], cwd).split("\0")) {
    const found = /^\d+ blob (\w+)\t(.+)$/su.exec(entry);
    if (found?.[1] !== undefined && found[2] !== undefined) blobs.set(found[2], found[1]);
  }
  const within = (path: string) => relative(root, path).split(sep).join("/");
  const shown = (path: string) => `${revision}:${within(path)}`;
  return {
    shown,
    resolve: (path) => resolve(root, path),
    isFile: (path) => blobs.has(within(path)),
    filesIn(folder) {
      const inside = within(folder);
      return [...blobs.keys()].filter((path) => dirname(path) === (inside === "" ? "." : inside)).map((path) => resolve(root, path));
    },
    read(path, what) {
      const blob = blobs.get(within(path));
      if (blob !== undefined) return git(["cat-file", "blob", blob], cwd).replace(/^\ufeff/u, "");
      throw new BadInput(`${revision} has no ${what} ${within(path)}`, {
        remedy: namesInstead(within(path), beside(within(path), blobs), "files beside it"),
      });
    },
  };
}

function beside(path: string, blobs: ReadonlyMap<string, string>): readonly string[] {
  return [...blobs.keys()].filter((other) => dirname(other) === dirname(path));
}

function commitOf(revision: string, cwd: string): string {
  try {
    return git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`], cwd).trim();
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    const tags = git(["tag", "--list"], cwd).split("\n");
    const branches = git(["branch", "--all", "--format=%(refname:short)"], cwd).split("\n");
    const names = ["HEAD", ...tags, ...branches].filter((name) => name !== "" && !name.startsWith("("));
    throw new BadInput(`git has no revision "${revision}"`, { remedy: namesInstead(revision, names, "revisions") });
  }
}

/** A word of git's, which reads and never writes. */
function git(words: readonly string[], cwd: string): string {
  try {
    return execFileSync("git", words, {
      cwd,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 1 << 28,
      env: { ...process.env, GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
    });
  } catch (error) {
    if (codeOf(error) === "ENOENT") throw new BadInput("git is not installed", { remedy: "Name the files of both versions instead" });
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim().split("\n")[0] : "";
    if (/not a git repository/u.test(said ?? "")) {
      throw new BadInput("this folder is in no git repository", { remedy: "Stand within one, or name the files of both versions" });
    }
    throw new BadInput(`git ${words[0]} says: ${said === "" ? "no" : said}`);
  }
}
