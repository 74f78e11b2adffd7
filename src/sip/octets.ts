// A message is text, but its body may be anything (RFC 3261 §7.4). An octet that is not UTF-8 stands as the lone surrogate
// U+DC00 + octet, which no valid text has, so that octets → text → octets is the identity.

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const utf8Out = new TextEncoder();

/** Most texts have none of these, and are as long in octets as in characters. */
const BEYOND_ASCII = /[\u0080-\uffff]/;

export function textOf(octets: Uint8Array): string {
  try {
    return utf8.decode(octets);
  } catch {
    return textWithEscapes(octets);
  }
}

export function octetsOf(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return utf8Out.encode(text);
  const octets: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (isEscape(code)) octets.push(code - 0xdc00);
    else octets.push(...utf8Out.encode(character));
  }
  return Uint8Array.from(octets);
}

/** How many octets the text is on the wire. */
export function octetLength(text: string): number {
  let length = text.length;
  if (!BEYOND_ASCII.test(text)) return length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80 || isEscape(code)) continue;
    length += code < 0x800 ? 1 : 2;
    if (code >= 0xd800 && code <= 0xdbff && isTrail(text.charCodeAt(at + 1))) {
      // A pair is two units and four octets.
      at += 1;
    }
  }
  return length;
}

/** @returns the first so many octets of the text, or null where it has fewer. */
export function firstOctets(text: string, octets: number): string | null {
  if (!BEYOND_ASCII.test(text)) return octets <= text.length ? text.slice(0, octets) : null;
  let at = 0;
  let passed = 0;
  while (at < text.length && passed < octets) {
    const code = text.codePointAt(at) ?? 0;
    passed += code < 0x80 || isEscape(code) ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    at += code < 0x10000 ? 1 : 2;
  }
  if (passed < octets) return null;
  return passed === octets ? text.slice(0, at) : textOf(octetsOf(text.slice(0, at)).subarray(0, octets));
}

const isTrail = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
const isEscape = (code: number): boolean => code >= 0xdc80 && code <= 0xdcff;

/** Takes the longest valid sequence at each place (Unicode, table 3-7), one octet where there is none. */
function textWithEscapes(octets: Uint8Array): string {
  let text = "";
  let at = 0;
  while (at < octets.length) {
    const size = sequenceSize(octets, at);
    text += size === 0 ? String.fromCharCode(0xdc00 + (octets[at] ?? 0)) : utf8.decode(octets.subarray(at, at + size));
    at += Math.max(size, 1);
  }
  return text;
}

/** @returns 1 to 4, or 0 where no valid sequence begins. */
function sequenceSize(octets: Uint8Array, at: number): number {
  const first = octets[at] ?? 0;
  if (first < 0x80) return 1;
  const size = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  const second = octets[at + 1] ?? 0;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (size === 0 || second < low || second > high) return 0;
  for (let next = 2; next < size; next++) if (((octets[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  return size;
}
