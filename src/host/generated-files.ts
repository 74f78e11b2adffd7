import { closeSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

/** More than the header of a trace has. */
const HEADER_BYTES = 1000;

/** Where generated files of a flow, or of one of its variants, lie. */
export interface GeneratedFolder {
  /** As the user would type it. */
  readonly path: string;
  readonly flow: string;
  /** Of the files in it. */
  readonly names: readonly string[];
}

/**
 * The folders below `out` that callflow has made: their trace says of which flow they are. Whatever else lies there is not ours.
 *
 * @param trace the name of the trace file in such a folder
 */
export function generatedFolders(out: string, trace: string, cwd: string): readonly GeneratedFolder[] {
  const found: GeneratedFolder[] = [];
  for (const flow of entriesIn(out, cwd, "folders")) {
    const path = `${out}/${flow}`;
    const folders = [path, ...entriesIn(path, cwd, "folders").map((variant) => `${path}/${variant}`)];
    const ours = folders.filter((folder) => flowOf(join(folder, trace), cwd) === flow);
    found.push(...ours.map((folder) => ({ path: folder, flow, names: entriesIn(folder, cwd, "files") })));
  }
  return found;
}

function entriesIn(folder: string, cwd: string, kind: "files" | "folders"): readonly string[] {
  const path = resolve(cwd, folder);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  const entries = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory() === (kind === "folders"));
  return entries.map(({ name }) => name).sort();
}

/** What the first line of a trace names; null where it is no trace. */
function flowOf(trace: string, cwd: string): string | null {
  try {
    const file = openSync(resolve(cwd, trace), "r");
    try {
      const buffer = Buffer.alloc(HEADER_BYTES);
      const [line = ""] = buffer.toString("utf8", 0, readSync(file, buffer)).split("\n");
      const header: unknown = JSON.parse(line);
      const isTrace = typeof header === "object" && header !== null && "format" in header && header.format === "callflow-trace";
      return isTrace && "flow" in header && typeof header.flow === "string" ? header.flow : null;
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}
