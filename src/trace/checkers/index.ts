import type { Trace } from "../../model/trace.ts";
import { acknowledged } from "./ack.ts";
import { afterBye } from "./after-bye.ts";
import { answerShape } from "./answer-shape.ts";
import { authentication } from "./authentication.ts";
import { cancelled } from "./cancel.ts";
import type { Checker, Scope } from "./checker.ts";
import { contact } from "./contact.ts";
import { cseq } from "./cseq.ts";
import { dialogStands } from "./dialog.ts";
import { learnt } from "./learnt.ts";
import { maxForwards } from "./max-forwards.ts";
import { nextHop } from "./next-hop.ts";
import { oneFinalAnswer } from "./one-final-answer.ts";
import { oneInvite } from "./one-invite.ts";
import { oneOffer } from "./one-offer.ts";
import { operations } from "./operation.ts";
import { originVersion } from "./origin-version.ts";
import { recordRoute } from "./record-route.ts";
import { reliable } from "./reliable.ts";
import { replyPath } from "./reply-path.ts";
import { routeSet } from "./route-set.ts";
import { subscriptions } from "./subscription.ts";
import { tags } from "./tags.ts";
import { uniqueBranch } from "./unique-branch.ts";
import { viaMirrored } from "./via-mirrored.ts";
import { wellFormed } from "./well-formed.ts";

/** All checkers, from the message over the transaction and the dialog to the session. */
export const checkers: readonly Checker[] = [
  wellFormed,
  uniqueBranch,
  viaMirrored,
  maxForwards,
  replyPath,
  oneFinalAnswer,
  acknowledged,
  cancelled,
  cseq,
  tags,
  contact,
  recordRoute,
  routeSet,
  nextHop,
  dialogStands,
  oneInvite,
  afterBye,
  reliable,
  oneOffer,
  answerShape,
  originVersion,
  subscriptions,
  authentication,
  operations,
  learnt,
];

/** What a checker has against a trace. */
export interface TraceFinding {
  readonly kind: "trace-finding";
  /** Id of the checker. */
  readonly checker: string;
  readonly clause: string;
  /** Number of the event. */
  readonly event: number;
  /** The printed label; null where the event has none. */
  readonly step: string | null;
  readonly reason: string;
}

/**
 * Judges a trace by what stands in it, wherever it comes from; in the order of its events.
 * @param scope default: a trace that goes on until nothing moves, as the engine writes it
 */
export function checkTrace({ events }: Pick<Trace, "events">, scope: Scope = { isWhole: true }): readonly TraceFinding[] {
  const findings: TraceFinding[] = [];
  for (const { id, clause, check } of checkers) {
    for (const { event, reason } of check(events, scope))
      findings.push({ kind: "trace-finding", checker: id, clause, event: event.n, step: event.step, reason });
  }
  return findings.toSorted((a, b) => a.event - b.event);
}
