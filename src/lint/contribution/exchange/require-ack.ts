import { type Contribution, countOf, type RecoveredFlow } from "../../../contribution/index.ts";
import { placeAt } from "../../../document/index.ts";
import { isPartial } from "../numbered.ts";
import type { ContributionCheck, ContributionFinding } from "../rule.ts";
import { sayName } from "../same-name.ts";
import { printedName, type Signal } from "../signals.ts";
import { type Transaction, transactionsIn } from "../transactions.ts";
import { flowTellsAcks, tellsAcks } from "../unanswered.ts";

export const requireAck: ContributionCheck = {
  id: "exchange/require-ack",
  *check(contribution) {
    for (const flow of contribution.flows) yield* ofFlow(contribution, flow);
  },
};

type Answered = Transaction & { readonly answer: Signal };

function* ofFlow(contribution: Contribution, flow: RecoveredFlow): Generator<ContributionFinding> {
  const { all, order } = transactionsIn(flow);
  const invites = all.filter(({ request }) => request.method === "INVITE");
  const missing = invites.filter((one): one is Answered => one.ack === null && isSuccess(one));
  if (missing.length === 0 || isDrawnPlain(contribution, flow)) return;
  const told = new Set<Signal>();
  for (const one of missing) {
    const { request, answer } = one;
    // Of a way that nobody acknowledges, its beginning says it all.
    const isWhole = missing.some((other) => other === one.previous);
    if (told.has(answer) || isWhole || request.isDoubtful || answer.isDoubtful) continue;
    if (request.from === null || request.to === null) continue;
    told.add(answer);
    const at = order.get(answer) ?? 0;
    const hasRequest = [...order].some(([signal, place]) => place > at && signal.kind === "request");
    const isEnd = ![...order].some(([, place]) => place > at);
    if (isEnd && !tellsAcks(contribution)) continue;
    const isDetailed = hasRequest && isTheOnly(contribution, flow) && !flow.steps.some(({ label }) => countOf(label.spans) > 1);
    const isOdd = flowTellsAcks(flow) ? !isEnd : isDetailed && tellsAcks(contribution);
    // Without Record-Route it goes past the proxies (RFC 3261 §12.1.2): one of which nobody else has need is it.
    const isPast = [...order].some(
      ([signal, place]) =>
        place > at &&
        signal.kind === "ack" &&
        signal.from === request.from &&
        signal.to !== request.to &&
        all.every(({ ack }) => ack !== signal),
    );
    if (!isPast) yield finding(flow, one, isOdd && !isPartial(flow) ? "warning" : "info");
  }
}

function isSuccess({ answer }: Transaction): boolean {
  return answer !== null && answer.kind === "response" && (answer.status === null ? false : answer.status >= 200 && answer.status < 300);
}

/** Whether the ladder in front of a flow has arrows with `ACK` and no number, or one for all of `INVITE/200 OK/ACK`. */
function isDrawnPlain({ pieces }: Contribution, { first }: RecoveredFlow): boolean {
  for (let at = first - 1; at >= 0 && at > first - LADDER; at -= 1) {
    const piece = pieces[at];
    if (piece === undefined || piece.role === "heading" || piece.role === "marker") return false;
    if (/[|<-]\s*ACK\s*[|>-]|\/\s?ACK\b/u.test(piece.paragraph.text)) return true;
  }
  return false;
}

/** No ladder has more lines. */
const LADDER = 200;

/** Where several flows leave it out, it is left out on purpose. */
function isTheOnly({ flows }: Contribution, flow: RecoveredFlow): boolean {
  return flows.every(
    (other) =>
      other === flow || flowTellsAcks(other) || !transactionsIn(other).all.some((one) => one.request.method === "INVITE" && isSuccess(one)),
  );
}

function finding(flow: RecoveredFlow, { request, answer }: Answered, severity: "warning" | "info"): ContributionFinding {
  const { act, step } = answer;
  const [by, to] = [sayName(request.act.sender), sayName(request.act.receiver)];
  return {
    place: placeAt(act.paragraph, act.message?.at ?? act.at),
    flow,
    step,
    severity,
    quote: printedName(answer),
    reason: `Unexpected ${printedName(answer)} in step ${step.label.text} without an ACK, expected one from ${by} to ${to}`,
    expected: "ACK",
    related: [{ message: `The INVITE of ${by} stands here`, place: request.step.place }],
  };
}
