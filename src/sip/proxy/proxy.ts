import { type Entries, noEntries } from "../entries.ts";
import type { Header, SipMessage, SipRequestMessage, SipResponseMessage } from "../message.ts";
import type { ResponseDraft } from "../responses.ts";
import type { TimerOrder, Timing } from "../timing.ts";
import { noTransactions, type Transactions } from "../transaction/layer.ts";

export interface ProxyConfig {
  /** Of the participant, of token characters: its branches begin with it. */
  readonly name: string;
  readonly seed: number;
  /** `SIP/2.0/UDP p1.example.com`: what its Via begins with. */
  readonly via: string;
  /** `<sip:p1.example.com;lr>`: what it puts into Record-Route to stay in the way of dialogs; null for one that does not. */
  readonly recordRoute: string | null;
  /** The hosts of URIs that mean this proxy, in lower case. */
  readonly hosts: readonly string[];
  /** Option tags it understands in Proxy-Require. */
  readonly supported: readonly string[];
  /** Whether 100 goes out at once or only after 200 ms without an answer (RFC 3261 §17.2.1). */
  readonly tryingAtOnce: boolean;
  /** Whether routing looks at who handed a request over (RFC 5393 §4.2.1): one that comes back from another neighbour is a spiral. */
  readonly routesByNeighbour?: boolean;
  readonly timing: Timing;
}

/** Where a request goes next (RFC 3261 §16.5). */
export interface Target {
  /** The new Request-URI; null leaves it as it is. */
  readonly uri: string | null;
  /** What is put before the Route that is left (§16.6 item 6). */
  readonly routes?: readonly string[];
}

/** What routing says of a request. Requests with a Route of their own left, and those within a dialog, are routed like any other. */
export type Decision =
  /** Sets of targets: those of a set in parallel, the sets one after another. */
  | { readonly kind: "forward"; readonly targets: readonly (readonly Target[])[] }
  | { readonly kind: "answer"; readonly status: number; readonly headers?: readonly Header[] }
  /** The user is told, and says it later. */
  | { readonly kind: "later" };

export type Locate = (request: SipRequestMessage) => Decision;

/** A proxy core (RFC 3261 §16), stateful: everything it knows. */
export interface ProxyCore {
  readonly kind: "proxy";
  readonly config: ProxyConfig;
  readonly made: number;
  readonly transactions: Transactions;
  /** By server transaction. */
  readonly contexts: Entries<Context>;
  /** By client transaction. */
  readonly branches: Entries<Branch>;
}

/** The response context of a request (§16.2). */
export interface Context {
  readonly transaction: string;
  /** Without what was there for this proxy alone (§16.4). */
  readonly request: SipRequestMessage;
  /** Sets of targets that have not been tried. */
  readonly left: readonly (readonly Target[])[];
  /** Final answers that have not been forwarded, oldest first. */
  readonly answers: readonly SipResponseMessage[];
  /** The final answer that has been. */
  readonly final: number | null;
  /** Whether the server transaction has ended. */
  readonly ended: boolean;
}

export interface Branch {
  readonly transaction: string;
  readonly context: string;
  readonly request: SipRequestMessage;
  readonly provisional: boolean;
  readonly final: boolean;
  /** §9.1: a CANCEL waits for the first answer. */
  readonly cancel: "no" | "wanted" | "sent";
}

export type ProxyInput =
  | { readonly kind: "message"; readonly message: SipMessage }
  | { readonly kind: "timer"; readonly name: string }
  | { readonly kind: "transport error"; readonly transaction: string }
  /** The user says where a request goes about which it was told. */
  | { readonly kind: "forward"; readonly transaction: string; readonly targets: readonly (readonly Target[])[] }
  | { readonly kind: "respond"; readonly transaction: string; readonly draft: ResponseDraft };

export type ProxyOutput =
  /** @param transaction null for what is forwarded without state */
  | { readonly kind: "send"; readonly message: SipMessage; readonly transaction: string | null }
  /** A request of which routing says that the user decides. */
  | { readonly kind: "request"; readonly transaction: string; readonly request: SipRequestMessage }
  /** The request the user was to decide about has been cancelled and answered. */
  | { readonly kind: "settled"; readonly transaction: string; readonly status: number; readonly cause: "CANCEL" }
  | { readonly kind: "refused"; readonly about: string; readonly reason: string };

export interface ProxyReaction {
  readonly proxy: ProxyCore;
  readonly outputs: readonly ProxyOutput[];
  readonly timers: readonly TimerOrder[];
}

export function newProxy(config: ProxyConfig): ProxyCore {
  return { kind: "proxy", config, made: 0, transactions: noTransactions(config.timing), contexts: noEntries, branches: noEntries };
}
