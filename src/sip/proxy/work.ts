import { allOf, entryOf, withEntry, withoutEntry } from "../entries.ts";
import { identifierOf } from "../identifiers.ts";
import type { SipRequestMessage, SipResponseMessage } from "../message.ts";
import { type TimerOrder, timerName } from "../timing.ts";
import { MAGIC_COOKIE } from "../transaction/key.ts";
import { respond, type TransactionsCourse } from "../transaction/layer.ts";
import { loopMark } from "./check.ts";
import type { Branch, Context, ProxyCore, ProxyOutput } from "./proxy.ts";

/** One reaction while it is being worked out; the proxy in it is replaced, never changed. */
export interface Work {
  proxy: ProxyCore;
  readonly outputs: ProxyOutput[];
  readonly timers: TimerOrder[];
}

export function newBranch(work: Work, request: SipRequestMessage): string {
  const { config, made } = work.proxy;
  work.proxy = { ...work.proxy, made: made + 1 };
  return `${MAGIC_COOKIE}${identifierOf({ seed: config.seed, name: config.name, made })}.${loopMark(config, request)}`;
}

/** For an answer of its own (RFC 3261 §8.2.6.2). It counts as nothing made: whoever asks again has the same. */
export function tagOf({ proxy: { config, made } }: Work): string {
  return identifierOf({ seed: config.seed, name: config.name, made });
}

export function setContext(work: Work, context: Context): void {
  work.proxy = { ...work.proxy, contexts: withEntry(work.proxy.contexts, context.transaction, context) };
}

export function setBranch(work: Work, branch: Branch): void {
  work.proxy = { ...work.proxy, branches: withEntry(work.proxy.branches, branch.transaction, branch) };
}

export function dropBranch(work: Work, transaction: string): void {
  work.proxy = { ...work.proxy, branches: withoutEntry(work.proxy.branches, transaction) };
}

export function branchesOf(work: Work, context: string): readonly Branch[] {
  return allOf(work.proxy.branches).filter((branch) => branch.context === context);
}

export function dropIfOver(work: Work, transaction: string): void {
  const context = entryOf(work.proxy.contexts, transaction);
  if (!context?.ended || branchesOf(work, transaction).length > 0) return;
  work.proxy = { ...work.proxy, contexts: withoutEntry(work.proxy.contexts, transaction) };
}

/** Takes over what a transaction has done on behalf of this proxy: sends, and refusals, which it cannot help. */
export function takeSent(work: Work, course: TransactionsCourse): boolean {
  work.proxy = { ...work.proxy, transactions: course.transactions };
  work.timers.push(...course.timers);
  let sent = true;
  for (const output of course.outputs) {
    if (output.kind === "send") work.outputs.push({ kind: "send", message: output.message, transaction: output.transaction });
    if (output.kind === "refused") sent = false;
  }
  return sent;
}

/** @returns whether the transaction could still send it */
export function answer(work: Work, transaction: string, response: SipResponseMessage): boolean {
  const sent = takeSent(work, respond(work.proxy.transactions, transaction, response));
  const context = entryOf(work.proxy.contexts, transaction);
  if (sent && response.status >= 200 && context !== undefined) setContext(work, { ...context, final: response.status, answers: [] });
  return sent;
}

export function startTimer(work: Work, timer: string, owner: string, after: number | null): void {
  work.timers.push({ name: timerName(timer, owner), after });
}
