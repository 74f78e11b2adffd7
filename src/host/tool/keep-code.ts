import { join } from "node:path";
import { writeFiles } from "../files/write-files.ts";
import { cacheDirectory } from "./cache.ts";

/** Keeps what V8 has made of the programs, where there is a place for it. */
export function keepCode(name: string, content: Uint8Array): void {
  const folder = cacheDirectory(process.env);
  if (folder === null) return;
  try {
    writeFiles(new Map([[join(folder, name), content]]), folder);
  } catch {
    // A full disk costs time, not the result.
  }
}
