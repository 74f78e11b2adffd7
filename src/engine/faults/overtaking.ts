import type { TraceEvent } from "../../model/trace.ts";
import { cseqOf, tagOf } from "../../sip/fields.ts";
import { headerOf, isFault, type SipMessage } from "../../sip/message.ts";
import { readFast } from "../../sip/read-wire.ts";
import type { Overtaking } from "./fault.ts";

/** What is to arrive too late, and how much later than it did. */
export interface Lag {
  /** Of the flow; null where only the protocol demands the message. */
  readonly hop: string | null;
  readonly raw: string | null;
  readonly from: string;
  readonly to: string;
  readonly by: number;
}

interface Rule {
  /** @param last what the NOTIFYs that end a subscription have in common with their answers */
  readonly late: (message: SipMessage, last: ReadonlySet<string>) => boolean;
  readonly early: (message: SipMessage) => boolean;
  /** For messages. */
  readonly words: string;
}

const rules: { readonly [what in Overtaking]: Rule } = {
  "notify-before-202": {
    late: (message) => message.kind === "response" && message.status >= 200 && message.status < 300 && asksForNotify(methodOf(message)),
    early: (message) => message.kind === "request" && message.method === "NOTIFY",
    words: "no answer to REFER or SUBSCRIBE that a NOTIFY follows on the same hop",
  },
  "reinvite-before-ack": {
    late: (message) => message.kind === "request" && message.method === "ACK",
    early: (message) => message.kind === "request" && message.method === "INVITE",
    words: "no ACK that an INVITE follows on the same hop",
  },
  "bye-against-notify": {
    late: (message, last) => message.kind === "response" && message.status >= 200 && last.has(callOf(message)),
    early: (message) => message.kind === "request" && message.method === "BYE",
    words: "no answer to the NOTIFY that ends a subscription that a BYE follows on the same hop",
  },
};

/** What a trace without the fault does not have. */
export function missingFor(what: Overtaking): string {
  return rules[what].words;
}

/**
 * The first place of a trace where the one follows the other on the same hop; the last hop of the message where there are several.
 *
 * @param step the printed label of one of the two; null for wherever it is
 */
export function overtakenIn(events: readonly TraceEvent[], what: Overtaking, step: string | null = null): Lag | null {
  const { late, early } = rules[what];
  const last = new Set<string>();
  let found: Lag | null = null;
  let call = "";
  for (const [at, sent] of events.entries()) {
    const message = sent.event === "send" && sent.phase === "flow" ? messageIn(sent) : null;
    if (message === null) continue;
    const own = callOf(message);
    if (isLast(message)) last.add(own);
    if (!late(message, last)) continue;
    if (found !== null && own !== call) break;
    const lag = lagOf(events, at, (next) => {
      const other = messageIn(next);
      return other !== null && early(other) && (step === null || step === sent.step || step === next.step);
    });
    if (lag === null || sent.message?.kind !== "sip") continue;
    found = { hop: sent.hop, raw: sent.message.raw, from: sent.from, to: sent.to, by: lag };
    call = own;
  }
  return found;
}

/** How much later the event at `at` has to arrive for the next one on its hop to arrive first; null where none follows, or it has not arrived. */
export function lagOf(events: readonly TraceEvent[], at: number, isNext: (sent: TraceEvent) => boolean = () => true): number | null {
  const late = events[at];
  if (late === undefined) return null;
  const next = events.slice(at + 1).find((one) => one.event === "send" && one.from === late.from && one.to === late.to && isNext(one));
  const [own, its] = [arrivalOf(events, late), next === undefined ? null : arrivalOf(events, next)];
  return own === null || its === null || next?.phase !== late.phase ? null : its - own + 1;
}

function arrivalOf(events: readonly TraceEvent[], { n }: TraceEvent): number | null {
  return events.find(({ event, cause }) => event === "receive" && cause === n)?.time ?? null;
}

function messageIn({ message }: TraceEvent): SipMessage | null {
  const read = message?.kind === "sip" ? readFast(message) : null;
  return read === null || isFault(read) ? null : read;
}

function methodOf(message: SipMessage): string {
  return cseqOf(message)?.method ?? "";
}

function asksForNotify(method: string): boolean {
  return method === "REFER" || method === "SUBSCRIBE";
}

function callOf(message: SipMessage): string {
  return `${headerOf(message, "Call-ID")} ${tagOf(message, "From")} ${headerOf(message, "CSeq")}`;
}

function isLast(message: SipMessage): boolean {
  return headerOf(message, "Subscription-State")?.toLowerCase().startsWith("terminated") === true;
}
