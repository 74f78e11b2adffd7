import type { SessionDescription } from "../sdp/description.ts";
import { checkRevision } from "../sdp/revise.ts";
import { writeDescription } from "../sdp/write-description.ts";
import { checkAnswer } from "./answer.ts";
import { type Carrier, type CarrierRule, carriers } from "./carriers.ts";

// RFC 3264 over SIP, one machine for each side of each dialog; a fork of an INVITE goes on from a copy.

export type Side = "local" | "remote";

export interface Offer {
  readonly by: Side;
  readonly carrier: Carrier;
  readonly description: SessionDescription;
}

export interface OfferAnswer {
  readonly kind: "offer-answer";
  readonly phase: "no-offer" | "offered" | "answered";
  /** The one that is outstanding: there is never a second (RFC 3264 §4). */
  readonly offer: Offer | null;
  /** What each side said last in an exchange that was completed. */
  readonly local: SessionDescription | null;
  readonly remote: SessionDescription | null;
  /** What each side said last, whatever came of it; the version goes on from there (RFC 3264 §8). */
  readonly said: { readonly local: SessionDescription | null; readonly remote: SessionDescription | null };
  readonly invite: InviteInProgress | null;
}

/** The INVITE that is not acknowledged yet. */
export interface InviteInProgress {
  readonly by: Side;
  /** Whether it has had its offer and its answer. */
  readonly isDone: boolean;
  /** Whether it has had its 2xx: with nothing outstanding, the next may come before the ACK (RFC 5407 §3.1.4). */
  readonly isFinal: boolean;
  /** What a 1xx said that the answer will be. */
  readonly preview: SessionDescription | null;
}

export interface OfferAnswerInput {
  readonly by: Side;
  readonly carrier: Carrier;
  readonly description: SessionDescription | null;
}

export type OfferAnswerOutput =
  | { readonly kind: "offer"; readonly by: Side; readonly description: SessionDescription }
  /** The exchange is complete: from now on this is how media flow. */
  | { readonly kind: "answer"; readonly by: Side; readonly local: SessionDescription; readonly remote: SessionDescription }
  /** What the answer will be; media may flow (RFC 3261 §13.2.1). */
  | { readonly kind: "preview"; readonly by: Side; readonly description: SessionDescription }
  /** A description after the answer, in a response to the same INVITE, says nothing (RFC 3261 §13.2.1). */
  | { readonly kind: "ignored"; readonly by: Side }
  /** The offer has failed; all is as it was before. */
  | { readonly kind: "refused"; readonly by: Side; readonly offer: Offer }
  | OfferAnswerFault;

export interface OfferAnswerFault {
  readonly kind: "wrong";
  readonly by: Side;
  readonly what: string;
  readonly clause: string;
  /** What to answer to a request of the other side; null where it is no matter of a response. */
  readonly respond: 491 | 500 | null;
}

export interface OfferAnswerOutcome {
  readonly state: OfferAnswer;
  readonly outputs: readonly OfferAnswerOutput[];
}

export const noOffer: OfferAnswer = {
  ...{ kind: "offer-answer", phase: "no-offer", offer: null, local: null, remote: null },
  said: { local: null, remote: null },
  invite: null,
};

/** One message of the dialog, with its description or without. A request that is wrong changes nothing; its responses are not handed in. */
export function exchange(state: OfferAnswer, input: OfferAnswerInput): OfferAnswerOutcome {
  const { state: next, outputs } = happen(state, input);
  return { state: { ...next, invite: inviteAfter(next, input) }, outputs };
}

function happen(state: OfferAnswer, input: OfferAnswerInput): OfferAnswerOutcome {
  const rule = carriers[input.carrier];
  const { offer } = state;
  if (rule.refuses.length > 0) return refuse(state, input, rule);
  const isAnswer = offer !== null && offer.carrier === rule.answers && offer.by !== input.by;
  if (isAnswer && input.description !== null) return answered(state, offer, input.by, input.description);
  if (isAnswer && rule.mustAnswer) return said(revert(state), wrong(input, "the offer is not answered", rule.source));
  if (input.description === null) return withoutDescription(state, input, rule);
  if (input.carrier === "1xx") return previewed(state, input, input.description, rule);
  if (rule.offers === "where the INVITE did not" && state.invite?.isDone === true) return said(state, { kind: "ignored", by: input.by });
  const fault = mayOffer(state, input.by, input.carrier);
  return fault === null ? offered(state, input, input.description) : said(state, fault);
}

/** @returns why this side may not offer with this message now, or null. */
export function mayOffer(state: OfferAnswer, by: Side, carrier: Carrier): OfferAnswerFault | null {
  const { offer, invite, phase } = state;
  const rule = carriers[carrier];
  const input = { by, carrier };
  if (rule.offers === "never") return wrong(input, "it answers no offer, and can carry none", rule.source);
  // RFC 3261 §14.2, RFC 3311 §5.2: 491 where both want it, 500 where one wants it twice.
  const respond = (first: Side): 491 | 500 | null => (by === "local" ? null : first === "local" ? 491 : 500);
  if (offer !== null) return { ...wrong(input, "an offer is outstanding", "RFC 3264 §4"), respond: respond(offer.by) };
  if (carrier === "INVITE" && invite !== null && !invite.isFinal) {
    return { ...wrong(input, "an INVITE is in progress", "RFC 3261 §14.1"), respond: respond(invite.by) };
  }
  if (rule.offers === "once answered" && phase === "no-offer") return wrong(input, "the first offer is not answered", rule.source);
  if (rule.offers === "where the INVITE did not" && (invite === null || invite.by === by))
    return wrong(input, "no INVITE of the other side", rule.source);
  return null;
}

function offered(state: OfferAnswer, { by, carrier }: OfferAnswerInput, description: SessionDescription): OfferAnswerOutcome {
  const invite = carrier === "INVITE" ? begun(by) : state.invite;
  return {
    state: { ...state, phase: "offered", offer: { by, carrier, description }, said: { ...state.said, [by]: description }, invite },
    outputs: [{ kind: "offer", by, description }, ...revisionFaults(state, by, description)],
  };
}

function answered(state: OfferAnswer, offer: Offer, by: Side, description: SessionDescription): OfferAnswerOutcome {
  const [local, remote] = by === "local" ? [description, offer.description] : [offer.description, description];
  const isOfInvite = offer.carrier === "INVITE" || carriers[offer.carrier].offers === "where the INVITE did not";
  const preview = isOfInvite ? (state.invite?.preview ?? null) : null;
  const isAnother = preview !== null && writeDescription(preview) !== writeDescription(description);
  return {
    state: {
      ...{ ...state, phase: "answered", offer: null, local, remote, said: { ...state.said, [by]: description } },
      invite: state.invite !== null && isOfInvite ? { ...state.invite, isDone: true } : state.invite,
    },
    outputs: [
      { kind: "answer", by, local, remote },
      ...checkAnswer(offer.description, description).map(({ what, clause }) => wrong({ by }, what, clause)),
      ...revisionFaults(state, by, description),
      ...(isAnother ? [wrong({ by }, "the answer is another than the provisional response said", "RFC 3261 §13.2.1")] : []),
    ],
  };
}

function previewed(state: OfferAnswer, input: OfferAnswerInput, description: SessionDescription, rule: CarrierRule): OfferAnswerOutcome {
  const { by } = input;
  const { offer, invite } = state;
  if (invite === null || invite.by === by || invite.isDone) return said(state, { kind: "ignored", by });
  if (offer === null) return said(state, wrong(input, "an offer needs a reliable response", rule.source));
  return { state: { ...state, invite: { ...invite, preview: description } }, outputs: [{ kind: "preview", by, description }] };
}

function withoutDescription(state: OfferAnswer, input: OfferAnswerInput, rule: CarrierRule): OfferAnswerOutcome {
  const { by, carrier } = input;
  const { offer, invite } = state;
  if (carrier === "INVITE") {
    const isBusy = offer !== null || (invite !== null && !invite.isFinal);
    const fault = isBusy ? mayOffer(state, by, carrier) : null;
    return fault === null ? { state: { ...state, invite: begun(by) }, outputs: [] } : said(state, fault);
  }
  const owes = rule.offers === "where the INVITE did not" && invite !== null && invite.by !== by && !invite.isDone && offer === null;
  return said(state, ...(owes ? [wrong(input, "the INVITE had no offer, and this has none either", rule.source)] : []));
}

/** A failure comes from who did not offer; only the one of an INVITE undoes what a response of the same side offered. */
function refuse(state: OfferAnswer, { by }: OfferAnswerInput, rule: CarrierRule): OfferAnswerOutcome {
  const { offer } = state;
  const fails = offer !== null && rule.refuses.includes(offer.carrier) && (offer.by === by) === (offer.carrier === "reliable 1xx");
  return fails ? said(revert(state), { kind: "refused", by, offer }) : said(state);
}

/** RFC 3264 §4: an offer that fails leaves the session as it was. */
function revert(state: OfferAnswer): OfferAnswer {
  return { ...state, phase: state.local === null ? "no-offer" : "answered", offer: null };
}

const begun = (by: Side): InviteInProgress => ({ by, isDone: false, isFinal: false, preview: null });

/** An INVITE is over with its failure, or with the ACK after its 2xx. */
function inviteAfter({ invite }: OfferAnswer, { by, carrier }: OfferAnswerInput): InviteInProgress | null {
  if (invite === null) return null;
  if (carrier === "failure of INVITE") return invite.by === by ? invite : null;
  if (carrier === "ACK") return invite.isFinal && invite.by === by ? null : invite;
  return carrier === "2xx of INVITE" && invite.by !== by ? { ...invite, isFinal: true } : invite;
}

/** What a side says goes on from what it said last, or from what was agreed last. */
function revisionFaults(state: OfferAnswer, by: Side, description: SessionDescription): readonly OfferAnswerFault[] {
  const [faults = [], others = []] = [state.said[by], state[by]].map((previous) =>
    previous === null ? [] : checkRevision(previous, description),
  );
  return others.length === 0 ? [] : faults.map(({ what, clause }) => wrong({ by }, what, clause));
}

function said(state: OfferAnswer, ...outputs: readonly OfferAnswerOutput[]): OfferAnswerOutcome {
  return { state, outputs };
}

function wrong({ by, carrier }: { readonly by: Side; readonly carrier?: Carrier }, what: string, clause: string): OfferAnswerFault {
  return { kind: "wrong", by, what: carrier === undefined ? what : `${carrier}: ${what}`, clause, respond: null };
}
