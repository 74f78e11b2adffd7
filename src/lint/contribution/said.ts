import type { Act, MessageName } from "../../contribution/index.ts";
import { isMethod } from "../../sip/methods.ts";
import { reasonOf, statuses } from "../../sip/statuses.ts";
import { remember } from "./remember.ts";

/** Which message of SIP or HTTP a sentence names. */
export interface Said {
  /** `told`: something goes there that is no such message, and may stand for an answer. */
  readonly kind: "request" | "response" | "ack" | "told";
  /** `INVITE`, of a re-INVITE too; of an answer, that of the request it names; null where none is named. */
  readonly method: string | null;
  /** Of an answer: 200 for `2xx` and `OK`; null where it says none. */
  readonly status: number | null;
}

const HTTP = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD)$/u;
const TOLD: Said = { kind: "told", method: null, status: null };

/** What an act sends; null where that is no signal. */
export function saidBy(act: Act): Said | null {
  const { message } = act;
  if (message === null) return act.kind === "receive" ? null : TOLD;
  if (/^acknowledge/u.test(act.verb)) {
    if (isOfAnotherProtocol(message)) return TOLD;
    const isAck = message.answers !== null && statusIn(message.answers) !== null;
    return { kind: isAck ? "ack" : "response", method: null, status: isAck ? null : 200 };
  }
  if (message.role === "ack") return { kind: "ack", method: "INVITE", status: null };
  if (message.role === "response") {
    const method = methodIn(message.answers ?? "") ?? methodIn(message.text) ?? methodBehind(act, message);
    return { kind: "response", method, status: statusIn(message.text) };
  }
  const method = mainMethodIn(message.text);
  if (method !== null && method !== "ACK") return { kind: "request", method, status: null };
  return act.kind === "receive" || message.role === "request" ? null : TOLD;
}

/** "acknowledges the reception of the SEND request": no request of SIP or HTTP. */
function isOfAnotherProtocol({ text }: MessageName): boolean {
  const named = /\b([A-Z]{3,})\s+(?:request|command)\b/u.exec(text)?.[1];
  return named !== undefined && !isMethod(named) && !HTTP.test(named);
}

/** The method that a message is, without what it is for: `INVITE request for UE-B`. */
const mainMethodIn = remember((text) => methodIn(text.split(/\s(?:for|of|to)\s/u)[0] ?? text));

/** The method that some words name: `SIP re-INVITE request` → `INVITE`; from a base in small letters, too. */
export const methodIn = remember((words): string | null => {
  const isBase = words === words.toLowerCase();
  const tokens = (isBase ? words.toUpperCase() : words)
    .split(/[\s()/,]+/u)
    .filter((word) => word !== "")
    .map((word) => word.replace(/^[Rr][Ee]-?(?=[A-Z]{3})/u, (all) => (isMethod(`RE${word.slice(all.length)}`) ? all : "")));
  const at = tokens.findIndex((word) => isMethod(word) || HTTP.test(word));
  const found = tokens[at];
  // In small letters "message" is a word, and "dl rrc message transfer" a name.
  if (found === undefined || (isBase && (found === "MESSAGE" || tokens.length > LONGEST_BASE))) return null;
  // "CONFIGURATION UPDATE", "RRC MESSAGE TRANSFER": words of the name that another protocol has for its message.
  const isOther = !isBase && (isCapitals(tokens[at - 1]) || isCapitals(tokens[at + 1]));
  return isOther ? null : found;
});

/** The base of a request with a method has no more words: `sip invite`, `initial invite request`. */
const LONGEST_BASE = 3;

/** Capitals that are no method and name no protocol that has one. */
function isCapitals(word: string | undefined): boolean {
  if (word === undefined || !/^(?=.*[A-Z].*[A-Z])[A-Z][A-Z\d_-]+$/u.test(word)) return false;
  return (
    !isMethod(word) &&
    !HTTP.test(word) &&
    !/^(?:SIP|SIPS|HTTP|HTTPS|IMS|SDP|REST|REQUEST|RESPONSE|OK|ACK|CRLF|XML|JSON|URI|URL|UE|AS)$/u.test(word)
  );
}

/** `200 OK (INVITE) to …`, `200 OK to the INVITE`: what follows the name. */
function methodBehind({ paragraph }: Act, { text, at }: MessageName): string | null {
  const rest = paragraph.text.slice(at + text.length, at + text.length + 40);
  const found = /^\s*(?:\((?:for |to )?([A-Z-]{3,12})\)|(?:for|to|of)\s+(?:the\s+|an?\s+)?(?:SIP\s+)?((?:re-)?[A-Z]{3,12})\b)/u.exec(rest);
  const method = found?.[1] ?? found?.[2];
  return method === undefined ? null : methodIn(method);
}

/** `183 Session Progress`, `2xx`, `OK response`, `Session Progress`: its status; null where it has none. */
const statusIn = remember((words): number | null => {
  const code = /\b([1-6]\d\d)\b/u.exec(words)?.[1];
  if (code !== undefined) return Number(code);
  const family = /\b([1-6])xx\b/iu.exec(words)?.[1];
  if (family !== undefined) return Number(family) * 100;
  if (/\bOK\b|^ok$/u.test(words)) return 200;
  const plain = words.toLowerCase();
  if (/\bprovisional\b/u.test(plain)) return 100;
  return statuses.find((status) => reasonOf(status).length > 5 && plain.includes(reasonOf(status).toLowerCase())) ?? null;
});
