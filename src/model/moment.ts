import type { TraceEvent } from "./trace.ts";

/**
 * What holds right after one event of a trace, as far as the messages tell it: plain data that a view shows as it is. Participants are
 * named by their ids, items as the trace names them. A list is the same object as in the moment before as long as nothing in it changes.
 */
export interface Moment {
  readonly kind: "moment";
  /** Number of the event. */
  readonly n: number;
  /** In virtual ms since its phase began. */
  readonly time: number;
  readonly phase: TraceEvent["phase"];
  readonly event: TraceEvent["event"];
  /** The printed label; null where it is not printed. */
  readonly step: string | null;
  /** Id of the element of the flow; null where the flow has none. */
  readonly hop: string | null;
  readonly from: string;
  readonly to: string;
  /** Whom it happens to: who sends, receives, acts. */
  readonly at: string;
  readonly cause: number | null;
  readonly message: MomentMessage | null;
  /** One entry for each end of each dialog, in the order in which they began; ended ones for a while. */
  readonly dialogs: readonly DialogEntry[];
  readonly subscriptions: readonly SubscriptionEntry[];
  readonly registrations: readonly RegistrationEntry[];
  /** Requests that wait for their final answer, at both of their ends. */
  readonly transactions: readonly TransactionEntry[];
  readonly media: readonly MediaEntry[];
  /** In the order in which it was learnt. */
  readonly knowledge: readonly KnowledgeEntry[];
}

/** A message as its reader wants it first. */
export interface MomentMessage {
  readonly protocol: "sip" | "named-signal";
  /** As a list of messages calls it: "REFER", "202 Accepted". */
  readonly title: string;
  /** Of a response: that of its request. Null for a named signal, and for what is no SIP. */
  readonly method: string | null;
  /** Null of a request. */
  readonly status: number | null;
  /** The number in CSeq. */
  readonly cseq: number | null;
  readonly callId: string | null;
  /** What the participant is to it; null where nobody can tell. */
  readonly role: "client" | "server" | "relay" | null;
  /** Whether the participant has seen it before, on the same way. */
  readonly isRepeat: boolean;
  /** As it was written; a named signal as JSON over several lines. */
  readonly raw: string;
}

/** A dialog as one of its ends sees it (RFC 3261 §12). */
export interface DialogEntry {
  readonly kind: "dialog";
  /** From 1, the same at both ends. */
  readonly number: number;
  readonly participant: string;
  /** The other end; null while nobody can tell. */
  readonly peer: string | null;
  /** The method that has made it. */
  readonly madeBy: string;
  readonly role: "caller" | "callee";
  /** RFC 4235 §3.7.1, with "proceeding" in "trying". */
  readonly state: "trying" | "early" | "confirmed" | "terminated";
  /** As the first INVITE names it; for another dialog, that of the dialog its request targets (RFC 4538). */
  readonly session: string | null;
  readonly callId: string;
  readonly localTag: string | null;
  readonly remoteTag: string | null;
  /** Of the last request in each direction; null before the first. */
  readonly localCseq: number | null;
  readonly remoteCseq: number | null;
  /** URIs, the next hop first. */
  readonly routeSet: readonly string[];
  readonly remoteTarget: string | null;
  /** Whose offer waits for its answer (RFC 3264). */
  readonly offer: "none" | "own" | "other";
}

/** One end of a subscription (RFC 6665), also of the one that REFER implies (RFC 3515). */
export interface SubscriptionEntry {
  readonly kind: "subscription";
  readonly participant: string;
  readonly role: "subscriber" | "notifier";
  readonly peer: string | null;
  /** Of the event package: "refer". */
  readonly package: string;
  /** Number of its dialog. */
  readonly dialog: number;
  /** "accepted" until the first NOTIFY says more. */
  readonly state: "asked" | "accepted" | "pending" | "active" | "terminated" | "refused";
  /** The virtual time, in ms, at which it ends by itself; null where nobody has said so. */
  readonly expiresAt: number | null;
  /** What the last message/sipfrag body says of the request it is about: "200 OK". */
  readonly fragment: string | null;
}

export interface RegistrationEntry {
  readonly kind: "registration";
  readonly participant: string;
  /** Null while nobody can tell. */
  readonly registrar: string | null;
  /** The address of record. */
  readonly address: string;
  readonly state: "asked" | "challenged" | "registered" | "removed" | "refused";
  readonly contact: string | null;
}

export interface TransactionEntry {
  readonly kind: "transaction";
  readonly participant: string;
  readonly role: "client" | "server";
  /** The method, or the name of a named signal. */
  readonly name: string;
  readonly state: "trying" | "proceeding";
  /** Number of the event that began it. */
  readonly since: number;
  readonly step: string | null;
}

/** Media that flow, in one direction. */
export interface MediaEntry {
  readonly kind: "media";
  readonly session: string | null;
  /** "audio", "video": its label (RFC 4574), else its type. */
  readonly component: string;
  /** Who sends it, and who receives it. */
  readonly from: string;
  readonly to: string;
  /** Whose signalling has brought the two together without taking part in the media; null where they have a dialog with each other. */
  readonly anchor: string | null;
  /** What has brought it about: an answered offer in a dialog, or a connection that a media resource was told to make. */
  readonly by: "dialog" | "connection";
}

/** What a participant has learnt, or has made itself. */
export interface KnowledgeEntry {
  readonly kind: "knowledge";
  readonly participant: string;
  readonly what: /** With what it really is, where a message has told that. */
    | { readonly kind: "item"; readonly item: string; readonly value?: string }
    /** Where to send a component of a session. */
    | { readonly kind: "media-address"; readonly of: string; readonly component: string; readonly session: string | null }
    /** Whom it has been referred to. */
    | { readonly kind: "referral"; readonly to: string };
  readonly how: "made" | "received";
  /** Number of the event. */
  readonly event: number;
  readonly step: string | null;
  /** Who has told it; itself where it has made it. */
  readonly source: string;
}
