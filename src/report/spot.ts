import type { Diagnostic } from "../model/diagnostic.ts";

/**
 * Where in its document a finding stands, as a person finds it there: `clause 6.2, step 3, paragraph 81`; null if only its line says so.
 * A Word file has no lines: whoever gets the finding needs these words.
 */
export function spotOf({ clause, step, wordParagraph }: Diagnostic): string | null {
  const words = [
    clause === null ? null : `clause ${clause}`,
    step === null ? null : `step ${step}`,
    wordParagraph === null ? null : `paragraph ${wordParagraph}`,
  ].filter((word) => word !== null);
  return words.length === 0 ? null : words.join(", ");
}

/** The finding in one line of plain text, with what to write instead. */
export function sentenceOf({ message, quote, expected }: Diagnostic): string {
  const found = quote === null ? "" : `; found: ${quote}`;
  const instead = expected === null ? "" : `; expected: ${expected}`;
  return `${message}${found}${instead}`;
}

/** The findings of each file, in the order in which files come; the files without any too. */
export function byFile(diagnostics: readonly Diagnostic[], files: readonly string[] = []): ReadonlyMap<string, readonly Diagnostic[]> {
  const groups = new Map<string, Diagnostic[]>(files.map((file) => [file, []]));
  for (const diagnostic of diagnostics) {
    const known = groups.get(diagnostic.place.file);
    if (known === undefined) groups.set(diagnostic.place.file, [diagnostic]);
    else known.push(diagnostic);
  }
  return groups;
}
