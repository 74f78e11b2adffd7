/** A document says few things very often. */
const MOST = 5000;

/** The same function, which reads the same words once. */
export function remember<T>(read: (words: string) => T): (words: string) => T {
  const known = new Map<string, T>();
  return (words) => {
    const before = known.get(words);
    if (before !== undefined) return before;
    const made = read(words);
    if (known.size >= MOST) known.clear();
    known.set(words, made);
    return made;
  };
}
