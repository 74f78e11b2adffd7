import type { LocalView } from "../../analysis/local-view.ts";
import type { Signal } from "../../model/signal.ts";
import type { NamedSignal } from "../../model/trace.ts";
import type { Stack } from "../sip/stack.ts";
import { type Bits, noBits } from "./bits.ts";
import type { KnownValues } from "./values.ts";

/** What a participant remembers. */
export interface SignalState {
  readonly view: LocalView;
  /** Events that are over. */
  readonly done: Bits;
  /** Receptions whose message has arrived, in turn or early. */
  readonly arrived: Bits;
  /** Events of an end whose turn it is. */
  readonly front: readonly number[];
  readonly open: readonly Transaction[];
  /** Transactions made so far. */
  readonly made: number;
  /** Timers that have expired, by name. */
  readonly expired: readonly string[];
  readonly stack: Stack;
  readonly values: KnownValues;
  /** What is asked for once more, of which the view knows nothing. */
  readonly again: readonly Again[];
}

/** A request that is sent once more, because what its answer brought cannot be used; what is done when it is answered again. */
export type Again =
  /** A relay has passed it on: the answer goes back along its Via. */
  | { readonly kind: "passed"; readonly transaction: string }
  /** An end has asked on behalf of who has asked it. @param event of the view: the answer it gives to that */
  | { readonly kind: "asked"; readonly transaction: string; readonly event: number; readonly of: Pick<NamedSignal, "transaction" | "via"> }
  /** A registrar has asked for another vector. @param event of the view: the answer to the REGISTER of this exchange */
  | { readonly kind: "resynchronised"; readonly transaction: string; readonly event: number; readonly exchange: string }
  /** It has challenged with that, and waits for another REGISTER of the call. */
  | { readonly kind: "challenged"; readonly callId: string; readonly event: number; readonly exchange: string };

/** A request and what has become of it, as one participant knows it. */
export interface Transaction {
  readonly id: string;
  /** The request in the participant's own view. */
  readonly request: { readonly id: string; readonly name: string };
  readonly role: "client" | "server" | "relay";
  /** Index of the event that opened it. */
  readonly opened: number;
  readonly signal: Signal;
  /** The recorded path of the request, nearest first, as it arrived; a reply goes back along it. */
  readonly via: readonly string[];
  /** The neighbours towards the client and towards the server. */
  readonly upstream: string;
  readonly downstream: string;
  readonly state: "calling" | "answered";
  /** An INVITE is over with its ACK (RFC 3261 §17.1.1.3); any other request with its final answer. */
  readonly invite: boolean;
  /** What the SIP stack knows it by; null for a named signal. */
  readonly sip: SipExchange | null;
}

export interface SipExchange {
  /** The server transaction of an end and of a relay; "" of a client, whose handle is the id. */
  readonly server: string;
  /** What an ACK has in common with its INVITE: Call-ID, tag of From, number. */
  readonly mark: string;
  /** Of its offers and answers. */
  readonly leg: string;
  /** The dialog in which a client has its 2xx. */
  readonly dialog: string | null;
}

export function beginState(view: LocalView, stack: Stack, values: KnownValues): SignalState {
  return { view, done: noBits, arrived: noBits, front: [], open: [], made: 0, expired: [], stack, values, again: [] };
}
