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

/** The same where its line says little: in a Word file, which has none, behind where a person finds it. */
export function spottedSentence(diagnostic: Diagnostic): string {
  const spot = diagnostic.wordParagraph === null ? null : spotOf(diagnostic);
  return spot === null ? sentenceOf(diagnostic) : `${spot}: ${sentenceOf(diagnostic)}`;
}

/** The findings of each file, in the order in which files come; the files without any too. */
export function byFile(diagnostics: readonly Diagnostic[], files: readonly string[] = []): ReadonlyMap<string, readonly Diagnostic[]> {
  return groupBy(diagnostics, ({ place }) => place.file, files);
}

/** Findings by a name, in the order in which names come: first those of `names`, be there findings of them or none. */
export function groupBy(
  diagnostics: readonly Diagnostic[],
  nameOf: (diagnostic: Diagnostic) => string,
  names: readonly string[] = [],
): ReadonlyMap<string, readonly Diagnostic[]> {
  const groups = new Map<string, Diagnostic[]>(names.map((name) => [name, []]));
  for (const diagnostic of diagnostics) {
    const known = groups.get(nameOf(diagnostic));
    if (known === undefined) groups.set(nameOf(diagnostic), [diagnostic]);
    else known.push(diagnostic);
  }
  return groups;
}
