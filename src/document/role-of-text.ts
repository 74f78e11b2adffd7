import type { ParagraphRole } from "./tree.ts";

/** What a paragraph says of itself with its first words, in any format. */
export function roleOfText(text: string): ParagraphRole {
  // Most begin otherwise.
  if (!/^[neft]/i.test(text)) return "body";
  if (/^note(?:\s*\d+\w?|\s+\w)?\s*[:.]/iu.test(text)) return /^NOTE|^Note(?:\s*\d+\w?)?\s*:/u.test(text) ? "note" : "body";
  if (/^editor['’‘]?s['’‘]?\s+note\b/iu.test(text)) return "editors-note";
  if (/^EXAMPLE(?:\s*\d+\w?)?\s*:|^Example(?:\s*\d+\w?)?\s*:/u.test(text)) return "example";
  if (/^figure\s+[\w.()\-–]+\s*[:–—]\s/iu.test(text)) return "figure-caption";
  if (/^table\s+[\w.()\-–]+\s*[:–—]\s/iu.test(text)) return "table-caption";
  if (/^(?:Figure|Table)\s+[A-Z]?\d[\w\-–]*\.\s+\p{Lu}[^.;]{2,100}:$/u.test(text))
    return text[0] === "F" ? "figure-caption" : "table-caption";
  return "body";
}
