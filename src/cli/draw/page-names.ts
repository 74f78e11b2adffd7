/** The file of each page: `figure.svg` for the only one, `figure-1.svg`, `figure-2.svg`, … for several. */
export function pageNames<T>(path: string, pages: readonly T[]): readonly (readonly [path: string, page: T])[] {
  const only = pages.length === 1;
  return pages.map((page, at) => [only ? path : numberedPath(path, at + 1), page]);
}

/** @param number from 1 */
export function numberedPath(path: string, number: number): string {
  const dot = path.lastIndexOf(".");
  return dot <= path.lastIndexOf("/") + 1 ? `${path}-${number}` : `${path.slice(0, dot)}-${number}${path.slice(dot)}`;
}
