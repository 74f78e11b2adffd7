import { type Face, widthOf } from "../../figure/measure/text-width.ts";

/** Of the characters from the blank to the tilde in Times New Roman, in thousandths of the type. */
const TIMES =
  "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541"
    .split(" ")
    .map(Number);

/** As wide as a figure, which most others are or less. */
const OTHER = 500;

/** The width of a text in Times New Roman, in the unit of the size. */
export function timesWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += TIMES[character.charCodeAt(0) - 32] ?? OTHER;
  return (width * size) / 1000;
}

export function arialWidth(text: string, size: number, face: Face = "regular"): number {
  return widthOf(text, size, face);
}

/** How many lines a text takes: a line breaks at blanks and behind hyphens. @param room of a line, in the unit of the measure */
export function linesIn(text: string, room: number, measure: (text: string) => number): number {
  let lines = 1;
  let used = 0;
  for (const word of text.split(/(?<= |-(?=\p{L}))/u)) {
    const bare = measure(word.trimEnd());
    if (used > 0 && used + bare > room) {
      lines += 1;
      used = 0;
    }
    used += measure(word);
  }
  return lines;
}
