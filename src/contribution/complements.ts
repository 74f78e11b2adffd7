import type { Paragraph } from "../document/index.ts";
import type { Mention, MessageName } from "./contribution.ts";
import { messageIn } from "./messages.ts";
import { nameIn, phraseFrom } from "./noun-phrases.ts";
import type { Sentence, Token } from "./sentences.ts";
import { adverbs, baseVerbs, verbs } from "./words.ts";

/** What stands behind a verb: what is sent, to whom, by way of whom. */
interface Spoken {
  readonly sentence: Sentence;
  readonly paragraph: Paragraph;
}

/** The words of an object: what is sent. */
export function objectFrom(tokens: readonly Token[], from: number, { text }: Paragraph): MessageName | null {
  let end = from;
  while (end < tokens.length) {
    const { word, after } = tokens[end] ?? { word: "", after: "" };
    const isJoint = (word === "for" || word === "of") && end > from && /^(?:the|an?|sip)$|[\p{Lu}]/u.test(tokens[end + 1]?.raw ?? "");
    if (!isJoint && stopsObject(word)) break;
    end += 1;
    if (after !== "") break;
  }
  return messageIn(tokens.slice(from, end), text);
}

function stopsObject(word: string): boolean {
  return objectStops.has(word);
}

const objectStops: ReadonlySet<string> = new Set(
  "to towards toward via through which that with including include includes containing carrying using by from as back based according when if after upon over along and or on indicating destined addressed so until where whose in for of triggered because since while within without into requesting is are".split(
    " ",
  ),
);

const clauseBeginnings: ReadonlySet<string> = new Set(
  "which who that because so where whereby if when while unless otherwise after before upon".split(" "),
);

/** Where a clause ends for those who look for a receiver. */
function endsClause(tokens: readonly Token[], at: number): boolean {
  const { word } = tokens[at] ?? { word: "" };
  if (clauseBeginnings.has(word)) return true;
  const before = tokens[at - 1]?.after;
  if (before === ";" || before === ":") return true;
  const isJoined = word === "and" || word === "or" || word === "but";
  if (!isJoined && before !== ",") return false;
  let next = isJoined ? at + 1 : at;
  while (adverbs.has(tokens[next]?.word ?? "")) next += 1;
  if (isJoined && verbs.has(tokens[next]?.word ?? "")) return true;
  // "and the response is conveyed", "if A sends it via B, A asks": another clause.
  const ahead = tokens.slice(next, next + 10);
  const verb = ahead.findIndex((token) => verbs.has(token.word));
  const comma = ahead.findIndex((token) => token.after !== "");
  return verb > 0 && (comma < 0 || comma > verb) && !ahead.slice(0, verb).some((token) => token.word === "to");
}

/** The name behind `to` or `towards`, where no verb follows. */
export function receiverIn({ sentence, paragraph }: Spoken, from: number): Mention | null {
  const { tokens } = sentence;
  for (let at = from; at < tokens.length && at < from + 60; at += 1) {
    if (at > from && endsClause(tokens, at)) return null;
    const { word } = tokens[at] ?? { word: "" };
    if (word !== "to" && word !== "towards" && word !== "toward") continue;
    const next = tokens[at + 1];
    if (next === undefined) return null;
    if (word === "to" && baseVerbs.has(next.word) && /^\p{Ll}/u.test(next.raw)) return null;
    const name = nameIn(phraseFrom(sentence, at + 1), paragraph);
    if (name !== null) return name;
  }
  return null;
}

/** `sends the UE a response`. */
export function dativeIn(
  { sentence, paragraph }: Spoken,
  from: number,
): { readonly receiver: Mention; readonly message: MessageName | null } | null {
  const phrase = phraseFrom(sentence, from);
  const next = sentence.tokens[from + phrase.length];
  if (phrase.length === 0 || next === undefined || !/^an?$/u.test(next.word) || phrase.at(-1)?.after !== "") return null;
  const receiver = nameIn(phrase, paragraph);
  return receiver === null ? null : { receiver, message: objectFrom(sentence.tokens, from + phrase.length, paragraph) };
}

export function nameAfter({ sentence, paragraph }: Spoken, from: number, word: RegExp): Mention | null {
  const { tokens } = sentence;
  for (let at = from; at < tokens.length && at < from + 40; at += 1) {
    if (at > from && endsClause(tokens, at)) return null;
    if (!word.test(tokens[at]?.word ?? "")) continue;
    const name = nameIn(phraseFrom(sentence, at + 1), paragraph);
    if (name !== null) return name;
  }
  return null;
}

export function afterWord({ sentence, paragraph }: Spoken, from: number, word: string): MessageName | null {
  const { tokens } = sentence;
  for (let at = from; at < tokens.length && at < from + 40; at += 1) {
    if (at > from && endsClause(tokens, at)) return null;
    if (tokens[at]?.word === word) return objectFrom(tokens, at + 1, paragraph);
  }
  return null;
}
