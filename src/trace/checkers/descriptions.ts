import type { TraceEvent } from "../../model/trace.ts";
import { newMargin } from "../../sip/margin.ts";
import { type Carrier, carrierOf, carriers } from "../../sip/offer-answer/carriers.ts";
import type { SessionDescription } from "../../sip/sdp/description.ts";
import { type Described, describedIn } from "./described.ts";
import type { DialogEnd } from "./ends.ts";
import { observe, type Sight } from "./observe.ts";
import { isOver } from "./patience.ts";

// Offer and answer (RFC 3264) as each end of each dialog sees them: what a participant says is judged by what it knows then.

/** What a message of a participant says about the session. */
export interface Said {
  readonly sight: Sight;
  readonly as: "offer" | "answer" | "preview" | "nothing";
  /** Null where it cannot be read alone, as in a multipart body. */
  readonly description: SessionDescription | null;
  /** The offer that it answers, or leaves without an answer. */
  readonly answers: Offer | null;
  /** The offers that were open before it. */
  readonly open: readonly Offer[];
  /** Of the same side: what it said last in this dialog, what it said in the last exchange that was completed, and what it announced. */
  readonly said: SessionDescription | null;
  readonly agreed: SessionDescription | null;
  readonly preview: SessionDescription | null;
  /** Why it may say nothing, or no offer. */
  readonly fault: string | null;
}

export interface Offer {
  readonly by: By;
  readonly carrier: Carrier;
  readonly sight: Sight;
  readonly description: SessionDescription | null;
}

type By = "own" | "other";

interface Exchange {
  readonly open: Record<By, Offer | null>;
  readonly said: Record<By, SessionDescription | null>;
  readonly agreed: Record<By, SessionDescription | null>;
  /** INVITEs by side and number. */
  readonly invites: Map<string, Invite>;
  /** Whether a first offer has been answered, or the dialog began before the trace. */
  isAgreed: boolean;
}

interface Invite {
  readonly isOffered: boolean;
  readonly isDone: boolean;
  readonly preview: SessionDescription | null;
}

const saids = newMargin<readonly TraceEvent[], readonly Said[]>();

/** All that is said in a trace by those who describe sessions, in its order. */
export function saidIn(events: readonly TraceEvent[]): readonly Said[] {
  const known = saids.read(events);
  if (known !== undefined) return known;
  const exchanges = new Map<string, Exchange>();
  const all: Said[] = [];
  for (const sight of observe(events).sights) {
    const carrier = sight.isRepeat ? null : carrierOf(sight.wire.message);
    const end = carrier === null ? null : sight.end;
    if (carrier === null || end === null) continue;
    const said = happen(exchangeOf(exchanges, end), sight, carrier, describedIn(sight.wire));
    // The failure of a first INVITE leaves nothing open for the next one.
    const first = exchanges.get(end.initial);
    if (first !== undefined && sight.request?.toTag === "" && carriers[carrier].refuses.length > 0) refuse(first, sight, carrier);
    if (said !== null && sight.way === "out") all.push(said);
  }
  saids.note(events, all);
  return all;
}

/** A fork of a call goes on from what its INVITE said. */
function exchangeOf(exchanges: Map<string, Exchange>, { key, initial, isComplete }: DialogEnd): Exchange {
  const known = exchanges.get(key);
  if (known !== undefined) return known;
  const first = exchanges.get(initial);
  const { open, said, agreed, invites } = first ?? none;
  const isAgreed = first === undefined && isComplete;
  const made = { open: { ...open }, said: { ...said }, agreed: { ...agreed }, invites: new Map(invites), isAgreed };
  exchanges.set(key, made);
  return made;
}

const nothing = { own: null, other: null };
const none = { open: nothing, said: nothing, agreed: nothing, invites: new Map<string, Invite>() };

function happen(exchange: Exchange, sight: Sight, carrier: Carrier, described: Described): Said | null {
  const rule = carriers[carrier];
  const [by, facing]: readonly [By, By] = sight.way === "out" ? ["own", "other"] : ["other", "own"];
  const { has, description } = described;
  const open = [exchange.open.own, exchange.open.other].flatMap((offer) =>
    offer === null || isOver(offer.sight.event, sight.event) ? [] : [offer],
  );
  const invite = exchange.invites.get(inviteKey(carrier === "INVITE" ? by : facing, sight));
  if (rule.refuses.length > 0) {
    refuse(exchange, sight, carrier);
    return null;
  }
  const said: Said = {
    sight,
    as: "nothing",
    description,
    answers: null,
    open,
    said: exchange.said[by],
    agreed: exchange.agreed[by],
    preview: invite?.preview ?? null,
    fault: null,
  };
  const offer = exchange.open[facing];
  const answers = offer !== null && offer.carrier === rule.answers && isSameTransaction(offer, carrier, sight) ? offer : null;
  if (carrier === "INVITE") exchange.invites.set(inviteKey(by, sight), { isOffered: has, isDone: false, preview: null });
  if (answers !== null && (has || rule.mustAnswer)) {
    exchange.open[facing] = null;
    if (!has) return { ...said, answers };
    agree(exchange, answers, by, description);
    const key = inviteKey(facing, answers.carrier === "INVITE" ? answers.sight : sight);
    const done = exchange.invites.get(key);
    if (done !== undefined) exchange.invites.set(key, { ...done, isDone: true });
    return { ...said, as: "answer", answers, preview: answers.carrier === "INVITE" ? (done?.preview ?? null) : null };
  }
  if (rule.offers === "where the INVITE did not" && (invite === undefined || invite.isOffered || invite.isDone)) return null;
  if (!has)
    return rule.offers === "where the INVITE did not" ? { ...said, fault: "its INVITE has no offer, and it has none either" } : null;
  if (carrier === "1xx") {
    if (invite === undefined) return null;
    exchange.invites.set(inviteKey(facing, sight), { ...invite, preview: description });
    exchange.said[by] = description;
    return { ...said, as: "preview" };
  }
  exchange.open[by] = { by, carrier, sight, description };
  if (invite !== undefined && carrier !== "INVITE") exchange.invites.set(inviteKey(facing, sight), { ...invite, isOffered: true });
  exchange.said[by] = description;
  return { ...said, as: "offer", fault: offerFault(carrier, exchange, sight) };
}

function offerFault(carrier: Carrier, { isAgreed, invites }: Exchange, sight: Sight): string | null {
  const { offers } = carriers[carrier];
  if (offers === "once answered" && !isAgreed) return "the first offer of the dialog is not answered yet";
  const isKnown = carrier === "ACK" ? invites.has(inviteKey("own", sight)) : sight.request !== null;
  return offers === "never" && isKnown ? "it describes a session, and no offer waits for an answer in it" : null;
}

function agree(exchange: Exchange, offer: Offer, by: By, description: SessionDescription | null): void {
  exchange.agreed[offer.by] = offer.description;
  exchange.agreed[by] = description;
  exchange.said[by] = description;
  exchange.isAgreed = true;
}

/** A failure undoes what it refuses; that of an INVITE also what its own side has offered in it. */
function refuse({ open }: Exchange, sight: Sight, carrier: Carrier): void {
  const { refuses } = carriers[carrier];
  for (const by of ["own", "other"] as const) {
    const offer = open[by];
    if (offer !== null && refuses.includes(offer.carrier) && offer.sight.wire.number === sight.wire.number) open[by] = null;
  }
}

/** PRACK has a number of its own; everything else has that of what it answers. */
function isSameTransaction({ sight: { wire } }: Offer, carrier: Carrier, sight: Sight): boolean {
  return carrier === "PRACK" || wire.number === sight.wire.number;
}

function inviteKey(by: By, { wire }: Sight): string {
  return `${by} ${wire.number}`;
}
