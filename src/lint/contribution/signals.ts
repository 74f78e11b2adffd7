import { type Act, countOf, type Mention, type MessageName, type RecoveredFlow, type RecoveredStep } from "../../contribution/index.ts";
import { isMethod } from "../../sip/methods.ts";
import { isFinal, reasonOf, statuses } from "../../sip/statuses.ts";
import { aliasesIn } from "./aliases.ts";
import { remember } from "./remember.ts";
import { mayBeSame } from "./same-name.ts";

/** One message of SIP or HTTP as a sentence of a clause tells it; null for an end that it does not name. */
export interface Signal {
  /** `told`: something goes there that is no such message, and may stand for an answer. */
  readonly kind: "request" | "response" | "ack" | "told";
  /** `INVITE`, of a re-INVITE too; of an answer, that of the request it names; null where none is named. */
  readonly method: string | null;
  /** Of an answer: 200 for `2xx` and `OK`; null where it says none. */
  readonly status: number | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly via: readonly string[];
  readonly step: RecoveredStep;
  readonly act: Act;
  /** Whether its paragraph covers several steps. */
  readonly isRange: boolean;
  /** "If …", "may": perhaps it is not sent at all. */
  readonly isDoubtful: boolean;
}

/** A step that leaves open what is sent in it: "the session is established", "as in clause 5". */
export interface Pause {
  readonly kind: "pause";
  readonly step: RecoveredStep;
  /** Whether only ACKs may be told there: "and the server acknowledges". */
  readonly isAck: boolean;
}

const HTTP = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD)$/u;
const known = new WeakMap<RecoveredFlow, readonly (Signal | Pause)[]>();

/** What a flow tells of SIP and HTTP, in its order. */
export function signalsIn(flow: RecoveredFlow): readonly (Signal | Pause)[] {
  const before = known.get(flow);
  if (before !== undefined) return before;
  const nameOf = aliasesIn(flow);
  const made = flow.steps.flatMap((step): readonly (Signal | Pause)[] => {
    // Behind "F5 BYE Alice -> Bob" its sentences say why, and what becomes of it.
    const headed = step.acts.filter(({ verb, paragraph }) => verb === "" && !AGAIN.test(paragraph.text));
    // "F5 200 OK Bob -> Alice (retransmission)": it was told where it was sent first.
    if (headed.length === 0 && step.acts.some(({ verb }) => verb === "")) return [];
    const signals = withoutEchoes((headed.length > 0 ? headed : step.acts).flatMap((act) => signalOf(act, step, nameOf) ?? []));
    const words = wordsOf(step);
    const isOpen = !step.isVoid && !signals.some(({ kind }) => kind !== "told") && OPEN.test(words);
    const isAck = !isOpen && !signals.some(({ kind }) => kind === "ack") && ACKNOWLEDGED.test(words);
    return isOpen || isAck ? [...signals, { kind: "pause", step, isAck }] : signals;
  });
  const whole = withReceivers(made);
  known.set(flow, whole);
  return whole;
}

/** "A sends the POST request again": to whom it has sent it before. */
function withReceivers(signals: readonly (Signal | Pause)[]): readonly (Signal | Pause)[] {
  return signals.map((signal, at) => {
    if (signal.kind !== "request" || signal.to !== null || signal.from === null) return signal;
    const { paragraph, at: from } = signal.act;
    if (!/^[^.;]*\b(?:again|once more|a second time)\b/u.test(paragraph.text.slice(from))) return signal;
    const isBefore = (one: Signal | Pause, index: number) =>
      index < at && one.kind === "request" && one.to !== null && one.method === signal.method && isOne(one.from, signal.from);
    const before = signals.findLast(isBefore);
    return before?.kind === "request" ? { ...signal, to: before.to } : signal;
  });
}

const AGAIN = /\(re-?transmi(?:ssion|tted)\)/iu;

const OPEN =
  /\b(?:establish\w*|set ?up|complet\w+|success\w*|respon[ds]\w*|answers?|answered|acknowledg\w+|repl(?:y|ies)|exchange[ds]?|procedures?|clauses?|sections?|figure|as (?:described|specified|defined|in)|TS|released?|OK|ACK|[1-6]\d\d \(?[A-Z][a-z]+)\b/u;

/** "Proxy 2 answers INVITE with 100": a request that is only spoken of, by nobody to nobody, or by nobody where its sender is told too. */
function withoutEchoes(signals: readonly Signal[]): readonly Signal[] {
  return signals.filter((signal, at) => {
    const { kind, from, to, method } = signal;
    if (kind !== "request") return true;
    // "F5 BYE Alice -> Bob. Alice sends a BYE.": what is told first is told again.
    const isAgain = (other: Signal, index: number) =>
      index < at && other.kind === kind && other.method === method && other.to !== null && isOne(other.from, from);
    if (from !== null) return to !== null || !signals.some(isAgain);
    return to !== null && !signals.some((other) => other.from !== null && other.method === method && isOne(other.to, to));
  });
}

/** Who says so, and not of what, has an ACK in mind: "the server acknowledges." */
const ACKNOWLEDGED = /\backnowledg(?:es|ed)\s*(?:[:.,;]|$)/u;

function wordsOf({ passages }: RecoveredStep): string {
  return passages.map(({ paragraph, from }) => paragraph.text.slice(from)).join(" ");
}

function signalOf(act: Act, step: RecoveredStep, nameOf: (key: string) => string): Signal | null {
  const { sender } = act;
  // "sends a 2xx response to the re-INVITE".
  const receiver =
    act.receiver !== null && /^(?:[Rr]e-)?[A-Z]{3,}$/u.test(act.receiver.text) && methodIn(act.receiver.text) !== null
      ? null
      : act.receiver;
  const from = sender === null ? null : nameOf(sender.key);
  const to = receiver === null ? null : nameOf(receiver.key);
  if (from !== null && from === to) return null;
  const said = saidBy(act);
  if (said === null) return null;
  const { kind, method, status } = said;
  const via = act.via.length === 0 ? NOBODY : act.via.map(({ key }) => nameOf(key));
  const isRange = countOf(step.label.spans) > 1;
  const end = act.message?.role === "ack" && isOneOfSeveral(receiver) ? null : to;
  return { kind, method, status, from, to: end, via, step, act, isRange, isDoubtful: isDoubtful(act, step) };
}

const NOBODY: readonly never[] = [];

type Said = Pick<Signal, "kind" | "method" | "status">;

const TOLD: Said = { kind: "told", method: null, status: null };

/** What an act sends; null where that is no signal. */
function saidBy(act: Act): Said | null {
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

/** "to A and B": more ends than one. */
function isOneOfSeveral(receiver: Mention | null): boolean {
  const behind = receiver === null ? "" : receiver.paragraph.text.slice(receiver.at + receiver.text.length);
  return /^,?\s+(?:and|as well as)\s/u.test(behind);
}

/** "acknowledges the reception of the SEND request": no request of SIP or HTTP. */
function isOfAnotherProtocol({ text }: MessageName): boolean {
  const named = /\b([A-Z]{3,})\s+(?:request|command)\b/u.exec(text)?.[1];
  return named !== undefined && !isMethod(named) && !HTTP.test(named);
}

function isDoubtful({ paragraph: { text }, at }: Act, { label }: RecoveredStep): boolean {
  if (label.spans.some(({ first }) => first.letter !== "")) return true;
  const begin = Math.max(text.lastIndexOf(". ", at) + 1, 0);
  return /\b(?:if|may|can|could|might|optional\w*|alternatively|otherwise|in case|unless|conditional\w*|not)\b/iu.test(
    text.slice(begin, at),
  );
}

/** The method that a message is, without what it is for: `INVITE request for UE-B`. */
const mainMethodIn = remember((text) => methodIn(text.split(/\s(?:for|of|to)\s/u)[0] ?? text));

/** The method that some words name: `SIP re-INVITE request` → `INVITE`; from a base in small letters, too. */
const methodIn = remember((words): string | null => {
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

/** RFC 3261 §7.2; an answer that says no status may be the last one. */
export function isLast({ status }: Signal): boolean {
  return status === null || isFinal(status);
}

/** Whether two ends may be one; who is not named may be anybody. */
export function mayMeet(a: string | null, b: string | null): boolean {
  return a === null || b === null || isOne(a, b) || mayBeSame(withoutHyphens(a), withoutHyphens(b));
}

/** `(h-)smf` may be `h-smf`, and `smf`. */
function withoutHyphens(key: string): string {
  return /[-()]/.test(key) ? key.replace(/[()]/g, "").replaceAll("-", " ") : key;
}

/** Whether two ends are one, but for hyphens and blanks. Every message of a flow is held against every other: nothing is made for that. */
export function isOne(a: string | null, b: string | null): boolean {
  if (a === null || b === null || a === b) return a !== null && b !== null;
  for (let [at, other] = [0, 0]; ; at += 1, other += 1) {
    while (isGap(a.charCodeAt(at))) at += 1;
    while (isGap(b.charCodeAt(other))) other += 1;
    const isEnd = at >= a.length;
    if (isEnd || other >= b.length) return isEnd && other >= b.length;
    if (a.charCodeAt(at) !== b.charCodeAt(other)) return false;
  }
}

/** A hyphen or a blank: keys have no others. */
function isGap(code: number): boolean {
  return code === 0x2d || code === 0x20;
}

/** Its name as printed, with what stands in brackets behind it: `200 (OK)`. */
export function printedName({ act }: Signal): string {
  if (act.message === null) return act.verb;
  const { text, at } = act.message;
  const behind = /^\s\([^()]{1,40}\)/u.exec(act.paragraph.text.slice(at + text.length))?.[0] ?? "";
  return text + behind;
}
