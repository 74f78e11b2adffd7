import { patience } from "../dialog/repeat.ts";
import { entryOf } from "../entries.ts";
import { topViaOf } from "../fields.ts";
import { printVia } from "../headers/via.ts";
import { digitsOf } from "../identifiers.ts";
import type { SipRequestMessage } from "../message.ts";
import { responseTo } from "../responses.ts";
import { cancelOf } from "../transaction/acknowledge.ts";
import { clientKey, MAGIC_COOKIE } from "../transaction/key.ts";
import { openClient } from "../transaction/layer.ts";
import type { Branch, Context, Locate } from "./proxy.ts";
import { forwarded } from "./route.ts";
import { answer, branchesOf, newBranch, setBranch, setContext, startTimer, tagOf, takeSent, type Work } from "./work.ts";

/** RFC 3261 §16.6: to each target of the next set that has any; with none left, 404 (§16.5). */
export function forwardNext(work: Work, transaction: string): void {
  const context = entryOf(work.proxy.contexts, transaction);
  if (context === undefined) return;
  const [next, ...left] = context.left;
  if (next === undefined) {
    answer(work, transaction, responseTo(context.request, { status: 404 }, tagOf(work)));
    return;
  }
  setContext(work, { ...context, left });
  for (const target of next) open(work, context, forwarded(work.proxy.config, context.request, target, newBranch(work, context.request)));
}

/** RFC 3261 §16.10: what has been forwarded and not yet answered is cancelled. */
export function cancelBranches(work: Work, transaction: string): void {
  for (const branch of branchesOf(work, transaction)) {
    if (branch.final || branch.cancel !== "no" || branch.request.method !== "INVITE") continue;
    if (branch.provisional) sendCancel(work, branch);
    else setBranch(work, { ...branch, cancel: "wanted" });
  }
}

export function sendCancel(work: Work, branch: Branch): void {
  setBranch(work, { ...branch, cancel: "sent" });
  startTimer(work, "CANCEL", branch.transaction, patience(work.proxy.config.timing));
  takeSent(work, openClient(work.proxy.transactions, cancelOf(branch.request)));
}

/** RFC 3261 §16.11: without state, the branch follows from the request, so that it is the same for what is sent again. */
export function forwardStateless(work: Work, request: SipRequestMessage, locate: Locate): void {
  const decision = locate(request);
  const target = decision.kind === "forward" ? decision.targets[0]?.[0] : undefined;
  if (target === undefined) return;
  const via = topViaOf(request);
  const branch = `${MAGIC_COOKIE}${work.proxy.config.name}-${digitsOf(via === null ? "" : printVia(via))}`;
  work.outputs.push({ kind: "send", message: forwarded(work.proxy.config, request, target, branch), transaction: null });
}

function open(work: Work, context: Context, request: SipRequestMessage): void {
  if (!takeSent(work, openClient(work.proxy.transactions, request))) return;
  const transaction = clientKey(request) ?? "";
  setBranch(work, { transaction, context: context.transaction, request, provisional: false, final: false, cancel: "no" });
  // Item 11: without it a callee that only ever rings would keep the context for good.
  if (request.method === "INVITE") startTimer(work, "C", transaction, work.proxy.config.timing.c);
}
