/** How many readings are kept, of each kind. */
const MOST = 4096;

/**
 * The same reader, which keeps what it has read: most values of a message stand in the next one as well. What it answers is plain data that
 * nobody changes, and follows from the text alone, so that nobody can tell. It begins anew when it is full.
 */
export function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  // Whoever works on a message asks for the same value several times in a row.
  let last: { readonly text: string; readonly made: T } | null = null;
  return (text) => {
    if (last !== null && last.text === text) return last.made;
    const before = known.get(text);
    const made = before === undefined ? read(text) : before;
    last = { text, made };
    if (before !== undefined) return made;
    if (known.size >= MOST) known.clear();
    known.set(text, made);
    return made;
  };
}
