import { allOf, entryOf } from "../entries.ts";
import type { SipMessage, SipRequestMessage } from "../message.ts";
import { type ResponseDraft, responseTo } from "../responses.ts";
import { readTimerName } from "../timing.ts";
import { dispatch } from "../transaction/dispatch.ts";
import { serverKey } from "../transaction/key.ts";
import { destroy, failTransport, fire, receive, type TransactionsCourse } from "../transaction/layer.ts";
import type { FailureCause } from "../transaction/transaction.ts";
import { checkRequest } from "./check.ts";
import { cancelBranches, forwardNext, forwardStateless, sendCancel } from "./forward.ts";
import { onResponse } from "./on-response.ts";
import type { Locate, ProxyCore, ProxyInput, ProxyReaction, Target } from "./proxy.ts";
import { arrived } from "./route.ts";
import { answer, dropBranch, dropIfOver, setContext, tagOf, type Work } from "./work.ts";

/** The proxy core as a machine. @param locate where a request goes: routing, which is configured and no part of the state */
export function reactProxy(proxy: ProxyCore, input: ProxyInput, locate: Locate): ProxyReaction {
  const work: Work = { proxy, outputs: [], timers: [] };
  switch (input.kind) {
    case "message":
      onMessage(work, input.message, locate);
      break;
    case "timer":
      onTimer(work, input.name, locate);
      break;
    case "transport error":
      pursue(work, failTransport(proxy.transactions, input.transaction), locate);
      break;
    case "forward":
      decide(work, input.transaction, input.targets);
      break;
    case "respond":
      respondNow(work, input.transaction, input.draft);
      break;
  }
  return work;
}

function onMessage(work: Work, message: SipMessage, locate: Locate): void {
  const unknown =
    message.kind === "request" &&
    message.method === "CANCEL" &&
    entryOf(work.proxy.contexts, serverKey(message, "INVITE") ?? "") === undefined;
  // §16.10: a CANCEL of something this proxy has no state of.
  if (unknown) forwardStateless(work, arrived(work.proxy.config, message), locate);
  else pursue(work, receive(work.proxy.transactions, message), locate);
}

function pursue(work: Work, course: TransactionsCourse, locate: Locate): void {
  work.proxy = { ...work.proxy, transactions: course.transactions };
  work.timers.push(...course.timers);
  dispatch(course.outputs, {
    send: (message, transaction) => work.outputs.push({ kind: "send", message, transaction }),
    request: (transaction, request) => onRequest(work, transaction, request, locate),
    response: (transaction, response) => onResponse(work, transaction, response),
    // The ACK to a 2xx goes from end to end (§16, §17.1.1.3).
    ack: (request) => onAck(work, arrived(work.proxy.config, request), locate),
    failed: (transaction, cause) => onFailed(work, transaction, cause),
    ended: (transaction) => onEnded(work, transaction),
  });
}

function onAck(work: Work, ack: SipRequestMessage, locate: Locate): void {
  if (checkRequest(work.proxy.config, ack) === null) forwardStateless(work, ack, locate);
}

function onRequest(work: Work, transaction: string, request: SipRequestMessage, locate: Locate): void {
  if (request.method === "CANCEL") {
    onCancel(work, transaction, request);
    return;
  }
  const left = arrived(work.proxy.config, request);
  setContext(work, { transaction, request: left, left: [], answers: [], final: null, ended: false });
  const wrong = checkRequest(work.proxy.config, left);
  if (wrong !== null) {
    respondNow(work, transaction, wrong);
    return;
  }
  if (request.method === "INVITE" && work.proxy.config.tryingAtOnce) answer(work, transaction, responseTo(request, { status: 100 }, null));
  const decision = locate(left);
  if (decision.kind === "forward") decide(work, transaction, decision.targets);
  if (decision.kind === "answer") respondNow(work, transaction, decision);
  if (decision.kind === "later") work.outputs.push({ kind: "request", transaction, request: left });
}

function decide(work: Work, transaction: string, targets: readonly (readonly Target[])[]): void {
  const context = entryOf(work.proxy.contexts, transaction);
  if (context === undefined || context.final !== null || context.left.length > 0) {
    work.outputs.push({ kind: "refused", about: transaction, reason: "no request waits to be forwarded (RFC 3261 §16.5)" });
    return;
  }
  setContext(work, { ...context, left: targets.filter((set) => set.length > 0) });
  forwardNext(work, transaction);
}

function respondNow(work: Work, transaction: string, draft: ResponseDraft): void {
  const request = entryOf(work.proxy.transactions.open, transaction)?.request;
  if (request !== undefined && answer(work, transaction, responseTo(request, draft, tagOf(work)))) return;
  work.outputs.push({ kind: "refused", about: transaction, reason: "no request waits for this answer (RFC 3261 §17.2)" });
}

/** RFC 3261 §16.10. */
function onCancel(work: Work, transaction: string, request: SipRequestMessage): void {
  const id = serverKey(request, "INVITE") ?? "";
  const context = entryOf(work.proxy.contexts, id);
  respondNow(work, transaction, { status: 200 });
  if (context === undefined || context.final !== null) return;
  setContext(work, { ...context, left: [] });
  cancelBranches(work, id);
  const tried = allOf(work.proxy.branches).some((branch) => branch.context === id);
  if (tried) return;
  respondNow(work, id, { status: 487 });
  work.outputs.push({ kind: "settled", transaction: id, status: 487, cause: "CANCEL" });
}

/** RFC 3261 §16.8, §16.9: a branch that does not answer counts as 408, one that cannot be reached as 503. */
function onFailed(work: Work, transaction: string, cause: FailureCause): void {
  const branch = entryOf(work.proxy.branches, transaction);
  if (branch === undefined || cause === "no ACK") return;
  // §8.2.6.2: nobody else has given the answer a tag.
  onResponse(work, transaction, responseTo(branch.request, { status: cause === "timeout" ? 408 : 503 }, tagOf(work)));
}

function onEnded(work: Work, transaction: string): void {
  const branch = entryOf(work.proxy.branches, transaction);
  if (branch !== undefined) {
    dropBranch(work, transaction);
    dropIfOver(work, branch.context);
  }
  const context = entryOf(work.proxy.contexts, transaction);
  if (context === undefined) return;
  setContext(work, { ...context, ended: true });
  dropIfOver(work, transaction);
}

function onTimer(work: Work, name: string, locate: Locate): void {
  const read = readTimerName(name);
  const branch = read === null ? undefined : entryOf(work.proxy.branches, read.owner);
  if (read?.timer !== "C" && read?.timer !== "CANCEL") {
    pursue(work, fire(work.proxy.transactions, name), locate);
    return;
  }
  if (branch === undefined || branch.final) return;
  // §16.8: whoever has said something can be cancelled; whoever has not, or does not heed it, is given up.
  if (read.timer === "C" && branch.provisional && branch.cancel === "no") {
    sendCancel(work, branch);
    return;
  }
  onFailed(work, branch.transaction, "timeout");
  pursue(work, destroy(work.proxy.transactions, branch.transaction), locate);
}
