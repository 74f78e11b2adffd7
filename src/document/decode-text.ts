import { BadInput } from "../model/wrong.ts";

export interface DecodedText {
  readonly text: string;
  /** What was doubtful, and in which line; null where nothing was. */
  readonly doubt: { readonly line: number; readonly text: string } | null;
}

/**
 * Text in UTF-8 or UTF-16, with a byte order mark or without, or in Windows-1252; without the mark.
 *
 * @throws BadInput where it is no text
 */
export function decodeText(bytes: Uint8Array, file: string): DecodedText {
  // Not by TextDecoder: it takes as long to set up as a small document to be linted.
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  switch (encodingOf(bytes)) {
    case "utf-16le":
      return fromUtf16(buffer, file);
    case "utf-16be":
      return fromUtf16(Buffer.from(buffer.subarray(0, buffer.length & ~1)).swap16(), file, buffer.length & 1);
    case "utf-8":
  }
  const text = withoutMark(buffer.toString("utf8"));
  const wrong = wrongBytes(text, buffer);
  if (wrong === 0) return { text: checked(text, file), doubt: null };
  const right = (text.match(/[^\0-\x7F\uFFFD]/gu) ?? []).length;
  if (right > wrong) {
    const line = lineOf(text, text.indexOf("\uFFFD"));
    return {
      text: checked(text, file),
      doubt: { line, text: `${wrong === 1 ? "A byte is" : `${wrong} bytes are`} no UTF-8 and cannot be read` },
    };
  }
  const western = fromWindows1252(buffer);
  const line = lineOf(western, western.search(/[^\0-\x7F]/u));
  return { text: checked(western, file), doubt: { line, text: "This is no UTF-8, and is read as Windows-1252" } };
}

/** @param left how many bytes too many there were */
function fromUtf16(littleEndian: Buffer, file: string, left = littleEndian.length & 1): DecodedText {
  const read = withoutMark(littleEndian.toString("utf16le"));
  // Halves of characters that stand alone.
  const text = read.replace(/\p{Surrogate}/gu, "\uFFFD");
  const wrong = 2 * (read.match(/\p{Surrogate}/gu)?.length ?? 0) + left;
  if (wrong === 0) return { text: checked(text, file), doubt: null };
  const line = lineOf(text, text === read ? text.length : read.search(/\p{Surrogate}/u));
  return {
    text: checked(text, file),
    doubt: { line, text: `${wrong === 1 ? "A byte is" : `${wrong} bytes are`} no UTF-16 and cannot be read` },
  };
}

function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/u, "");
}

/** How many replacement characters the text has that its bytes have not. */
function wrongBytes(text: string, bytes: Buffer): number {
  const replaced = text.match(/\uFFFD/gu)?.length ?? 0;
  if (replaced === 0) return 0;
  let written = 0;
  for (let at = bytes.indexOf("\uFFFD"); at >= 0; at = bytes.indexOf("\uFFFD", at + 3)) written += 1;
  return replaced - written;
}

function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // Text has blanks and line ends, half of which is a zero in UTF-16.
  let even = 0;
  let odd = 0;
  const sample = Math.min(bytes.length, 4096);
  for (let index = 0; index < sample; index += 1) {
    if (bytes[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  // A single zero is nothing.
  if (sample === 1) return "utf-8";
  if (odd * 8 > sample && even * 20 < odd) return "utf-16le";
  if (even * 8 > sample && odd * 20 < even) return "utf-16be";
  return "utf-8";
}

/** What has many control characters has none of a text. */
function checked(text: string, file: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const controls = text.match(/[\0-\x08\x0E-\x1A\x1C-\x1F\x7F]/gu)?.length ?? 0;
  const lost = text.match(/\uFFFD/gu)?.length ?? 0;
  if (controls * 200 > text.length || text.includes("\0") || (lost > 20 && lost * 10 > text.length)) {
    throw new BadInput(`${file} is neither text nor a Word document`, {
      remedy: "Give a .docx, .doc, .md or .txt file, or a .zip of them",
    });
  }
  return text;
}

function lineOf(text: string, index: number): number {
  let line = 1;
  for (const { index: end } of text.matchAll(/\r\n|[\n\r]/gu)) {
    if (end >= index) break;
    line += 1;
  }
  return line;
}

/** 0x80 to 0x9F; the rest are the first characters of Unicode. */
const HIGH = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

function fromWindows1252(bytes: Buffer): string {
  return bytes.toString("latin1").replace(/[\x80-\x9F]/gu, (character) => HIGH[character.charCodeAt(0) - 0x80] ?? character);
}
