import { fault, isFault, type ParseFault } from "../message.ts";

/** A place in a header value that moves on as its grammar is read. */
export interface Cursor {
  readonly text: string;
  at: number;
}

// Sets of characters, RFC 3261 §25.1; each a bit.
export const DIGIT = 1;
/** Hexadecimal digits. */
export const HEX = 2;
export const TOKEN = 4;
export const WORD = 8;
/** SP and HTAB: what is left of linear white space once a value is unfolded. */
export const SPACE = 16;
/** What the value of a parameter may hold unquoted: a token, or a host with brackets or colons. */
export const VALUE = 32;
/** unreserved / user-unreserved; an escape is checked apart. */
export const USER = 64;
export const PASSWORD = 128;
/** paramchar. */
export const PARAMETER = 256;
/** What the headers of a URI may hold, "&" and "=" between them as well. */
export const HEADERS = 512;
/** What any URI may hold (uric, and the brackets of an IPv6 reference). */
export const ANY_URI = 1024;
/** Letters, digits and the hyphen. */
export const LABEL = 2048;
/** What a quoted string may hold without a backslash, of ASCII. */
export const TEXT = 4096;

const alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const unreserved = `${alphanumeric}-_.!~*'()`;
const sets: readonly (readonly [number, string])[] = [
  [DIGIT, "0123456789"],
  [HEX, "0123456789abcdefABCDEF"],
  [TOKEN, `${alphanumeric}-.!%*_+\`'~`],
  [WORD, `${alphanumeric}-.!%*_+\`'~()<>:\\"/[]?{}`],
  [SPACE, " \t"],
  [VALUE, `${alphanumeric}-.!%*_+\`'~[]:`],
  [USER, `${unreserved}%&=+$,;?/`],
  [PASSWORD, `${unreserved}%&=+$,`],
  [PARAMETER, `${unreserved}%[]/:&+$`],
  [HEADERS, `${unreserved}%[]/?:+$&=`],
  [ANY_URI, `${unreserved}%;/?:@&=+$,[]`],
  [LABEL, `${alphanumeric}-`],
  [TEXT, `${alphanumeric}\t !#$%&'()*+,-./:;<=>?@[]^_\`{|}~`],
];

const setsOf = new Uint16Array(128);
for (const [set, characters] of sets) {
  for (const character of characters) {
    const code = character.charCodeAt(0);
    setsOf[code] = (setsOf[code] ?? 0) | set;
  }
}

/** @returns the code of the character at this place; -1 past the end, where charCodeAt would be slow from then on. */
export function codeAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : -1;
}

export function isIn(code: number, set: number): boolean {
  return code < 128 && ((setsOf[code] ?? 0) & set) !== 0;
}

/** @returns the index of the first character from `at` on that is in none of the sets. */
export function skip(text: string, at: number, set: number): number {
  let index = at;
  while (index < text.length && isIn(text.charCodeAt(index), set)) index += 1;
  return index;
}

/** Whether the text is not empty and every character is in the set. */
export function isAll(text: string, set: number): boolean {
  return text !== "" && skip(text, 0, set) === text.length;
}

export function skipSpace(cursor: Cursor): void {
  cursor.at = skip(cursor.text, cursor.at, SPACE);
}

/** @returns the characters of the set at the cursor, "" where there are none. */
export function take(cursor: Cursor, set: number): string {
  const from = cursor.at;
  cursor.at = skip(cursor.text, from, set);
  return cursor.text.slice(from, cursor.at);
}

/** Takes this character with the white space around it (SWS "," SWS and its like), or nothing. */
export function takeSeparator(cursor: Cursor, separator: string): boolean {
  const at = skip(cursor.text, cursor.at, SPACE);
  if (codeAt(cursor.text, at) !== separator.charCodeAt(0)) return false;
  cursor.at = skip(cursor.text, at + 1, SPACE);
  return true;
}

/** What is wrong at the cursor, told with what stands there. */
export function faultAt(cursor: Cursor, expected: string, clause: string): ParseFault {
  const found = cursor.text[cursor.at];
  return fault(`expected ${expected}, found ${found === undefined ? "the end" : JSON.stringify(found)}`, cursor.at, clause);
}

/** Reads a whole value, with nothing left over. */
export function readWhole<T>(value: string, read: (cursor: Cursor) => T | ParseFault, clause: string): T | ParseFault {
  const cursor = { text: value, at: 0 };
  const result = read(cursor);
  if (isFault(result)) return result;
  skipSpace(cursor);
  return cursor.at === value.length ? result : faultAt(cursor, "the end of the value", clause);
}

/** Reads one or more, with commas between (RFC 3261 §7.3.1). */
export function readList<T>(value: string, read: (cursor: Cursor) => T | ParseFault, clause: string): readonly T[] | ParseFault {
  const cursor = { text: value, at: 0 };
  const items: T[] = [];
  do {
    const item = read(cursor);
    if (isFault(item)) return item;
    items.push(item);
  } while (takeSeparator(cursor, ","));
  skipSpace(cursor);
  return cursor.at === value.length ? items : faultAt(cursor, "a comma or the end of the value", clause);
}
