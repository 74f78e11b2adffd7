import type { Paragraph } from "../document/index.ts";
import type { Mention } from "./contribution.ts";
import { keyOf } from "./names.ts";
import type { Sentence, Token } from "./sentences.ts";
import { adverbs, boundaries, determiners, modals, things, verbs, wholes } from "./words.ts";

/** A participant's name has no more words than that. */
const LONGEST = 12;

/** The phrase that ends in front of a word: the subject of a verb there. */
export function phraseBefore({ tokens }: Sentence, at: number): readonly Token[] {
  let end = at;
  while (end > 0 && (modals.has(tokens[end - 1]?.word ?? "") || adverbs.has(tokens[end - 1]?.word ?? ""))) end -= 1;
  let begin = end;
  while (begin > 0 && end - begin <= LONGEST) {
    const token = tokens[begin - 1];
    if (token === undefined || (token.after !== "" && begin !== end)) break;
    if (token.after !== "" && begin === end && end === at) break;
    if (isWithinName(tokens, begin - 1)) {
      begin -= 1;
      continue;
    }
    if (boundaries.has(token.word) || verbs.has(token.word) || adverbs.has(token.word)) break;
    begin -= 1;
  }
  return fromLastArticle(tokens.slice(begin, end));
}

/** The phrase that begins at a word. */
export function phraseFrom({ tokens }: Sentence, at: number): readonly Token[] {
  let end = at;
  while (end < tokens.length && end - at <= LONGEST) {
    const token = tokens[end];
    if (token === undefined) break;
    const isInside = end > at && isWithinName(tokens, end);
    if (!isInside && (boundaries.has(token.word) || (end > at && (verbs.has(token.word) || isArticle(token.word))))) {
      if (!(end > at && token.word === "also" && tokens[end + 1]?.word === "in")) break;
    }
    end += 1;
    if (token.after !== "") break;
  }
  return tokens.slice(at, end);
}

/** `of` and `in` join what is a part of a name: `the SIP core of the partner MC system`. */
function isWithinName(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word;
  if (word !== "of" && word !== "in" && word !== "at") {
    // An article, or what follows it, behind such a word.
    return isArticle(word ?? "") && at > 0 && isWithinName(tokens, at - 1);
  }
  if (at === 0) return false;
  const next = tokens.slice(at + 1, at + 7);
  const stop = next.findIndex(({ word: one, after }, index) => (index > 0 && boundaries.has(one)) || verbs.has(one) || after !== "");
  const last = stop < 0 ? next.at(-1) : next[stop]?.after !== "" && !verbs.has(next[stop]?.word ?? "") ? next[stop] : next[stop - 1];
  return last !== undefined && wholes.has(last.raw.toLowerCase()) && /^(?:the|a|an|its|\p{Lu}.*)$/u.test(next[0]?.raw ?? "");
}

/** `this point the AMF` is two phrases. */
function fromLastArticle(tokens: readonly Token[]): readonly Token[] {
  const cut = tokens.findLastIndex(({ word }, at) => at > 0 && isArticle(word) && !/^(?:of|in|at)$/u.test(tokens[at - 1]?.word ?? ""));
  return cut > 0 ? tokens.slice(cut) : tokens;
}

function isArticle(word: string): boolean {
  return word === "the" || word === "a" || word === "an";
}

/** A name, and how far behind the beginning of its phrase. */
interface Name {
  readonly text: string;
  readonly key: string;
  readonly behind: number;
}

/** A document has few names, and says them very often. */
const known = new Map<string, Name | null>();
const MOST_KNOWN = 5000;

/** The name that a phrase is; null where it is none: a thing, a clause, a pronoun. */
export function nameIn(tokens: readonly Token[], paragraph: Paragraph): Mention | null {
  const [begin, end] = [tokens[0], tokens.at(-1)];
  if (begin === undefined || end === undefined) return null;
  const phrase = paragraph.text.slice(begin.from, end.to);
  let name = known.get(phrase);
  if (name === undefined) {
    name = readName(tokens, phrase);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(phrase, name);
  }
  return name === null ? null : { text: name.text, key: name.key, paragraph, at: begin.from + name.behind };
}

function readName(tokens: readonly Token[], phrase: string): Name | null {
  const [article] = tokens;
  const isIndefinite = article !== undefined && (determiners.has(article.word) || (article.raw === "A" && tokens.length > 1));
  const named = isIndefinite ? tokens.slice(1) : tokens;
  // A comment begins with `/*`.
  const words = /^[^\p{L}\d]+$/u.test(named[0]?.raw ?? "") ? named.slice(1) : named;
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined || words.length > LONGEST) return null;
  if (
    /^(?:this|that|these|those|such|there|what|none|nothing|no|it|he|she|they|them|itself|same|respective|corresponding)$/u.test(first.word)
  )
    return null;
  const joint = words.findIndex(({ word }) => word === "of" || word === "in" || word === "at");
  const head = (joint > 0 ? words[joint - 1] : last) ?? last;
  const noun = words.length > 1 && isNumber(head) ? (words[words.indexOf(head) - 1] ?? head) : head;
  if ((things.has(noun.raw.toLowerCase()) && !isPoint(words, noun)) || /_|^[^\p{L}]+$/u.test(noun.word) || /^\[|^https?:/u.test(head.raw))
    return null;
  if (/^\p{Ll}+(?:ing|ed|ly|s')$/u.test(head.raw) || words.some(({ raw }) => /->|→|[=<>]/u.test(raw))) return null;
  // In small letters only with an article: "the consumer", "a remote end point".
  if (!words.some(({ raw }) => /[\p{Lu}\d]/u.test(raw)) && !isIndefinite) return null;
  const behind = first.from - (article?.from ?? 0);
  const text = phrase.slice(behind, last.to - (article?.from ?? 0)).replace(/\s+also\s+in\b/u, " in");
  const key = keyOf(text);
  return key === "" ? null : { text, key, behind };
}

/** A point at which something is done is a participant: `the remote end point`; a point in time is none. */
function isPoint(words: readonly Token[], noun: Token): boolean {
  return noun.word === "point" && /^(?:end|access|decision|enforcement)$/u.test(words[words.indexOf(noun) - 1]?.word ?? "");
}

/** The `1` of `Device 1`. */
function isNumber({ raw }: Token): boolean {
  return /^[#(]?\d{1,3}[a-z]?\)?$/u.test(raw);
}
