/** One kind of blank, quote and hyphen, small letters, no article: two names with one key are one name. */
export function keyOf(name: string): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = tokensOf(name).join(" ");
  if (keys.size >= MOST_KEYS) keys.clear();
  keys.set(name, key);
  return key;
}

/** A document says few names very often. */
const keys = new Map<string, string>();
const MOST_KEYS = 5000;

/** The words of a name's key. */
export function tokensOf(name: string): readonly string[] {
  // Most names are plain words.
  if (/^[\w/-]+(?: [\w/-]+)*$/.test(name) && !/(?:^|\s)(?:the|The|a|A|an|An|also|its|of|in|at|Of|In|At)\s/.test(name))
    return name.toLowerCase().split(" ");
  return name
    .replace(/^A\s+(?=\S+\s|\p{Ll})/u, "")
    .replace(/(?<![\w-])(?:[Tt]he|a|[Aa]n)\s+/gu, "")
    .toLowerCase()
    .replace(/[‘’‛′`"“”]/gu, "'")
    .replace(/'s\b/gu, "")
    .replace(/'([^'\s]{1,6})'/gu, "$1")
    .replace(/[‐‑–—]/gu, "-")
    .replace(/#/gu, " #")
    .replace(/\([^()]*\)/gu, (all, at: number) => (at > 0 && name[at - 1] === " " ? " " : all))
    .split(/\s+/u)
    .filter((word) => word !== "" && !/^(?:also|its|of|in|at)$/u.test(word));
}

/** One letter or number that tells two things of one name apart: `A`, `1`, `n`, `#2`. */
export function isDiscriminator(token: string): boolean {
  return /^#?(?:[a-z]|\d{1,2}|[a-z]\d)$/u.test(token);
}
