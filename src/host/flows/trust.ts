import { existsSync, realpathSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { BadInput } from "../../model/wrong.ts";
import { shownPath } from "../files/read-file.ts";
import { isWithin } from "../files/within.ts";

/**
 * A flow file is code. On a build server nobody looks at what comes in from outside: there, code that lies outside the project in which the
 * user stands is run only by who says so.
 *
 * @throws BadInput for the first file that must not be loaded
 */
export function refuseStrangers(
  paths: readonly string[],
  {
    cwd,
    env,
    isTrusted,
  }: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>>; readonly isTrusted: boolean },
): void {
  if (isTrusted || !isBuildServer(env)) return;
  // Without links: one in the project may lead out of it.
  const project = realpathSync(projectAround(cwd));
  for (const path of paths) {
    const target = resolve(cwd, path);
    // Data is never run, and what is not there is told as such.
    if (extname(path) === ".json" || !existsSync(target) || isWithin(realpathSync(target), project)) continue;
    throw new BadInput(`${shownPath(path, cwd)} is code from outside this project, and CI is set: it is not loaded`, {
      remedy: "Load it with --trust if you know what is in it",
    });
  }
}

/** What build servers set; false and 0 are how a person takes it back. */
function isBuildServer(env: Readonly<Record<string, string | undefined>>): boolean {
  return !["", "0", "false"].includes((env["CI"] ?? "").toLowerCase());
}

/** The nearest folder with a package.json or a repository; where there is none, the one in which the user stands. */
function projectAround(cwd: string): string {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json")) || existsSync(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return cwd;
  }
}
