import { fault, type ParseFault } from "../message.ts";

/** One line of a description. */
export interface Line {
  readonly letter: string;
  readonly value: string;
  /** Offset of the line. */
  readonly at: number;
}

/** Lines that are read one after the other. */
export interface Lines {
  readonly all: readonly Line[];
  /** Offset of the end. */
  readonly end: number;
  next: number;
}

/** RFC 8866 §5: <letter>=<value>, no space around "=", CRLF after each; LF alone is tolerated. */
export function readLines(text: string): Lines | ParseFault {
  const all: Line[] = [];
  let at = 0;
  while (at < text.length) {
    const feed = text.indexOf("\n", at);
    const end = feed < 0 ? text.length : feed;
    const line = text.slice(at, text[end - 1] === "\r" && end > at ? end - 1 : end);
    if (!/^[a-z]=/.test(line)) return fault("expected a letter, = and a value", at, "RFC 8866 §5");
    if (line.includes("\0") || line.includes("\r")) return fault("NUL or CR within a line", at, "RFC 8866 §9");
    all.push({ letter: line.slice(0, 1), value: line.slice(2), at });
    at = end + 1;
  }
  return { all, end: text.length, next: 0 };
}

/** Takes the line where it has this letter. */
export function takeLine(lines: Lines, letter: string): Line | null {
  const line = lines.all[lines.next];
  if (line === undefined || line.letter !== letter) return null;
  lines.next += 1;
  return line;
}

/** Takes all lines with this letter. */
export function takeLines(lines: Lines, letter: string): readonly Line[] {
  const taken: Line[] = [];
  for (let line = takeLine(lines, letter); line !== null; line = takeLine(lines, letter)) taken.push(line);
  return taken;
}

/** What is wrong at the next line. */
export function faultAtNext(lines: Lines, expected: string, clause: string): ParseFault {
  const line = lines.all[lines.next];
  const found = line === undefined ? "the end" : `${line.letter}=`;
  return fault(`expected ${expected}, found ${found}`, line?.at ?? lines.end, clause);
}
