import { basename, extname } from "node:path";
import { NUMBERS_ENDING } from "./numbers-file.ts";

/** What a flow file may be called: code, or the data of one flow. */
export const flowEndings: readonly string[] = [".ts", ".js", ".json"];

/** Whether what a user names is a file: the id of a flow has neither a slash nor such an ending. */
export function namesFile(name: string): boolean {
  return /[/\\]/u.test(name) || flowEndings.includes(extname(name));
}

/** Whether a file in a folder of flows may hold some: not what is hidden, declares types or keeps numbers. */
export function maybeFlowFile(path: string): boolean {
  const name = basename(path);
  return flowEndings.includes(extname(name)) && !/^\.|\.d\.ts$/u.test(name) && !name.endsWith(NUMBERS_ENDING);
}
