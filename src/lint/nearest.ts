import { distance } from "fastest-levenshtein";

/** How far a misspelt word may be from the one that was meant: two letters, or a quarter of it. */
function allowance(word: string): number {
  return Math.max(2, Math.floor(word.length / 4));
}

/** The word that was probably meant; null where none is near, or two are equally near. */
export function nearest(word: string, words: Iterable<string>): string | null {
  let best = allowance(word) + 1;
  let found: string | null = null;
  for (const candidate of words) {
    const letters = distance(word, candidate);
    if (letters === best) found = null;
    if (letters < best) {
      best = letters;
      found = candidate;
    }
  }
  return found;
}
