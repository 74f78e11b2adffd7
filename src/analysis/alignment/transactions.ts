import type { TraceEvent, TraceMessage } from "../../model/trace.ts";

/**
 * What ties an answer to its request: branch, Call-ID and CSeq (RFC 3261 §17.1.3, §17.2.3); an ACK that has those of the INVITE belongs to
 * its transaction.
 *
 * @returns null for what is not SIP
 */
export function transactionOf(message: TraceMessage | null): string | null {
  if (message?.kind !== "sip") return null;
  const { raw } = message;
  const [, number = "", method = ""] = /^CSeq[ \t]*:\s*(\d+)\s+(\S+)/imu.exec(raw) ?? [];
  const branch = /^(?:Via|v)[ \t]*:[^\r\n,]*?;[ \t]*branch[ \t]*=[ \t]*([^\s;,]+)/imu.exec(raw)?.[1] ?? "";
  const call = /^(?:Call-ID|i)[ \t]*:[ \t]*(\S+)/imu.exec(raw)?.[1] ?? "";
  return `${branch}|${call}|${number}|${method === "ACK" ? "INVITE" : method}`;
}

/** Null for what is no SIP answer. */
export function statusOf(message: TraceMessage | null): number | null {
  const status = message?.kind === "sip" ? /^SIP\/2\.0 (\d{3})/u.exec(message.raw)?.[1] : undefined;
  return status === undefined ? null : Number(status);
}

/** The answers that ACKs of refusals acknowledge: each hop sends one of its own (RFC 3261 §17.1.1.3). */
export function refusalsIn(actual: readonly TraceEvent[]): (event: TraceEvent) => number | null {
  const refused = new Map<string, number>();
  for (const [at, { message }] of actual.entries()) {
    const transaction = (statusOf(message) ?? 0) >= 300 ? transactionOf(message) : null;
    if (transaction !== null && !refused.has(transaction)) refused.set(transaction, at);
  }
  return ({ message }) => {
    if (message?.kind !== "sip" || !message.raw.startsWith("ACK ")) return null;
    return refused.get(transactionOf(message) ?? "") ?? null;
  };
}
