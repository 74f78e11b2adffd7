import type { CodeBlock, Paragraph } from "../document/index.ts";
import { mayBegin, printedLabel } from "./printed-label.ts";

/** So many numbers that go on from each other show that a block holds a list. */
const FEWEST = 3;
/** Of which nobody says that a program reads it. */
const PLAIN: ReadonlySet<string> = new Set(["", "text", "txt", "plain", "plaintext", "none"]);

/** The lines of a block of code that holds no code but a numbered list, each as a paragraph; none for any other block. */
export function listIn({ language, text, place }: CodeBlock): readonly Paragraph[] {
  if (!PLAIN.has(language) || !/^\s{0,8}(?:step\s)?\(?1[.):]/imu.test(text)) return [];
  const lines = text.split("\n");
  let [last, counted] = [0, 0];
  for (const line of lines) {
    const label = printedLabel(line.trimStart());
    const [first, end] = [label?.spans[0]?.first, label?.spans.at(-1)?.last];
    if (label === null || label.isBare || first === undefined || end === undefined) continue;
    const number = first.numbers.length === 1 && first.letter === "" ? (first.numbers[0] ?? 0) : 0;
    if (mayBegin(first) || number !== last + 1) counted = Math.max(counted >= FEWEST ? counted : 0, mayBegin(first) ? 1 : 0);
    else counted += 1;
    last = end.numbers[0] ?? 0;
  }
  if (counted < FEWEST) return [];
  return lines.flatMap((line, at): Paragraph[] => {
    const words = line.trim();
    if (words === "") return [];
    const indentation = line.length - line.trimStart().length;
    return [
      {
        kind: "paragraph",
        role: "body",
        level: null,
        indent: Math.min(9, Math.round(indentation / 4)),
        style: null,
        label: null,
        text: words,
        segments: [],
        place: { ...place, line: place.line + at, column: indentation + 1 },
        wordId: null,
        also: [],
        change: "none",
        edits: [],
        blankBefore: at > 0 && lines[at - 1]?.trim() === "" ? 1 : 0,
      },
    ];
  });
}
