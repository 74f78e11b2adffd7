import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { toolFolder } from "./shipped.ts";

/** Where what is costly to make may be kept: beside the tool, else in the user's own cache; never where others can write to. */
export function cacheFolders(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return [besideTool(), join(env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "callflow")];
}

/** `node_modules/.cache/callflow`, of the clone or of the project the tool is installed in. */
function besideTool(): string {
  const folder = toolFolder();
  const modules = basename(dirname(folder)) === "node_modules" ? dirname(folder) : join(folder, "node_modules");
  return join(modules, ".cache", "callflow");
}
