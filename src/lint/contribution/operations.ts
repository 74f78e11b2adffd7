import { distance } from "fastest-levenshtein";
import type { Act, RecoveredFlow, RecoveredStep } from "../../contribution/index.ts";
import { isMethod } from "../../sip/methods.ts";
import { isOne, mayMeet } from "./ends.ts";
import { isNamedIn } from "./same-name.ts";

/** "A sends a Redeem request to B" and "C sends a Redeem response to A": one of the ends is wrong. */
export interface Mismatch {
  readonly request: Told;
  readonly response: Told;
  /** Which end of the answer does not fit. */
  readonly end: "sender" | "receiver";
}

export interface Told {
  readonly step: RecoveredStep;
  readonly act: Act;
  readonly from: string;
  readonly to: string;
}

interface Operation {
  readonly requests: Told[];
  readonly responses: Told[];
}

/** A name that is misspelt is told as such. */
const FEW_LETTERS = 2;

/** So many other operations, asked and answered between the same two, show that the flow tells who does what. */
const FEWEST = 1;

/** The operations that one is asked for, and another answers. */
export function* mismatchesIn(flow: RecoveredFlow): Generator<Mismatch> {
  const operations = operationsIn(flow);
  let right = 0;
  const wrong: Mismatch[] = [];
  for (const { requests, responses } of operations.values()) {
    const [request, response] = [requests[0], responses[0]];
    if (request === undefined || response === undefined || requests.length > 1 || responses.length > 1) continue;
    const isBack = isOne(response.from, request.to) && isOne(response.to, request.from);
    if (isBack) right += 1;
    else if (flow.steps.indexOf(response.step) > flow.steps.indexOf(request.step)) wrong.push(...mismatch(flow, request, response));
  }
  if (wrong.length === 1 && right >= FEWEST) yield* wrong;
}

function* mismatch(flow: RecoveredFlow, request: Told, response: Told): Generator<Mismatch> {
  const isBackTo = isOne(response.to, request.from);
  if (isBackTo === isOne(response.from, request.to)) return;
  const [meant, said] = isBackTo ? [request.to, response.from] : [request.from, response.to];
  if (mayMeet(meant, said) || isMisspelt(meant, said) || (!isKnown(flow, meant) && !isKnown(flow, said))) return;
  // "to the handset of the customer", "to the relay, which sends it to the server".
  if (isNamedIn(response.step, meant)) return;
  const at = flow.steps.indexOf(response.step);
  const others = (from: number, to?: number) =>
    flow.steps
      .slice(from, to)
      .flatMap(({ acts }) => acts)
      .filter((act) => act !== request.act && act !== response.act);
  if (isBackTo) {
    // Who does anything in between but answer may have handed it on, or had it done.
    const between = others(flow.steps.indexOf(request.step), at + 1);
    if (!between.some((act) => isFrom(act, meant) && act.message?.role !== "response")) yield { request, response, end: "sender" };
    return;
  }
  // The answer may go to whom it was asked for, past the one who has asked; not where that one goes on to answer.
  const hasAsked = others(0, at + 1).some((act) => isFrom(act, said) && isTo(act, response.from) && act.message?.role !== "response");
  const goesOn = others(at).some((act) => isFrom(act, meant) && isTo(act, said) && act.message?.role === "response");
  const isAskedFor = others(0, at).some((act) => isFrom(act, said) && isTo(act, meant));
  if (!hasAsked && (goesOn || !isAskedFor)) yield { request, response, end: "receiver" };
}

function isMisspelt(a: string, b: string): boolean {
  return Math.min(a.length, b.length) > 2 * FEW_LETTERS && !/[\d]/.test(a + b) && distance(a, b) <= FEW_LETTERS && a.at(-1) === b.at(-1);
}

function isFrom({ sender }: Act, name: string): boolean {
  return sender !== null && mayMeet(sender.key, name);
}

function isTo({ receiver, via }: Act, name: string): boolean {
  return [receiver, ...via].some((each) => each !== null && mayMeet(each.key, name));
}

function isKnown({ participants }: RecoveredFlow, name: string): boolean {
  return participants.some(({ key, mentions }) => key === name && mentions.length > 1);
}

/** By what they are called without "request" and "response"; those of SIP are transactions. */
function operationsIn({ steps }: RecoveredFlow): ReadonlyMap<string, Operation> {
  const operations = new Map<string, Operation>();
  for (const step of steps) {
    for (const act of step.acts) {
      const { sender, receiver, message, via, kind } = act;
      if (sender === null || receiver === null || message === null || (message.role !== "request" && message.role !== "response")) continue;
      if (
        message.base.length < SHORTEST ||
        message.base.split(/[\s-]/u).some((word) => isMethod(word.toUpperCase())) ||
        /^\d/u.test(message.base)
      )
        continue;
      const known = operations.get(message.base) ?? { requests: [], responses: [] };
      operations.set(message.base, known);
      // What is handed on, or goes by way of somebody, has more ends than two.
      const told = { step, act, from: sender.key, to: receiver.key };
      const list = message.role === "request" ? known.requests : known.responses;
      list.push(told);
      if (kind === "forward" || via.length > 0 || kind === "receive") list.push(told);
    }
  }
  return operations;
}

const SHORTEST = 3;
