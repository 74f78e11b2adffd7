/** Lines of at most `room` characters, broken between words; null for no limit. A word that is longer has a line of its own. */
export function wrapWords(text: string, room: number | null): readonly string[] {
  if (room === null || text.length <= room) return [text];
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
