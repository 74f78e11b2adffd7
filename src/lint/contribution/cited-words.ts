import { type Contribution, type RecoveredFlow, type RecoveredStep, type Reference, tokensOf } from "../../contribution/index.ts";
import { remember } from "./remember.ts";

/** What a sentence says to have been sent, received or determined in the steps it cites. */
export interface Cited {
  /** As printed: `authentication information`. */
  readonly text: string;
  readonly at: number;
  /** What tells it from other things, in small letters: `authentication`. */
  readonly words: readonly string[];
  /** `received`, `sent`; "" where it only stands "in step 4". */
  readonly verb: string;
  /** Whether its last word says that it asks or answers; null where it does not. */
  readonly role: "request" | "response" | null;
  /** Whether another than the speaker is said to have done so: "by the SGSN". */
  readonly isByOther: boolean;
}

const SOURCES =
  "received|obtained|determined|retrieved|included|generated|selected|provided|derived|returned|allocated|assigned|created|sent|forwarded|delivered|computed|calculated|fetched|carried|contained|conveyed|transferred";
/** `… (that was) received (from the HSS) (in) `, in front of a reference. */
const SOURCED = new RegExp(
  `\\s+(?:\\([^()]*\\)\\s*)?(?:(?:that|which|as|and|already|previously|originally|was|were|is|are|has|have|been|being)\\s+)*(${SOURCES})(?:\\s+((?:by|from|to|via|with)\\s+(?:the\\s+|an?\\s+)?[\\w/-]+(?:\\s(?!in\\s|at\\s)[\\w/-]+){0,5}))?\\s+(?:in|at|during)\\s+(?:the\\s+)?$`,
  "iu",
);
const FROM_SOURCE = new RegExp(`(?:${SOURCES}).*$`, "isu");
const PLAIN = /\s+(?:\([^()]*\)\s*)?(?:in|of|from)\s+(?:the\s+)?$/u;
/** Other steps are cited in the same breath. */
const GOES_ON = /^\s*(?:,|and|or|to|through|[-–~/])\s*(?:in\s+|the\s+|of\s+)*(?:[Ss]teps?\s+)?\(?\d/u;

/** What leads in to a phrase: an article, or what says that something is carried. */
const LEADS =
  /(?<=^|[\s("“])(?:the|an?|its|their|this|these|those|any|all|both|each|same|corresponding|said|with|including|includes?|containing|contains?|carrying|carries|for|and|or|of)\s+/giu;
/** Nothing of a phrase stands in front of these. */
const BREAKS =
  /(?<=^|[\s("“])(?:within|from|to|towards|in|on|at|using|uses?|based|by|sends?|sending|forwards?|forwarding|returns?|returning|receives?|receiving|upon|after|before|when|if|as|into|via|is|are|was|were|be|been|not|only|also|has|have|had|it|which|that|whether|either|than)\s+/giu;
const WIDEST = 90;
const MOST_WORDS = 6;

/** What the words in front of a reference say to come from there; null where they say nothing that could be looked for. */
export function citedBy({ piece, at, text: cited }: Reference): Cited | null {
  const { text } = piece.paragraph;
  if (GOES_ON.test(text.slice(at + cited.length, at + cited.length + 24))) return null;
  const begin = Math.max(at - WIDEST, piece.from, text.lastIndexOf(". ", at) + 1, text.lastIndexOf(";", at) + 1, 0);
  const found = citedIn(text.slice(begin, at));
  return found === null ? null : { ...found, at: begin + found.at };
}

/** What the words in front of a reference cite; `at` counts from the first of them. A document says the same of many steps. */
const citedIn = remember((before): Cited | null => {
  const sourced = SOURCED.exec(before);
  const found = sourced ?? PLAIN.exec(before);
  if (found === null) return null;
  const printed = before.slice(0, found.index);
  // "200 (OK)" goes on behind its bracket.
  const head = printed.replace(/\([^()]*\)/gu, (bracket) => " ".repeat(bracket.length));
  if (/[,:;)]$/u.test(head)) return null;
  const led = Math.max(-1, ...[...head.matchAll(LEADS)].map((each) => each.index + each[0].length));
  const broken = Math.max(
    0,
    ...[...head.matchAll(BREAKS)].map((each) => each.index + each[0].length),
    head.lastIndexOf(",") + 1,
    head.lastIndexOf("(") + 1,
  );
  // "when INVITE is received in step 4": capitals need no article.
  const from = led >= broken ? led : /^\s*["“]?(?:\p{Lu}{2,}|\d{3}\b)/u.test(head.slice(broken)) ? broken : -1;
  if (from < 0) return null;
  const isFuture = /\b(?:to|will|shall|should|may|can|must)\s+be\s*$/u.test(
    before.slice(0, found.index + found[0].length).replace(FROM_SOURCE, ""),
  );
  // "If it was not received in step 4": then it is not to be found there.
  if (isFuture || /\bnot\s*$/iu.test(printed) || /\b(?:by|from|to|via|towards)\s+(?:the\s+|an?\s+)?$/iu.test(head.slice(0, from)))
    return null;
  const phrase = printed.slice(from).replace(/^["“\s]+|["”\s]+$/gu, "");
  const tokens = tokensOf(phrase).filter((token) => token !== "");
  if (tokens.length === 0 || tokens.length > MOST_WORDS) return null;
  const words = tokens.filter((token) => !isGeneric(token) && /[\p{L}\d]/u.test(token));
  return {
    text: phrase,
    at: printed.indexOf(phrase, from),
    words,
    role: roleIn(tokens.at(-1) ?? ""),
    verb: sourced?.[1]?.toLowerCase() ?? "",
    isByOther: /^by\b/iu.test(sourced?.[2] ?? ""),
  };
});

function roleIn(word: string): Cited["role"] {
  return /^requests?$/u.test(word) ? "request" : /^responses?$/u.test(word) ? "response" : null;
}

/** Whether all that a step tells is an answer, where a request is spoken of, or the other way round. */
export function isOpposite({ acts, passages }: RecoveredStep, role: Cited["role"]): boolean {
  const [act, ...more] = acts;
  const own = act?.message?.role;
  if (role === null || act?.message == null || more.length > 0 || act.kind === "receive" || (own !== "request" && own !== "response"))
    return false;
  return own !== role && !passages.some(({ paragraph, from }) => ROLES[role].test(paragraph.text.slice(from)));
}

const ROLES = { request: /\brequest/iu, response: /\bresponse/iu } as const;

/** Says nothing of what it is. */
function isGeneric(token: string): boolean {
  return /^(?:requests?|responses?|messages?|notifications?|information|infos?|data|parameters?|values?|results?|indications?|indicator|answers?|reply|replies|final|provisional|sip|http|new|old|first|second|last|one|ones|steps?|procedures?|content|contents|list|details?|above|previous|respective|relevant|other|additional|service|operation|signal|signalling|command)$/u.test(
    token,
  );
}

/** The words of a step, once: both views of a document share the passages that no change touches. */
const texts = new WeakMap<RecoveredStep["passages"], string>();

function textOf({ passages }: RecoveredStep): string {
  const known = texts.get(passages);
  if (known !== undefined) return known;
  const printed = passages.map(({ paragraph, from }) => paragraph.text.slice(from)).join(" ");
  const made = ` ${printed.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")} `;
  texts.set(passages, made);
  return made;
}

/** Whether a step has a word, in singular or plural, or what it is short for. */
export function hasWord(step: RecoveredStep, word: string, { abbreviations }: Contribution): boolean {
  if (word.length > 3 && step.passages.some(({ paragraph, from }) => paragraph.text.includes(word, from))) return true;
  const small = textOf(step);
  const plain = plainly(word);
  if (plain === "") return true;
  const stem = plain.length > 5 ? plain.slice(0, Math.max(5, plain.length - 3)) : plain;
  if (small.includes(plain.length > 3 ? stem : ` ${plain} `) || small.includes(` ${plain}s `)) return true;
  const long = abbreviations.get(plain);
  if (long !== undefined && small.includes(long)) return true;
  // `SM` for `Short Message`.
  return /^[a-z]{2,5}$/u.test(plain) && longFor(plain).test(small);
}

const plainly = remember((word) => word.replace(/[^\p{L}\p{N}]+/gu, " ").trim());

const longFor = remember((plain) => new RegExp(`\\s${[...plain].map((letter) => `${letter}[\\p{L}\\p{N}]*`).join("\\s")}\\s`, "u"));

/** Whether a step has the first letters of words as a word of its own: `Short Message` as `SM`. */
export function hasInitials(step: RecoveredStep, words: readonly string[]): boolean {
  if (words.length < 2) return false;
  return textOf(step).includes(` ${words.map((word) => word[0]).join("")} `);
}

/** What tells a phrase from the participants it names: of `partner MC system SIP identities`, the identities. */
export function ownWordsOf({ words }: Cited, flow: RecoveredFlow): readonly string[] {
  const named = namedIn(flow);
  return words.filter((word) => !named.has(word));
}

/** The words of all its participants, once. */
const names = new WeakMap<RecoveredFlow, ReadonlySet<string>>();

function namedIn(flow: RecoveredFlow): ReadonlySet<string> {
  const known = names.get(flow);
  if (known !== undefined) return known;
  const made = new Set(flow.participants.flatMap(({ key }) => key.split(" ")));
  names.set(flow, made);
  return made;
}
