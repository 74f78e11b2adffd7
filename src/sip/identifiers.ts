/** Where a participant's identifiers come from: the same seed, name and number make the same, whatever the others do. */
export interface Source {
  readonly seed: number;
  /** Of the participant, of token characters. */
  readonly name: string;
  /** How many have been made. */
  readonly made: number;
}

/** RFC 3261 §19.3: unique in place and time; here by name and count, and by the seed between runs. */
export function identifierOf({ seed, name, made }: Source): string {
  return `${name}-${made}-${digitsOf(`${seed} ${name} ${made}`)}`;
}

/** Chance that repeats: from 0 up to, not including, 1. */
export function chanceOf({ seed, name, made }: Source): number {
  return hashOf(`${made} ${seed} ${name}`) / 2 ** 32;
}

/** Eight hexadecimal digits that follow from the text. */
export function digitsOf(text: string): string {
  return hashOf(text).toString(16).padStart(8, "0");
}

/** FNV-1a, stirred so that near texts do not have near hashes (murmur3's last steps). @returns 0 to 2^32 - 1 */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
