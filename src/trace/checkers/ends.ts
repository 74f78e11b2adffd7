import type { Sight } from "./observe.ts";

/** A dialog as one of its ends calls it (RFC 3261 §12). */
export interface DialogEnd {
  /** Of the participant, the Call-ID and both tags. */
  readonly key: string;
  /** The same while the other side has no tag yet, or this one has not given its own. */
  readonly initial: string;
  /** The same for who has not given a tag of its own yet. */
  readonly answering: string;
  /** Whether the message carries both tags. */
  readonly isComplete: boolean;
}

/** @returns null where the participant is no end of it, or where the trace begins with an answer: then nobody can tell */
export function dialogEndOf({ at, role, wire, request }: Pick<Sight, "at" | "role" | "wire" | "request">): DialogEnd | null {
  if (role === "relay" || (wire.status !== null && request === null)) return null;
  const { callId, fromTag, toTag } = wire;
  const isCaller = role === "client";
  const [local, remote] = isCaller ? [fromTag, toTag] : [toTag, fromTag];
  return {
    key: keyOf(at, callId, local, remote),
    answering: keyOf(at, callId, "", remote),
    initial: isCaller ? keyOf(at, callId, local, "") : keyOf(at, callId, "", remote),
    isComplete: local !== "" && remote !== "",
  };
}

function keyOf(at: string, callId: string, local: string, remote: string): string {
  return `${at} ${callId} ${local} ${remote}`;
}

/** Methods whose first request makes a dialog: RFC 3261 §12.1, RFC 6665 §4.4.1, RFC 3515 §2.4.6. */
export function makesDialog(method: string): boolean {
  return method === "INVITE" || method === "SUBSCRIBE" || method === "REFER";
}

/** Whether a response sets a dialog up, or goes on in it: 101 to 299 with a tag (RFC 3261 §12.1). */
export function confirmsDialog({ wire }: Sight): boolean {
  const { status, method, toTag } = wire;
  return status !== null && status > 100 && status < 300 && makesDialog(method) && toTag !== "";
}
