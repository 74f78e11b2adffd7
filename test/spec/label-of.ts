/** The label at the beginning of a line of Markdown, as a reader of the rendered page sees it; null where there is none. */
export function labelOf(line: string): string | null {
  const seen = line.replace(/\\([!-/:-@[-`{-~])/gu, "$1");
  return /^[A-Z]?\d+[a-z]?(?:(?:[~-]| to )\d+[a-z]?)?[.)]?(?=\s|$)/u.exec(seen)?.[0] ?? null;
}
