import { isAbsolute, relative, sep } from "node:path";

/** Whether a path is a folder, or lies in it at any depth. Both absolute; another drive of Windows is elsewhere. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way.split(sep)[0] !== "..";
}
