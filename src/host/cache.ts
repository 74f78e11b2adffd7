import { createHash } from "node:crypto";
import { accessSync, constants, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { makeDirectory } from "./make-directory.ts";
import { toolFolder } from "./shipped.ts";
import { writeFiles } from "./write-files.ts";

/** Texts that are costly to make, by what they were made from. Whatever goes wrong with it, callflow works without. */
export interface Cache {
  get(key: string): string | null;
  set(key: string, text: string): void;
}

/** Beside the tool where it may write there, else in the user's own cache; never in a folder that others can write to. */
export function openCache(env: Readonly<Record<string, string | undefined>>): Cache {
  return cacheIn(cacheDirectory(env));
}

/** Where what is costly to make is kept; null where nothing can be. */
export function cacheDirectory(env: Readonly<Record<string, string | undefined>>): string | null {
  const directories = [besideTool(), join(env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "callflow")];
  return directories.find(isWritable) ?? null;
}

/** @param directory null for a cache that keeps nothing */
export function cacheIn(directory: string | null): Cache {
  if (directory === null) return { get: () => null, set: () => {} };
  const pathOf = (key: string) => join(directory, `${hashOf(key)}.txt`);
  return {
    get(key) {
      let text: string;
      try {
        text = readFileSync(pathOf(key), "utf8");
      } catch {
        return null;
      }
      // What was cut or changed does not fit its sum any more.
      const end = text.indexOf("\n");
      const kept = text.slice(end + 1);
      return text.slice(0, end) === hashOf(kept) ? kept : null;
    },
    set(key, text) {
      try {
        writeFiles(new Map([[pathOf(key), `${hashOf(text)}\n${text}`]]), directory);
      } catch {
        // A full disk costs time, not the result.
      }
    },
  };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** `node_modules/.cache/callflow`, of the clone or of the project the tool is installed in. */
function besideTool(): string {
  const folder = toolFolder();
  const modules = basename(dirname(folder)) === "node_modules" ? dirname(folder) : join(folder, "node_modules");
  return join(modules, ".cache", "callflow");
}

function isWritable(directory: string): boolean {
  try {
    makeDirectory(directory, 0o700);
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
