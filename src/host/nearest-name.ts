import { closest, distance } from "fastest-levenshtein";

/**
 * What to say of a name that is not there: the names there are, and the one that was probably meant.
 *
 * @param kind in the plural: "flows"
 */
export function namesInstead(name: string, names: readonly string[], kind: string): string {
  if (names.length === 0) return `There are no ${kind}`;
  const nearest = nearestName(name, names);
  return `${nearest === null ? "" : `Did you mean ${nearest}? `}${kind[0]?.toUpperCase()}${kind.slice(1)}: ${names.join(", ")}`;
}

/** Null where none is near: more than a third of the letters would have to change. */
function nearestName(name: string, names: readonly string[]): string | null {
  const folded = new Map(names.map((each) => [each.toLowerCase(), each]));
  const near = closest(name.toLowerCase(), [...folded.keys()]);
  const isNear = distance(name.toLowerCase(), near) <= Math.max(1, Math.ceil(Math.max(name.length, near.length) / 3));
  if (isNear) return folded.get(near) ?? null;
  // Half a name is meant too: "mmsc" for "mmsc-transfer".
  const begun = name.length < 3 ? undefined : names.find((each) => each.toLowerCase().includes(name.toLowerCase()));
  return begun ?? null;
}
