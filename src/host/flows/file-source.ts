import { statSync } from "node:fs";
import { readText, shownPath } from "../files/read-file.ts";

/** Where the files of a project are read from: the disk, or a version that git has kept. Paths are absolute. */
export interface FileSource {
  /** @throws BadInput where it cannot be read */
  read(path: string, what: string): string;
  isFile(path: string): boolean;
  /** As the user would type it. */
  shown(path: string): string;
}

export function diskSource(cwd: string): FileSource {
  return {
    read: (path, what) => readText(path, cwd, what),
    isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true,
    shown: (path) => shownPath(path, cwd),
  };
}
