import type { Dialog } from "../dialog/dialog.ts";
import type { OfferState } from "../dialog/offer.ts";
import { type Entries, isEmpty, noEntries } from "../entries.ts";
import type { SipRequestMessage, SipResponseMessage } from "../message.ts";
import type { ResponseDraft } from "../responses.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { Timing } from "../timing.ts";
import { noTransactions, type Transactions } from "../transaction/layer.ts";

export interface AgentConfig {
  /** Of the participant, of token characters: its identifiers begin with it. */
  readonly name: string;
  readonly seed: number;
  /** What From says where a request says nothing else: an address without a tag. */
  readonly address: string;
  /** `<sip:alice@client.example.com>`: where requests within its dialogs reach it. */
  readonly contact: string;
  /** `SIP/2.0/UDP client.example.com:5060`: what its Via begins with. */
  readonly via: string;
  /** Methods it understands; others get 405. */
  readonly allow: readonly string[];
  /** Option tags; requests that require others get 420. */
  readonly supported: readonly string[];
  /** Event packages; SUBSCRIBE for others gets 489. */
  readonly events: readonly string[];
  /** How long the subscription of a REFER lasts that it accepts, in s. */
  readonly referExpires: number;
  readonly timing: Timing;
}

/** A user agent core (RFC 3261 §8, §12 to §15): everything it knows. */
export interface Agent {
  readonly kind: "agent";
  readonly config: AgentConfig;
  /** How many identifiers it has made. */
  readonly made: number;
  readonly transactions: Transactions;
  /** By transaction. */
  readonly clients: Entries<Client>;
  /** By transaction. */
  readonly servers: Entries<Server>;
  readonly dialogs: Entries<Held>;
  readonly subscriptions: Entries<Subscription>;
}

/** A request it has sent. */
export interface Client {
  /** What its user calls it; null for a request the protocol demands, of which the user is not told. */
  readonly handle: string | null;
  readonly transaction: string;
  readonly request: SipRequestMessage;
  /** The dialog it was sent in. */
  readonly within: string | null;
  readonly provisional: boolean;
  readonly final: boolean;
  /** RFC 3261 §9.1: a CANCEL waits for the first answer. */
  readonly cancel: "no" | "wanted" | "sent";
  /** The dialogs that answers to it have made. */
  readonly made: readonly string[];
  /** RFC 3261 §13.2.2.4: the ACK of each dialog with a 2xx; null while the user holds it back. */
  readonly acks: Entries<SipRequestMessage | null>;
  /** Whether ACK and PRACK wait for the user. */
  readonly holds: boolean;
  readonly subscription: string | null;
}

/** What the user answers. */
export interface Answer extends ResponseDraft {
  /** RFC 3262: whether a 101 to 199 is sent again until PRACK; where the request requires it, it is so anyway. */
  readonly reliably?: boolean;
}

/** A request it has received and not yet forgotten. */
export interface Server {
  readonly transaction: string;
  readonly request: SipRequestMessage;
  /** The tag its answers have in To. */
  readonly tag: string;
  /** The dialog it belongs to, or has made. */
  readonly dialog: string | null;
  readonly final: number | null;
  /** RFC 3262 §3: of the last reliable answer, and of the last that PRACK has acknowledged. */
  readonly rseq: number | null;
  readonly pracked: number | null;
  /** A 2xx that waits for its ACK, or a reliable answer that waits for its PRACK; with the interval of its repetition in ms. */
  readonly unacknowledged: { readonly what: "2xx" | "1xx"; readonly response: SipResponseMessage; readonly interval: number } | null;
  /** What the user has answered and must wait for PRACK. */
  readonly queue: readonly Answer[];
  /** RFC 3891: the dialog the INVITE takes the place of. */
  readonly replaces: string | null;
  /** Whether its transaction has ended. */
  readonly ended: boolean;
}

/** A dialog with its usages (RFC 5057); it ends with the last of them. */
export interface Held {
  readonly dialog: Dialog;
  readonly ownsCallId: boolean;
  readonly session: Session | null;
  /** Ids of subscriptions. */
  readonly subscriptions: readonly string[];
  /** RFC 3515 §2.4.6: whether there has been a REFER in each direction. */
  readonly refers: { readonly sent: boolean; readonly received: boolean };
  /** The method that got 491 and may be sent again when the wait is over. */
  readonly retry: string | null;
}

/** The usage that INVITE makes and BYE ends. */
export interface Session {
  /** ending: BYE has been sent and not yet been answered. */
  readonly state: "early" | "confirmed" | "ending";
  /** Whether this side sent the first INVITE. */
  readonly initiated: boolean;
  /** The INVITE in progress: until its final answer, and until ACK at who answered 2xx. */
  readonly inviting: { readonly side: "local" | "remote"; readonly transaction: string; readonly answered: boolean } | null;
  readonly offer: OfferState;
  /** RFC 3262 §4: of the last reliable answer to the INVITE in progress that arrived in order. */
  readonly rseq: number | null;
}

export function newAgent(config: AgentConfig): Agent {
  const transactions = noTransactions(config.timing);
  const nothing = { clients: noEntries, servers: noEntries, dialogs: noEntries, subscriptions: noEntries };
  return { kind: "agent", config, made: 0, transactions, ...nothing };
}

/** Whether nothing is left of what it has done: no transaction, dialog or subscription. */
export function isIdle({ transactions, clients, servers, dialogs, subscriptions }: Agent): boolean {
  return [transactions.open, clients, servers, dialogs, subscriptions].every(isEmpty);
}
