import { entryOf } from "../entries.ts";
import type { SipResponseMessage } from "../message.ts";
import { destroy } from "../transaction/layer.ts";
import { popVia } from "../vias.ts";
import { bestOf } from "./best.ts";
import { cancelBranches, forwardNext, sendCancel } from "./forward.ts";
import type { Branch, Context } from "./proxy.ts";
import { answer, branchesOf, setBranch, setContext, startTimer, takeSent, type Work } from "./work.ts";

/** RFC 3261 §16.7. @param response as it arrived, or this proxy's own for a branch that does not answer */
export function onResponse(work: Work, transaction: string, response: SipResponseMessage): void {
  const branch = entryOf(work.proxy.branches, transaction);
  const context = branch === undefined ? undefined : entryOf(work.proxy.contexts, branch.context);
  if (branch === undefined || context === undefined) return;
  const popped = popVia(response);
  if (response.status < 200) onProvisional(work, context, branch, popped);
  else onFinal(work, context, branch, popped);
}

function onProvisional(work: Work, context: Context, branch: Branch, response: SipResponseMessage): void {
  const invite = branch.request.method === "INVITE";
  const known = { ...branch, provisional: true };
  setBranch(work, known);
  // Item 2: 101 to 199 say that somebody is still there.
  if (invite && response.status > 100) startTimer(work, "C", branch.transaction, work.proxy.config.timing.c);
  if (known.cancel === "wanted") sendCancel(work, known);
  // Item 5: a 100 is for this hop alone.
  if (response.status > 100 && context.final === null) answer(work, context.transaction, response);
}

function onFinal(work: Work, context: Context, branch: Branch, response: SipResponseMessage): void {
  const invite = branch.request.method === "INVITE";
  const first = !branch.final;
  setBranch(work, { ...branch, final: true });
  if (first && invite) startTimer(work, "C", branch.transaction, null);
  if (first && branch.cancel === "sent") startTimer(work, "CANCEL", branch.transaction, null);
  if (response.status < 300) {
    // Item 5: every 2xx to INVITE is forwarded, whatever has been before.
    if (invite || context.final === null) answer(work, context.transaction, response);
    cancelBranches(work, context.transaction);
    return;
  }
  if (!first || context.final !== null) return;
  const answers = [...context.answers, response];
  // Item 5: 6xx ends the search.
  const left = response.status >= 600 ? [] : context.left;
  setContext(work, { ...context, answers, left });
  if (response.status >= 600) cancelBranches(work, context.transaction);
  if (branchesOf(work, context.transaction).some(({ final }) => !final)) return;
  if (left.length > 0) forwardNext(work, context.transaction);
  else choose(work, context.transaction, answers);
}

/** Items 6 and 9. */
function choose(work: Work, transaction: string, answers: readonly SipResponseMessage[]): void {
  const best = bestOf(answers);
  const context = entryOf(work.proxy.contexts, transaction);
  if (best === null || context === undefined) return;
  // RFC 4320 §4.2: a 408 to anything but INVITE would come too late for anybody.
  if (best.status === 408 && context.request.method !== "INVITE") {
    setContext(work, { ...context, final: 408, ended: true });
    takeSent(work, destroy(work.proxy.transactions, transaction));
    return;
  }
  answer(work, transaction, best);
}
