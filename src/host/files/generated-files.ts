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

/** What the HTML of a generated document says of itself. */
const GENERATOR = '<meta name="generator" content="callflow">';

/** The documents that callflow has written into a folder, and the files of each, by path. */
export function generatedDocuments(folder: string, cwd: string): readonly string[] {
  const names = entriesIn(folder, cwd, "files");
  const stems = names
    .filter((name) => name.endsWith(".html") && beginningOf(join(folder, name), cwd).includes(GENERATOR))
    .map((name) => name.slice(0, -5));
  const ours = (name: string) =>
    stems.some(
      (stem) =>
        [".md", ".docx", ".html"].some((ending) => name === stem + ending) || (name.startsWith(`${stem}.`) && name.endsWith(".svg")),
    );
  return names.filter(ours).map((name) => `${folder}/${name}`);
}

function entriesIn(folder: string, cwd: string, kind: "files" | "folders"): readonly string[] {
  const path = resolve(cwd, folder);
  if (!isDirectory(path)) return [];
  const entries = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory() === (kind === "folders"));
  return entries.map(({ name }) => name).sort();
}

/** Not where a part of its path is a file either. */
function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** What the first line of a trace names; null where it is no trace. */
function flowOf(trace: string, cwd: string): string | null {
  try {
    const [line = ""] = beginningOf(trace, cwd).split("\n");
    const header: unknown = JSON.parse(line);
    const isTrace = typeof header === "object" && header !== null && "format" in header && header.format === "callflow-trace";
    return isTrace && "flow" in header && typeof header.flow === "string" ? header.flow : null;
  } catch {
    return null;
  }
}

/** "" where it cannot be read. */
function beginningOf(path: string, cwd: string): string {
  try {
    const file = openSync(resolve(cwd, path), "r");
    try {
      const buffer = Buffer.alloc(HEADER_BYTES);
      return buffer.toString("utf8", 0, readSync(file, buffer));
    } finally {
      closeSync(file);
    }
  } catch {
    return "";
  }
}
