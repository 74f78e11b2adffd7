import { countOf, type RecoveredFlow, type RecoveredStep } from "../../../contribution/index.ts";
import { placeAt } from "../../../document/index.ts";
import { mayAnswer } from "../../../sip/methods.ts";
import { isStatus, reasonOf, type Status, statuses } from "../../../sip/statuses.ts";
import type { ContributionCheck, ContributionFinding } from "../rule.ts";
import { printedName, type Signal } from "../signals.ts";
import { transactionsIn } from "../transactions.ts";

/** "202 (OK)" has the code of one answer and the words of another; "180 (Ringing) for the BYE" is none of its answers. */
export const noUndefinedStatus: ContributionCheck = {
  id: "exchange/no-undefined-status",
  *check({ flows }) {
    for (const flow of flows) {
      const told = new Set<RecoveredStep>();
      for (const step of flow.steps) {
        for (const finding of wrongWords(flow, step)) {
          told.add(step);
          yield finding;
        }
      }
      yield* wrongMethods(flow, told);
    }
  },
};

const PRINTED = /(?<![\w.-])([1-6]\d\d)\s*(?:\(([A-Za-z][A-Za-z /]{1,40})\)|((?:[A-Z][a-z]+|OK)(?: (?:[A-Z][a-z]+|OK))*))/gu;

/** RFC 3261 §21 and its followers: what each code means. Those that say something else elsewhere are left out. */
const codes: ReadonlyMap<string, Status> = new Map(
  statuses.filter((status) => status < 607 && !isShared(status)).map((status) => [reasonOf(status).toLowerCase(), status]),
);

function isShared(status: Status): boolean {
  return statuses.some((other) => other !== status && reasonOf(other) === reasonOf(status));
}

function* wrongWords(flow: RecoveredFlow, step: RecoveredStep): Generator<ContributionFinding> {
  for (const { paragraph, from } of step.passages) {
    PRINTED.lastIndex = from;
    for (const found of paragraph.text.slice(0, LONGEST).matchAll(PRINTED)) {
      const [quote, printed = "", bracketed, plain = ""] = found;
      const code = Number(printed);
      // "200 OK Response": the longest beginning that is a reason.
      const words = (bracketed ?? plain).trim().split(" ");
      if (found.index < from || !isStatus(code) || words.length === 0) continue;
      const said = words.map((_, at) =>
        words
          .slice(0, words.length - at)
          .join(" ")
          .toLowerCase(),
      );
      const own = reasonOf(code).toLowerCase();
      const meant = said.map((each) => codes.get(each)).find((each) => each !== undefined);
      if (meant === undefined || meant === code || said.some((each) => own.startsWith(each) || each.startsWith(own))) continue;
      yield {
        place: placeAt(paragraph, found.index),
        flow,
        step,
        severity: "warning",
        quote,
        reason: `Unexpected ${quote.trim()}, expected ${meant} (${reasonOf(meant)}) or ${code} (${reasonOf(code)})`,
      };
    }
  }
}

/** No step that is read has more. In UTF-16 units. */
const LONGEST = 20_000;

/** An answer right behind its request, or that names it, with a status that its method does not have. */
function* wrongMethods(flow: RecoveredFlow, told: ReadonlySet<RecoveredStep>): Generator<ContributionFinding> {
  const { all, order } = transactionsIn(flow);
  const done = new Set<Signal>();
  for (const [request, answer] of all.flatMap(({ request, answer, provisional }) => [
    [request, provisional] as const,
    [request, answer] as const,
  ])) {
    const { method } = request;
    if (answer?.kind !== "response" || method === null || answer.status === null || done.has(answer) || told.has(answer.step)) continue;
    done.add(answer);
    const isNext = (order.get(answer) ?? 0) === (order.get(request) ?? 0) + 1;
    const isPlain = isStatus(answer.status) && !/xx/iu.test(answer.act.message?.text ?? "") && countOf(answer.step.label.spans) === 1;
    if (!isPlain || mayAnswer(method, answer.status) || !(isNext || answer.method === method)) continue;
    const { act, step } = answer;
    yield {
      place: placeAt(act.paragraph, act.message?.at ?? act.at),
      flow,
      step,
      severity: "warning",
      quote: printedName(answer),
      reason: `Unexpected ${printedName(answer)} in answer to ${request.act.message?.text ?? method}, expected a status that ${method} has`,
      related: [{ message: `The ${method} stands here`, place: request.step.place }],
    };
  }
}
