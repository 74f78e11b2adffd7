import type { WithinDraft } from "../dialog/request.ts";
import type { Header, SipMessage, SipRequestMessage, SipResponseMessage } from "../message.ts";
import type { ResponseDraft } from "../responses.ts";
import type { SubscriptionState } from "../subscription/tables.ts";
import type { TimerOrder } from "../timing.ts";
import type { Agent } from "./agent.ts";

/** What a request outside of dialogs says for itself; the agent says the rest. */
export interface RequestDraft {
  readonly method: string;
  /** The Request-URI. */
  readonly uri: string;
  /** An address without a tag. */
  readonly to: string;
  readonly from?: string;
  /** Where a request follows one that was answered with 401 or 423: as that had them. */
  readonly fromTag?: string;
  readonly callId?: string;
  readonly cseq?: number;
  /** Addresses of a route known before (RFC 3261 §8.1.2). */
  readonly routes?: readonly string[];
  readonly headers?: readonly Header[];
  readonly body?: string;
}

export type AgentInput =
  | { readonly kind: "message"; readonly message: SipMessage }
  | { readonly kind: "timer"; readonly name: string }
  /** What the transaction sent cannot be delivered. */
  | { readonly kind: "transport error"; readonly transaction: string }
  /** @param handle what its answers are told with @param hold whether ACK and PRACK wait until they are asked for */
  | { readonly kind: "request"; readonly handle: string; readonly draft: RequestDraft; readonly hold?: boolean }
  | {
      readonly kind: "request within";
      readonly handle: string;
      readonly dialog: string;
      readonly draft: WithinDraft;
      readonly hold?: boolean;
    }
  /** @param reliably as RFC 3262 has it, for 101 to 199 */
  | { readonly kind: "respond"; readonly transaction: string; readonly draft: ResponseDraft; readonly reliably?: boolean }
  | {
      readonly kind: "acknowledge";
      readonly handle: string;
      readonly dialog: string;
      readonly headers?: readonly Header[];
      readonly body?: string;
    }
  | { readonly kind: "cancel"; readonly handle: string }
  /** The user gives a dialog up without a word. */
  | { readonly kind: "forget"; readonly dialog: string };

export type AgentOutput =
  /** To the transport. @param transaction null for the ACK to a 2xx, which belongs to none */
  | { readonly kind: "send"; readonly message: SipMessage; readonly transaction: string | null }
  /** A request for the user to answer. @param replaces the dialog it takes the place of (RFC 3891) */
  | {
      readonly kind: "request";
      readonly transaction: string;
      readonly request: SipRequestMessage;
      readonly dialog: string | null;
      readonly replaces: string | null;
    }
  /** @param dialog the one it belongs to or has made @param cause why it is this side's own 408 or 503 (RFC 3261 §8.1.3.1); null for one that arrived */
  | {
      readonly kind: "response";
      readonly handle: string;
      readonly response: SipResponseMessage;
      readonly dialog: string | null;
      readonly cause: "timeout" | "transport error" | null;
    }
  /** ACK to a 2xx or PRACK to a reliable answer has arrived; of a PRACK with an offer the request follows. */
  | { readonly kind: "acknowledged"; readonly transaction: string; readonly request: SipRequestMessage }
  /** Neither ACK nor PRACK has, and the agent has drawn the consequence (RFC 3261 §13.3.1.4, RFC 3262 §3). */
  | { readonly kind: "unacknowledged"; readonly transaction: string; readonly what: "2xx" | "1xx" }
  /** The agent has answered a request that was told: its user no longer may. */
  | { readonly kind: "settled"; readonly transaction: string; readonly status: number; readonly cause: "CANCEL" | "BYE" | "no PRACK" }
  | { readonly kind: "dialog"; readonly dialog: string; readonly state: "early" | "confirmed" | "ended" }
  | { readonly kind: "session ended"; readonly dialog: string; readonly cause: "BYE sent" | "BYE received" | "failed" | "forgotten" }
  | { readonly kind: "subscription"; readonly subscription: string; readonly dialog: string | null; readonly state: SubscriptionState }
  /** The wait after a 491 is over: INVITE or UPDATE may be sent once more (RFC 3261 §14.1). */
  | { readonly kind: "retry"; readonly dialog: string; readonly method: string }
  /** What the user asked for cannot be done. */
  | { readonly kind: "refused"; readonly about: string; readonly reason: string };

export interface AgentReaction {
  readonly agent: Agent;
  readonly outputs: readonly AgentOutput[];
  readonly timers: readonly TimerOrder[];
}
