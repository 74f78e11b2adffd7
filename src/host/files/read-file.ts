import { existsSync, readFileSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { BadInput } from "../../model/wrong.ts";

/** The path as the user would type it in `cwd`: with `/`, without `./` in front, and from the root only where that is shorter. */
export function shownPath(path: string, cwd: string): string {
  const absolute = resolve(cwd, path);
  const shown = relative(cwd, absolute).split(sep).join("/") || ".";
  return shown.startsWith("../") && absolute.length < shown.length ? absolute : shown;
}

/**
 * A file of text, without its byte order mark.
 *
 * @param what what it is for the user: "flow file", "trace"
 * @throws BadInput where it cannot be read
 */
export function readText(path: string, cwd: string, what: string): string {
  return new TextDecoder().decode(readBytes(path, cwd, what));
}

/**
 * A file as it is.
 *
 * @param what as for `readText`
 * @throws BadInput where it cannot be read
 */
export function readBytes(path: string, cwd: string, what: string): Uint8Array {
  try {
    return readFileSync(resolve(cwd, path));
  } catch (error) {
    throw new BadInput(`cannot read the ${what} ${shownPath(path, cwd)}: ${reasonOf(error)}`);
  }
}

/** Null where there is no such file. */
export function readBytesIfAny(path: string, cwd: string, what: string): Uint8Array | null {
  return existsSync(resolve(cwd, path)) ? readBytes(path, cwd, what) : null;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EISDIR: "it is a directory",
  ENAMETOOLONG: "its name is too long",
  ENOENT: "there is no such file or directory",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of its path is a file, not a directory",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
};

/** What the operating system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return code === null ? String(error) : (reasons[code] ?? code);
}

/** `ENOENT` and the like; null for an error of another kind. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
