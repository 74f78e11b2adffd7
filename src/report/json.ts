import type { Diagnostic, Related } from "../model/diagnostic.ts";

/** An array of findings for other programs: fields in this order, `null` where they do not apply. */
export function writeJson(diagnostics: readonly Diagnostic[]): string {
  return JSON.stringify(diagnostics.map(entryOf), null, 2);
}

function entryOf({ rule, severity, message, flow, clause, step, place, wordParagraph, quote, expected, related }: Diagnostic): object {
  return {
    file: place.file,
    rule,
    severity,
    message,
    flow,
    clause,
    step,
    line: place.line,
    column: place.column,
    wordParagraph,
    quote,
    expected,
    related: related.map(relatedOf),
  };
}

function relatedOf({ message, place }: Related): object {
  return { file: place.file, message, line: place.line, column: place.column, wordParagraph: place.wordParagraph ?? null };
}
