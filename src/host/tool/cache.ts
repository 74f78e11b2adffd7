import { accessSync, constants, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeDirectory } from "../files/make-directory.ts";
import { writeFiles } from "../files/write-files.ts";
import { cacheFolders } from "./cache-folders.ts";

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
  return cacheFolders(env).find(isWritable) ?? null;
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
  // Who has no flow needs none of it.
  return process.getBuiltinModule("node:crypto").createHash("sha256").update(text).digest("hex");
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
