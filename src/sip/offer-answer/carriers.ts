import { cseqOf, hasTag } from "../fields.ts";
import { headerOf, type SipMessage } from "../message.ts";

/** The messages of a dialog that mean something to offer and answer. */
export type Carrier =
  | "INVITE"
  | "1xx"
  | "reliable 1xx"
  | "2xx of INVITE"
  | "failure of INVITE"
  | "ACK"
  | "PRACK"
  | "2xx of PRACK"
  | "failure of PRACK"
  | "UPDATE"
  | "2xx of UPDATE"
  | "failure of UPDATE";

export interface CarrierRule {
  /** Whose offer it answers. */
  readonly answers: Carrier | null;
  /** Whether it must answer that offer, or leaves it to a later message. */
  readonly mustAnswer: boolean;
  /**
   * Whether it may carry an offer: any time; once the first offer is answered; or, as the first reliable answer to an INVITE
   * without one, must.
   */
  readonly offers: "never" | "any time" | "once answered" | "where the INVITE did not";
  /** Whose offers it undoes. */
  readonly refuses: readonly Carrier[];
  readonly source: string;
}

const rule = (source: string, more: Partial<CarrierRule>): CarrierRule => ({
  ...{ answers: null, mustAnswer: false, offers: "never", refuses: [], source },
  ...more,
});

/** The six patterns of RFC 6337 §2.1, table 1, and what becomes of an offer that fails (§3.4). */
export const carriers: Readonly<Record<Carrier, CarrierRule>> = {
  INVITE: rule("RFC 3261 §13.2.1", { offers: "any time" }),
  "1xx": rule("RFC 3261 §13.2.1", {}),
  "reliable 1xx": rule("RFC 3262 §5", { answers: "INVITE", offers: "where the INVITE did not" }),
  "2xx of INVITE": rule("RFC 3261 §13.2.1", { answers: "INVITE", mustAnswer: true, offers: "where the INVITE did not" }),
  "failure of INVITE": rule("RFC 3261 §14.1", { refuses: ["INVITE", "reliable 1xx"] }),
  ACK: rule("RFC 3261 §13.2.2.4", { answers: "2xx of INVITE", mustAnswer: true }),
  PRACK: rule("RFC 3262 §5", { answers: "reliable 1xx", mustAnswer: true, offers: "once answered" }),
  "2xx of PRACK": rule("RFC 3262 §5", { answers: "PRACK", mustAnswer: true }),
  "failure of PRACK": rule("RFC 6337 §3.4", { refuses: ["PRACK"] }),
  UPDATE: rule("RFC 3311 §5.1", { offers: "once answered" }),
  "2xx of UPDATE": rule("RFC 3311 §5.2", { answers: "UPDATE", mustAnswer: true }),
  "failure of UPDATE": rule("RFC 3311 §5.3", { refuses: ["UPDATE"] }),
};

/** @returns null for what carries neither offer nor answer: 100, other methods, their responses. */
export function carrierOf(message: SipMessage): Carrier | null {
  if (message.kind === "request") {
    const { method } = message;
    return method === "INVITE" || method === "ACK" || method === "PRACK" || method === "UPDATE" ? method : null;
  }
  const method = cseqOf(message)?.method;
  if (method !== "INVITE" && method !== "PRACK" && method !== "UPDATE") return null;
  if (message.status >= 300) return `failure of ${method}`;
  if (message.status >= 200) return `2xx of ${method}`;
  if (method !== "INVITE" || message.status === 100) return null;
  return isReliable(message) ? "reliable 1xx" : "1xx";
}

/** RFC 3262 §3: Require with 100rel, and RSeq. */
export function isReliable(message: SipMessage): boolean {
  return headerOf(message, "RSeq") !== null && hasTag(message, "Require", "100rel");
}
