import { type Act, countOf, type Mention, type RecoveredFlow, type RecoveredStep } from "../../contribution/index.ts";
import { isFinal } from "../../sip/statuses.ts";
import { aliasesIn } from "./aliases.ts";
import { isOne } from "./ends.ts";
import { methodIn, type Said, saidBy } from "./said.ts";

/** One message of SIP or HTTP as a sentence of a clause tells it; null for an end that it does not name. */
export interface Signal extends Said {
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

/** "to A and B": more ends than one. */
function isOneOfSeveral(receiver: Mention | null): boolean {
  const behind = receiver === null ? "" : receiver.paragraph.text.slice(receiver.at + receiver.text.length);
  return /^,?\s+(?:and|as well as)\s/u.test(behind);
}

function isDoubtful({ paragraph: { text }, at }: Act, { label }: RecoveredStep): boolean {
  if (label.spans.some(({ first }) => first.letter !== "")) return true;
  const begin = Math.max(text.lastIndexOf(". ", at) + 1, 0);
  return /\b(?:if|may|can|could|might|optional\w*|alternatively|otherwise|in case|unless|conditional\w*|not)\b/iu.test(
    text.slice(begin, at),
  );
}

/** RFC 3261 §7.2; an answer that says no status may be the last one. */
export function isLast({ status }: Signal): boolean {
  return status === null || isFinal(status);
}

/** Its name as printed, with what stands in brackets behind it: `200 (OK)`. */
export function printedName({ act }: Signal): string {
  if (act.message === null) return act.verb;
  const { text, at } = act.message;
  const behind = /^\s\([^()]{1,40}\)/u.exec(act.paragraph.text.slice(at + text.length))?.[0] ?? "";
  return text + behind;
}
