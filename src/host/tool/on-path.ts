import { delimiter, join } from "node:path";

/** Where programs of these names would lie, in the order of the PATH. */
export function onPath(names: readonly string[], env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.flatMap((folder) => names.map((name) => join(folder, name)));
}
