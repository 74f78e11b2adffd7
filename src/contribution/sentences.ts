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

const END = /[.!?;]["'”’)]*(?=\s+["“‘(]?[\p{Lu}\d])|$/gu;
const ABBREVIATED = /(?:\b(?:e\.g|i\.e|etc|vs|cf|no|resp|incl|approx|fig|sec|cl))$/iu;

/** The sentences of a text from an offset on. */
export function sentencesOf(text: string, from: number): readonly Sentence[] {
  const found: Sentence[] = [];
  let start = from;
  END.lastIndex = from;
  for (let end = END.exec(text); end !== null; end = END.exec(text)) {
    const isLast = end.index >= text.length;
    if (!isLast && text[end.index] === "." && ABBREVIATED.test(text.slice(Math.max(start, end.index - 8), end.index))) continue;
    const stop = isLast ? text.length : end.index + end[0].length;
    if (text.slice(start, stop).trim() !== "") found.push({ from: start, to: stop, tokens: tokensIn(text, start, stop) });
    start = stop;
    if (isLast) break;
  }
  return found;
}

const WORD = /\S+/gu;

function tokensIn(text: string, from: number, to: number): readonly Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  WORD.lastIndex = from;
  for (let found = WORD.exec(text); found !== null && found.index < to; found = WORD.exec(text)) {
    const [chunk] = found;
    const hasBracket = /[()[\]]/.test(chunk);
    const wasInside = depth > 0;
    if (hasBracket) depth = Math.max(0, depth + count(chunk, /[([]/gu) - count(chunk, /[)\]]/gu));
    const isWrapped = (/^\(.*\)[.,;:]*$/u.test(chunk) && !/^\([^)]*\).*\(/u.test(chunk)) || /^\[[^\]]*\][.,;:]*$/u.test(chunk);
    if (wasInside || isWrapped || (/^[([]/u.test(chunk) && depth > 0)) {
      // A comma behind the bracket still ends the phrase before it.
      const after = /[,;:]$/u.exec(chunk)?.[0] ?? "";
      const last = tokens.at(-1);
      if (after !== "" && depth === 0 && last !== undefined) tokens[tokens.length - 1] = { ...last, after };
      continue;
    }
    const head = /^["“‘'[]*/u.exec(chunk)?.[0].length ?? 0;
    const isQuoted = /^[‘']\S{1,6}[’'][.,;:]?$/u.test(chunk);
    const lead = isQuoted ? 0 : head;
    const tail = (isQuoted ? /[.,;:!?]*$/u : /[.,;:!?"”’'\]]*$/u).exec(chunk.slice(lead))?.[0] ?? "";
    const raw = chunk.slice(lead, chunk.length - tail.length);
    if (raw === "") continue;
    const after = /[,;:]/u.exec(tail)?.[0] ?? "";
    tokens.push({ word: wordOf(raw), raw, from: found.index + lead, to: found.index + lead + raw.length, after });
  }
  return tokens;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** RFC 2119 writes its verbs in capitals. */
function wordOf(raw: string): string {
  return /^[A-Z]{2,}$/u.test(raw) && !/^(?:SHALL|MUST|SHOULD|MAY|NOT|AND|OR)$/u.test(raw) ? raw : raw === "A" ? raw : raw.toLowerCase();
}
