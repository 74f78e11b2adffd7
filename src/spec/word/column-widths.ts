import type { Span } from "../clause.ts";

/** Columns share the page by what their cells hold; no column is too narrow for a word. */
export function widthsOf(rows: readonly (readonly (readonly Span[])[])[], width: number): readonly number[] {
  const columns = Math.max(1, ...rows.map((cells) => cells.length));
  const longest = Array.from({ length: columns }, (_, at) =>
    Math.min(60, Math.max(6, ...rows.map((cells) => (cells[at] ?? []).reduce((sum, { value }) => sum + value.length, 0)))),
  );
  const total = longest.reduce((sum, length) => sum + length, 0);
  return longest.map((length) => Math.floor((width * length) / total));
}
