/** A file on disk that is not what would be written. */
export interface Difference {
  readonly path: string;
  /** `gone`: nothing is written there any more. */
  readonly how: "differs" | "missing" | "gone";
  readonly line: number | null;
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
