import type { Rule } from "../rule.ts";
import { consistentText } from "./base/consistent-text.ts";
import { noDuplicate as noDuplicateCaption } from "./caption/no-duplicate.ts";
import { consistentClaim } from "./cover/consistent-claim.ts";
import { consistentOffer } from "./exchange/consistent-offer.ts";
import { consistentPath } from "./exchange/consistent-path.ts";
import { consistentTransaction } from "./exchange/consistent-transaction.ts";
import { noEarlyAnswer } from "./exchange/no-early-answer.ts";
import { noLateProvisional } from "./exchange/no-late-provisional.ts";
import { noOrphanAnswer } from "./exchange/no-orphan-answer.ts";
import { noRace } from "./exchange/no-race.ts";
import { noRelayedCancel } from "./exchange/no-relayed-cancel.ts";
import { noResponseNamedRequest } from "./exchange/no-response-named-request.ts";
import { noSecondFinalAnswer } from "./exchange/no-second-final-answer.ts";
import { noSelfMessage } from "./exchange/no-self-message.ts";
import { noStrayAck } from "./exchange/no-stray-ack.ts";
import { noUndefinedStatus } from "./exchange/no-undefined-status.ts";
import { noUnsolicitedNotify } from "./exchange/no-unsolicited-notify.ts";
import { requireAck } from "./exchange/require-ack.ts";
import { requireMedia } from "./exchange/require-media.ts";
import { requireResponse } from "./exchange/require-response.ts";
import { requireSession } from "./exchange/require-session.ts";
import { noDuplicate as noDuplicateFlow } from "./flow/no-duplicate.ts";
import { noDuplicateId } from "./flow/no-duplicate-id.ts";
import { noUnfoundedExpectation } from "./flow/no-unfounded-expectation.ts";
import { requireLocalChoice } from "./flow/require-local-choice.ts";
import { consistentName as consistentMessageName } from "./message/consistent-name.ts";
import { noDuplicate as noDuplicateNote } from "./note/no-duplicate.ts";
import { consistentName as consistentParticipantName } from "./participant/consistent-name.ts";
import { noContradictedLifeline } from "./participant/no-contradicted-lifeline.ts";
import { noDuplicate as noDuplicateParticipant } from "./participant/no-duplicate.ts";
import { noUndeclared } from "./participant/no-undeclared.ts";
import { noUndefinedGroup } from "./participant/no-undefined-group.ts";
import { noUnused } from "./participant/no-unused.ts";
import { requireCause } from "./participant/require-cause.ts";
import { requireContact } from "./participant/require-contact.ts";
import { requireProvenance } from "./participant/require-provenance.ts";
import { consistentContent } from "./reference/consistent-content.ts";
import { consistentReceiver } from "./reference/consistent-receiver.ts";
import { noLaterStep } from "./reference/no-later-step.ts";
import { noSelfReference } from "./reference/no-self-reference.ts";
import { noShiftedSteps } from "./reference/no-shifted-steps.ts";
import { noUndefinedClause } from "./reference/no-undefined-clause.ts";
import { noUndefinedFigure } from "./reference/no-undefined-figure.ts";
import { noUndefinedItem } from "./reference/no-undefined-item.ts";
import { noUndefinedMedia } from "./reference/no-undefined-media.ts";
import { noUndefinedMessage } from "./reference/no-undefined-message.ts";
import { noUndefinedNote } from "./reference/no-undefined-note.ts";
import { noUndefinedPrecondition } from "./reference/no-undefined-precondition.ts";
import { noUndefinedStep } from "./reference/no-undefined-step.ts";
import { consistentFigure } from "./step/consistent-figure.ts";
import { consistentHops } from "./step/consistent-hops.ts";
import { consistentOrder } from "./step/consistent-order.ts";
import { consistentParagraph } from "./step/consistent-paragraph.ts";
import { noDuplicate as noDuplicateStep } from "./step/no-duplicate.ts";
import { noGap } from "./step/no-gap.ts";
import { noUndefinedElement } from "./step/no-undefined-element.ts";
import { requireParagraph } from "./step/require-paragraph.ts";
import { noUnused as noUnusedSuppression } from "./suppression/no-unused.ts";

/** Every rule, in the order of their ids. */
export const rules: readonly Rule[] = [
  consistentText,
  noDuplicateCaption,
  consistentClaim,
  consistentOffer,
  consistentPath,
  consistentTransaction,
  noEarlyAnswer,
  noLateProvisional,
  noOrphanAnswer,
  noRace,
  noRelayedCancel,
  noResponseNamedRequest,
  noSecondFinalAnswer,
  noSelfMessage,
  noStrayAck,
  noUndefinedStatus,
  noUnsolicitedNotify,
  requireAck,
  requireMedia,
  requireResponse,
  requireSession,
  noDuplicateFlow,
  noDuplicateId,
  noUnfoundedExpectation,
  requireLocalChoice,
  consistentMessageName,
  noDuplicateNote,
  consistentParticipantName,
  noContradictedLifeline,
  noDuplicateParticipant,
  noUndeclared,
  noUndefinedGroup,
  noUnused,
  requireCause,
  requireContact,
  requireProvenance,
  consistentContent,
  consistentReceiver,
  noLaterStep,
  noSelfReference,
  noShiftedSteps,
  noUndefinedClause,
  noUndefinedFigure,
  noUndefinedItem,
  noUndefinedMedia,
  noUndefinedMessage,
  noUndefinedNote,
  noUndefinedPrecondition,
  noUndefinedStep,
  consistentFigure,
  consistentHops,
  consistentOrder,
  consistentParagraph,
  noDuplicateStep,
  noGap,
  noUndefinedElement,
  requireParagraph,
  noUnusedSuppression,
];
