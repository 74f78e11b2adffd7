/**
 * Plain text as one line of Markdown that CommonMark and GFM read back as the same text. Only what a parser would take for something
 * is escaped, so that the source reads like its clause: `3~5.` stands as it is where no second `~` could pair with it, and so does a `[9]`
 * that cites a document.
 */
export function escapeMarkdown(text: string): string {
  const inline = text
    .replace(/(\[\d+\])(?![([:])|[\\`*[\]<$]/gu, (found, citation: string | undefined) => citation ?? `\\${found}`)
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/&(?=#?\w+;)/gu, "\\&");
  return escapeStart((text.match(/~/gu)?.length ?? 0) > 1 ? inline.replaceAll("~", "\\~") : inline);
}

/** A line that would begin a list, a heading, a quotation or a rule. */
function escapeStart(line: string): string {
  return line
    .replace(/^(\d{1,9})([.)])(?=\s|$)/u, "$1\\$2")
    .replace(/^(?=#{1,6}(?:\s|$)|>|[-+](?:\s|$)|(?:-\s*){3,}$|=)/u, "\\")
    .replace(/(\s)(#+)$/u, "$1\\$2");
}
