import { BadInput } from "../../model/wrong.ts";

/**
 * TypeScript → JavaScript by blanking the types, so that every line and column stays what it was.
 *
 * @param file as the user would type it
 * @throws BadInput where it does not parse, or holds TypeScript that is more than types
 */
export async function stripTypes(source: string, file: string): Promise<string> {
  // CommonJS: what it exports is found under `default` in every version of Node.
  const { default: amaro } = await import("amaro");
  try {
    return amaro.transformSync(source, { mode: "strip-only" }).code;
  } catch (report) {
    throw new BadInput(messageOf(String(report)), { place: { file, ...spotOf(String(report), source) } });
  }
}

/** The first line of the parser's report: `  x Expression expected`. */
function messageOf(report: string): string {
  const message = /^\s*[x×]\s*(.+)$/mu.exec(report)?.[1] ?? report;
  const isErasable = !message.includes("strip-only");
  return isErasable
    ? message
    : `${message.replace(/ is not supported in strip-only mode$/u, "")} is not possible in a flow file, whose types are only removed`;
}

/**
 * The parser says where only in its drawing:
 *
 *      2 | const b = ;
 *        :           ^
 *
 * A construct over several lines has `,->` instead of the caret.
 */
function spotOf(report: string, source: string): { readonly line: number; readonly column: number } {
  const lines = report.split("\n");
  const below = lines.findIndex((line) => /^\s+:\s[\s]*[\^|]/u.test(line));
  const drawn = below > 0 ? lines[below - 1] : lines.find((line) => /^\s*\d+ \|\s*,->/u.test(line));
  const number = /^\s*(\d+) \|/u.exec(drawn ?? "")?.[1];
  const line = number === undefined ? lastLineOf(report) : Number(number);
  const text = source.split("\n")[line - 1] ?? "";
  if (below <= 0) return { line, column: text.length - text.trimStart().length + 1 };
  const caret = lines[below] ?? "";
  // The gutter ends at the colon and one space.
  return { line, column: columnAt(text, caret.search(/[\^|]/u) - caret.indexOf(":") - 2) };
}

/** `,-[4:2]` where nothing is underlined: the end of the file. */
function lastLineOf(report: string): number {
  return Number(/[,╭][-─]\[(?:.*:)?(\d+):\d+\]/u.exec(report)?.[1] ?? 1);
}

/** From cells of the drawing to UTF-16 units: a tab reaches to the next multiple of 4, a wide character takes two. */
function columnAt(text: string, cells: number): number {
  let cell = 0;
  let at = 0;
  for (const character of text) {
    if (cell >= cells) break;
    cell +=
      character === "\t"
        ? 4 - (cell % 4)
        : /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}/u.test(character)
          ? 2
          : 1;
    at += character.length;
  }
  return at + 1;
}
