import { distance } from "fastest-levenshtein";

/** The name that was probably meant; null where none is near, or two are equally near: of the letters, a third may be wrong. */
export function nearestName(name: string, names: Iterable<string>): string | null {
  const word = name.toLowerCase();
  let best = Number.POSITIVE_INFINITY;
  let found: string | null = null;
  for (const candidate of names) {
    const letters = distance(word, candidate.toLowerCase());
    if (letters > Math.ceil(Math.max(name.length, candidate.length) / 3)) continue;
    if (letters === best) found = null;
    if (letters >= best) continue;
    best = letters;
    found = candidate;
  }
  return found;
}

/**
 * What to say of a name that is not there: the names there are, and the one that was probably meant.
 *
 * @param kind in the plural: "flows"
 */
export function namesInstead(name: string, names: readonly string[], kind: string): string {
  if (names.length === 0) return `There are no ${kind}`;
  // Half a name is meant too: "mmsc" for "mmsc-transfer".
  const begun = name.length < 3 ? undefined : names.find((each) => each.toLowerCase().includes(name.toLowerCase()));
  const meant = nearestName(name, names) ?? begun ?? null;
  return `${meant === null ? "" : `Did you mean ${meant}? `}${kind[0]?.toUpperCase()}${kind.slice(1)}: ${names.join(", ")}`;
}
