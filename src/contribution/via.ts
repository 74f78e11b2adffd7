import type { Paragraph } from "../document/index.ts";
import type { Act, Mention } from "./contribution.ts";
import { nameIn, phraseFrom } from "./noun-phrases.ts";
import type { Sentence, Token } from "./sentences.ts";
import { verbs } from "./words.ts";

/** `via A and B` behind the verb of the act nearest in front of it. */
export function addVia(sentence: Sentence, paragraph: Paragraph, acts: Act[], first: number): void {
  if (acts.length === first) return;
  for (const [at, { word, from }] of sentence.tokens.entries()) {
    if (word !== "via" && word !== "through") continue;
    const last = acts.findLastIndex((act, index) => index >= first && act.at < from);
    const act = acts[last];
    const phrase = phraseFrom(sentence, at + 1);
    const name = nameIn(phrase, paragraph);
    if (act === undefined || name === null) continue;
    acts[last] = { ...act, via: [...act.via, name, ...listed(sentence, at + 1, phrase, paragraph)] };
  }
}

/** `, B and C` behind `via A`; commas only where a last name follows `and`. */
function listed(sentence: Sentence, from: number, first: readonly Token[], paragraph: Paragraph): readonly Mention[] {
  const { tokens } = sentence;
  const names: Mention[] = [];
  let at = from + first.length;
  let isComma = first.at(-1)?.after === ",";
  for (let isLast = false; !isLast && names.length < 8; ) {
    isLast = tokens[at]?.word === "and";
    if (!isLast && !isComma) return [];
    const phrase = phraseFrom(sentence, isLast ? at + 1 : at);
    const name = nameIn(phrase, paragraph);
    if (name === null || verbs.has(tokens[at + phrase.length + (isLast ? 1 : 0)]?.word ?? "")) return [];
    names.push(name);
    at += phrase.length + (isLast ? 1 : 0);
    isComma = phrase.at(-1)?.after === ",";
  }
  return names;
}
