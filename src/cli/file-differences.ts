import { type Content, compareFiles } from "../host/index.ts";

/** A file on disk that is not what would be written. */
export interface Difference {
  readonly path: string;
  /** `gone`: nothing is written there any more. */
  readonly how: "differs" | "missing" | "gone";
  /** From 1, of the first line that differs; null for what has no lines, or is not there. */
  readonly line: number | null;
}

/**
 * What a check tells.
 *
 * @param gone paths of files under which nothing is written any more
 */
export function differencesOf(files: ReadonlyMap<string, Content>, gone: readonly string[], cwd: string): readonly Difference[] {
  return [...compareFiles(files, cwd), ...gone.map((path) => ({ path, how: "gone", line: null }) as const)];
}

/** A line for each. */
export function printDifferences(differences: readonly Difference[]): string {
  return differences.map(printDifference).join("\n");
}

function printDifference({ path, how, line }: Difference): string {
  switch (how) {
    case "differs":
      return line === null ? `${path} differs` : `${path}:${line} differs`;
    case "missing":
      return `${path} is missing`;
    case "gone":
      return `${path} should not be there any more`;
  }
}
