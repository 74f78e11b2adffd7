/** A piece of a line, and what of it is meant. */
export interface Excerpt {
  readonly text: string;
  /** From 0, in UTF-16 units. */
  readonly at: number;
  readonly length: number;
}

/** Fewest units of context beside what is meant. */
const CONTEXT = 24;

/** Cut at words where it is longer than `width`, around what is meant; of that, what there is room for. */
export function cutExcerpt({ text, at, length }: Excerpt, width: number): Excerpt {
  if (text.length <= width) return { text, at, length };
  const most = Math.max(width - CONTEXT, 1);
  const marked = Math.min(length, most);
  // "… " stands before what is cut off, " …" behind.
  const room = width - 4;
  let from = Math.max(0, at - Math.floor((room - marked) / 2));
  if (from > 0) from = text.indexOf(" ", from) + 1 || from;
  if (from > at) from = at;
  let to = Math.min(text.length, from + Math.max(room, at - from + marked));
  if (to < text.length && text.lastIndexOf(" ", to) > at + marked) to = text.lastIndexOf(" ", to);
  const [head, tail] = [from > 0 ? "… " : "", to < text.length ? " …" : ""];
  return { text: `${head}${text.slice(from, to)}${tail}`, at: at - from + head.length, length: Math.min(marked, to - at) };
}
