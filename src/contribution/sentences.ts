/** A word of a sentence. */
export interface Token {
  /** Small letters, without what stands around it; an abbreviation stays as it is: `AS` is not `as`. */
  readonly word: string;
  /** As printed, without what stands around it. */
  readonly raw: string;
  /** Offsets in the paragraph's text. */
  readonly from: number;
  readonly to: number;
  /** The punctuation behind it: "," or ";" or ":" or ""; a bracket that opens behind it ends nothing. */
  readonly after: string;
}

export interface Sentence {
  readonly from: number;
  readonly to: number;
  /** Without what stands in brackets. */
  readonly tokens: readonly Token[];
}

const END = /[.!?;]["'”’)]*(?=\s+["“‘(]?[\p{Lu}\d])/uy;
const ABBREVIATED = /(?:\b(?:e\.g|i\.e|etc|vs|cf|no|resp|incl|approx|fig|sec|cl))$/iu;

/** The sentences of a text from an offset on. */
export function sentencesOf(text: string, from: number): readonly Sentence[] {
  const found: Sentence[] = [];
  let start = from;
  for (let at = from; at < text.length; at += 1) {
    if (!mayEnd(text.charCodeAt(at))) continue;
    END.lastIndex = at;
    const end = END.exec(text);
    if (end === null) continue;
    at += end[0].length - 1;
    if (text[end.index] === "." && ABBREVIATED.test(text.slice(Math.max(start, end.index - 8), end.index))) continue;
    addSentence(found, text, start, at + 1);
    start = at + 1;
  }
  addSentence(found, text, start, text.length);
  return found;
}

/** `.`, `;`, `!` or `?`. */
function mayEnd(code: number): boolean {
  return code === 0x2e || code === 0x3b || code === 0x21 || code === 0x3f;
}

function addSentence(found: Sentence[], text: string, from: number, to: number): void {
  if (skipBlanks(text, from) < to) found.push({ from, to, tokens: tokensIn(text, from, to) });
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

/** What `\s` is. */
function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0xa0 && /\s/.test(String.fromCharCode(code)));
}

/** Most words are letters, digits, hyphens and slashes, and perhaps one mark behind them. */
function isWordCode(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x2d && code <= 0x39 && code !== 0x2e) || code === 0x5f
  );
}

function tokensIn(text: string, from: number, to: number): readonly Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (let begin = skipBlanks(text, from); begin < to; ) {
    let end = begin;
    while (end < text.length && isWordCode(text.charCodeAt(end))) end += 1;
    const mark = end > begin && end < text.length ? text.charCodeAt(end) : 0;
    const isMarked = mark === 0x2c || mark === 0x3a || mayEnd(mark);
    const stop = isMarked ? end + 1 : end;
    if (depth === 0 && end > begin && (stop >= text.length || isBlank(text.charCodeAt(stop)))) {
      const raw = text.slice(begin, end);
      tokens.push({
        word: wordOf(raw),
        raw,
        from: begin,
        to: end,
        after: isMarked && mark !== 0x2e && mark !== 0x21 && mark !== 0x3f ? (text[end] ?? "") : "",
      });
      begin = skipBlanks(text, stop);
      continue;
    }
    while (end < text.length && !isBlank(text.charCodeAt(end))) end += 1;
    depth = addMarked(tokens, text.slice(begin, end), begin, depth);
    begin = skipBlanks(text, end);
  }
  return tokens;
}

/**
 * A word with marks around or within it.
 *
 * @returns how many brackets are open behind it
 */
function addMarked(tokens: Token[], chunk: string, begin: number, open: number): number {
  let depth = open;
  if (/[()[\]]/.test(chunk)) depth = Math.max(0, depth + count(chunk, /[([]/gu) - count(chunk, /[)\]]/gu));
  const isWrapped = (/^\(.*\)[.,;:]*$/u.test(chunk) && !/^\([^)]*\).*\(/u.test(chunk)) || /^\[[^\]]*\][.,;:]*$/u.test(chunk);
  if (open > 0 || isWrapped || (/^[([]/u.test(chunk) && depth > 0)) {
    // A comma behind the bracket still ends the phrase before it.
    const after = /[,;:]$/u.exec(chunk)?.[0] ?? "";
    const last = tokens.at(-1);
    if (after !== "" && depth === 0 && last !== undefined) tokens[tokens.length - 1] = { ...last, after };
    return depth;
  }
  const head = /^["“‘'[]*/u.exec(chunk)?.[0].length ?? 0;
  const isQuoted = /^[‘']\S{1,6}[’'][.,;:]?$/u.test(chunk);
  const lead = isQuoted ? 0 : head;
  const tail = (isQuoted ? /[.,;:!?]*$/u : /[.,;:!?"”’'\]]*$/u).exec(chunk.slice(lead))?.[0] ?? "";
  const raw = chunk.slice(lead, chunk.length - tail.length);
  if (raw === "") return depth;
  const after = /[,;:]/u.exec(tail)?.[0] ?? "";
  tokens.push({ word: wordOf(raw), raw, from: begin + lead, to: begin + lead + raw.length, after });
  return depth;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** RFC 2119 writes its verbs in capitals. */
function wordOf(raw: string): string {
  // Of a word with a small letter in front nobody has made an abbreviation.
  const first = raw.charCodeAt(0);
  if (first >= 0x61 && first <= 0x7a) return raw.toLowerCase();
  return /^[A-Z]{2,}$/u.test(raw) && !/^(?:SHALL|MUST|SHOULD|MAY|NOT|AND|OR)$/u.test(raw) ? raw : raw === "A" ? raw : raw.toLowerCase();
}
