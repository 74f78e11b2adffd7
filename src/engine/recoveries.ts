import { namedInSentence } from "../model/authors-articles.ts";
import type { Flow } from "../model/flow.ts";
import type { TraceEvent } from "../model/trace.ts";

/** Something that went wrong and was mended; the flow does not have the messages that mended it. */
export interface Recovery {
  /** The printed label of the step after which it happened; null where it is not printed. */
  readonly step: string | null;
  readonly what: string;
}

/** TS 33.102 §6.3.5: who asks first for another authentication vector. */
export function recoveriesIn(flow: Flow, events: readonly TraceEvent[]): readonly Recovery[] {
  return events.flatMap(({ event, from, message, cause }) => {
    if (event !== "send" || message?.kind !== "named-signal" || message.role !== "request") return [];
    if (!message.payloads.some(({ kind }) => kind === "resynchronisation") || events[(cause ?? 0) - 1]?.message?.kind !== "sip") return [];
    const what = `the sequence number is out of range; ${namedInSentence(flow, from)} has the home network resynchronise, and challenges again (TS 33.102 §6.3.5)`;
    return [{ step: events[(cause ?? 0) - 1]?.step ?? null, what }];
  });
}
