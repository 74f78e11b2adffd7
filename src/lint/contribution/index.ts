import { consistentText } from "./base/consistent-text.ts";
import { noDuplicate as noDuplicateCaption } from "./caption/no-duplicate.ts";
import { consistentClaim } from "./cover/consistent-claim.ts";
import { consistentPath } from "./exchange/consistent-path.ts";
import { consistentTransaction } from "./exchange/consistent-transaction.ts";
import { noResponseNamedRequest } from "./exchange/no-response-named-request.ts";
import { noSelfMessage } from "./exchange/no-self-message.ts";
import { noUndefinedStatus } from "./exchange/no-undefined-status.ts";
import { requireAck } from "./exchange/require-ack.ts";
import { requireResponse } from "./exchange/require-response.ts";
import { consistentName as consistentMessageName } from "./message/consistent-name.ts";
import { noDuplicate as noDuplicateNote } from "./note/no-duplicate.ts";
import { consistentName as consistentParticipantName } from "./participant/consistent-name.ts";
import { noUndeclared } from "./participant/no-undeclared.ts";
import { consistentContent } from "./reference/consistent-content.ts";
import { consistentReceiver } from "./reference/consistent-receiver.ts";
import { noSelfReference } from "./reference/no-self-reference.ts";
import { noShiftedSteps } from "./reference/no-shifted-steps.ts";
import { noUndefinedStep } from "./reference/no-undefined-step.ts";
import { noUndefinedClause, noUndefinedFigure, noUndefinedNote, noUndefinedPrecondition } from "./reference/undefined-labels.ts";
import type { ContributionCheck } from "./rule.ts";
import { consistentFigure } from "./step/consistent-figure.ts";
import { consistentHops } from "./step/consistent-hops.ts";
import { noDuplicate as noDuplicateStep } from "./step/no-duplicate.ts";
import { noGap } from "./step/no-gap.ts";

/** Every rule that looks at contributions, in the order of their ids. */
export const contributionChecks: readonly ContributionCheck[] = [
  consistentText,
  noDuplicateCaption,
  consistentClaim,
  consistentPath,
  consistentTransaction,
  noResponseNamedRequest,
  noSelfMessage,
  noUndefinedStatus,
  requireAck,
  requireResponse,
  consistentMessageName,
  noDuplicateNote,
  consistentParticipantName,
  noUndeclared,
  consistentContent,
  consistentReceiver,
  noSelfReference,
  noShiftedSteps,
  noUndefinedClause,
  noUndefinedFigure,
  noUndefinedNote,
  noUndefinedPrecondition,
  noUndefinedStep,
  consistentFigure,
  consistentHops,
  noDuplicateStep,
  noGap,
];
