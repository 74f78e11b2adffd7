import type { SipMessage, SipRequestMessage, SipResponseMessage } from "../message.ts";
import type { FailureCause, TransactionOutput } from "./transaction.ts";

/** The transaction user (RFC 3261 §5, §17): a user agent core or a proxy core. */
export interface TransactionUser {
  /** To the transport. */
  readonly send: (message: SipMessage, transaction: string) => void;
  readonly request: (transaction: string, request: SipRequestMessage) => void;
  readonly response: (transaction: string, response: SipResponseMessage) => void;
  readonly ack: (request: SipRequestMessage) => void;
  readonly failed: (transaction: string, cause: FailureCause) => void;
  readonly ended: (transaction: string) => void;
}

/** Hands on what transactions say, in its order. What is received or due is never refused, so that a refusal is nobody's to hear here. */
export function dispatch(outputs: readonly TransactionOutput[], user: TransactionUser): void {
  for (const output of outputs) {
    switch (output.kind) {
      case "send":
        user.send(output.message, output.transaction);
        break;
      case "request":
        user.request(output.transaction, output.request);
        break;
      case "response":
        user.response(output.transaction, output.response);
        break;
      case "ack":
        user.ack(output.request);
        break;
      case "failed":
        user.failed(output.transaction, output.cause);
        break;
      case "ended":
        user.ended(output.transaction);
        break;
      case "refused":
        break;
    }
  }
}
