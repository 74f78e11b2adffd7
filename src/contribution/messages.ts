import { isMethod } from "../sip/methods.ts";
import type { MessageName } from "./contribution.ts";
import type { Token } from "./sentences.ts";

const ROLE_WORDS =
  /\b(?:requests?|responses?|reply|answers?|notifications?|messages?|final|provisional|req|res|resp|ack(?:nowledge?ments?|nowledge)?|signals?|command|indications?)\b/giu;

/** `Create_req`, `UpdateLocationAnswer`: the last part of a name that is written as one word. */
const JOINED_ROLE =
  /(?<=\p{L}[_-]|[\p{Ll}\d](?=\p{Lu}))(?:req|res|rsp|resp|ind|cnf|conf|ans|ack|request|response|answer|reply|notification|indication|confirm|command)$/iu;
const JOINED_WORDS: Readonly<Record<string, MessageName["role"]>> = {
  rsp: "response",
  ans: "response",
  cnf: "response",
  conf: "response",
  ind: "notification",
};
/** NAS answers a request by accepting or rejecting it. */
const ACCEPTANCE = /\s+(?:accept|reject)$/iu;

/** What may stand in front of a message's name. */
const leads: ReadonlySet<string> = new Set(
  "the a an its this that another each any one appropriate received corresponding said back A".split(" "),
);
/** What stands in its place. */
const substitutes: ReadonlySet<string> = new Set("it them this these itself so".split(" "));

/** What the words between a verb and its receiver call a message; null where they are none. */
export function messageIn(tokens: readonly Token[], text: string): MessageName | null {
  let begin = 0;
  while (begin < tokens.length && leads.has(tokens[begin]?.word ?? "")) begin += 1;
  const [first, last] = [tokens[begin], tokens.at(-1)];
  if (first === undefined || last === undefined || tokens.length - begin > 16 || substitutes.has(first.word)) return null;
  // `"Attach" request`: the quote that closes has opened in front of it.
  const isQuoted = /["“]/u.test(text[first.from - 1] ?? "") && /["”]/u.test(text.slice(first.from, last.to));
  const from = first.from - (isQuoted ? 1 : 0);
  return messageOf(text.slice(from, last.to), from);
}

/** @param printed `SIP 200 (OK) final response for the SIP INVITE request` */
export function messageOf(printed: string, at: number): MessageName {
  const read = known.get(printed) ?? readName(printed);
  return { text: read.text, base: read.base, role: read.role, answers: read.answers, at };
}

/** A document has few messages, and names them very often. */
const known = new Map<string, Omit<MessageName, "at">>();
const MOST_KNOWN = 5000;

function readName(printed: string): Omit<MessageName, "at"> {
  const name = printed.replace(/\s+/gu, " ").trim();
  const [main = name, ...rest] = name.split(/\s+(?:for|of|to)\s+(?:the\s+|an?\s+)?/u);
  const answers = rest.length > 0 && roleOf(main) !== "request" ? baseOf(rest.join(" ")) : null;
  const read = { text: name, base: baseOf(main), role: roleOf(main), answers: answers === "" ? null : answers };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(printed, read);
  return read;
}

function roleOf(main: string): MessageName["role"] {
  const bare = main
    .replace(/\([^()]*\)/gu, " ")
    .trim()
    .replace(/\s+(?:message|PDU|primitive)s?$/iu, "");
  if (/^(?:SIP\s+)?ACK\b/u.test(bare)) return "ack";
  if (/\b[1-6]\d\d\b|\b[1-6]xx\b|\bOK$/u.test(bare)) return "response";
  // PRACK ends like an acknowledgement, and is none.
  if (/^(?:SIP\s+)?PRACK$/u.test(bare)) return "request";
  const joined = JOINED_ROLE.exec(bare)?.[0].toLowerCase();
  const last = joined ?? /([A-Za-z]+)\W*$/u.exec(bare)?.[1]?.toLowerCase() ?? "";
  if (joined !== undefined && JOINED_WORDS[joined] !== undefined) return JOINED_WORDS[joined];
  if (/^(?:response|responses|reply|answer|acknowledge?ment|acknowledge|ack|nack|res|resp|accept|reject|confirm|complete)$/u.test(last))
    return "response";
  if (/^(?:request|requests|req|command|invitation)$/u.test(last)) return "request";
  if (/^(?:notification|notifications|notify|indication|report)$/u.test(last)) return "notification";
  return isMethod(
    bare
      .replace(/^SIP\s+/u, "")
      .replace(/^[Rr]e-/u, "")
      .replace(/\s+(?:message|request)$/iu, ""),
  )
    ? "request"
    : "unknown";
}

/** In small letters, without brackets and without the words that say whether it asks or answers. */
export function baseOf(name: string): string {
  return name
    .replace(/\([^()]*\)/gu, " ")
    .replace(/\b(?:the|an?|SIP|HTTP)\b/gu, " ")
    .trim()
    .replace(/(?<=\S)\s+(?:message|PDU|primitive)s?$/iu, "")
    .replace(JOINED_ROLE, "")
    .replace(ACCEPTANCE, "")
    .replace(ROLE_WORDS, " ")
    .toLowerCase()
    .replace(/["“”]/gu, "")
    .replace(/[‘’]/gu, "'")
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/[_-]+$/u, "");
}
