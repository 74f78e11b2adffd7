import { type Act, mayBegin, type RecoveredFlow, type RecoveredStep } from "../../../contribution/index.ts";
import { placeAt } from "../../../document/index.ts";
import { firstUnit } from "../numbered.ts";
import { type Mismatch, mismatchesIn } from "../operations.ts";
import type { ContributionCheck, ContributionFinding } from "../rule.ts";
import { sayName } from "../same-name.ts";
import { printedName } from "../signals.ts";
import { type Stranger, transactionsIn } from "../transactions.ts";
import { type Unanswered, unansweredIn } from "../unanswered.ts";

export const consistentTransaction: ContributionCheck = {
  id: "exchange/consistent-transaction",
  *check({ flows }) {
    for (const flow of flows) {
      const hops = hopsOf(flow);
      yield* forwardedAcks(flow, hops);
      yield* earlyAnswers(flow, hops);
      // What a flow answers that does not begin at its beginning, somebody may have asked before.
      const [first] = flow.steps;
      if (first !== undefined && !mayBegin(firstUnit(first))) continue;
      for (const one of unansweredIn(flow)) if (one.instead !== null) yield wrongAnswer(flow, one, one.instead);
      for (const one of transactionsIn(flow).strangers) yield strangeAnswer(flow, one);
      for (const one of mismatchesIn(flow)) yield otherEnd(flow, one);
    }
  },
};

/** A final answer, which an ACK takes. */
interface Final {
  readonly from: string;
  readonly to: string;
  /** The base of its request. */
  readonly request: string;
  readonly step: RecoveredStep;
  isTaken: boolean;
}

/** RFC 3261 §13.2.2.4: an ACK belongs to one INVITE. Who has taken the answer to that already cannot forward it. */
function* forwardedAcks(flow: RecoveredFlow, hops: readonly Hop[]): Generator<ContributionFinding> {
  const finals: Final[] = [];
  const requests = new Map<string, string>();
  const received = new Map<string, string>();
  for (const { step, act, from, to } of hops) {
    const message = act.message;
    if (message === null) continue;
    if (message.role === "request") requests.set(`${from} ${to}`, message.base);
    else if (message.role === "response" && (/\b2\d\d\b|\bOK\b/u.test(message.text) || message.answers !== null)) {
      const request = message.answers ?? requests.get(`${to} ${from}`) ?? "";
      finals.push({ from, to, request, step, isTaken: false });
    } else if (message.role === "ack") {
      const open = finals.findLast(
        (final) => final.from === to && final.to === from && !final.isTaken && (final.request === "" || /invite/u.test(final.request)),
      );
      const carried = received.get(from);
      if (act.kind === "forward" && carried !== undefined) {
        const taken = finals.findLast((final) => final.from === to && final.to === from && final.request === carried && final.isTaken);
        if (taken !== undefined && open?.request !== carried) yield wrongAck(flow, step, act, carried, taken, open);
      }
      if (open !== undefined) {
        open.isTaken = true;
        received.set(to, open.request);
      }
    }
  }
}

function wrongAck(
  flow: RecoveredFlow,
  step: RecoveredStep,
  act: Act,
  carried: string,
  taken: Final,
  open: Final | undefined,
): ContributionFinding {
  const [by, to] = [sayName(act.sender), sayName(act.receiver)];
  const instead = open === undefined ? "" : ` for the answer in step ${open.step.label.text}`;
  return {
    place: placeAt(act.paragraph, act.at),
    flow,
    step,
    quote: `${act.verb} the ${act.message?.text}`,
    reason: `Unexpected ACK forwarded to ${to}, whose answer to the ${carried.toUpperCase()} ${by} has acknowledged already, expected an ACK of its own${instead}`,
    expected: `sends a ${act.message?.text}`,
    related: [
      { message: `${to} answers the ${carried.toUpperCase()} in step ${taken.step.label.text}`, place: taken.step.place },
      ...(open === undefined
        ? []
        : [{ message: `This answer to the ${open.request.toUpperCase()} is not acknowledged`, place: open.step.place }]),
    ],
  };
}

/** An answer where its request is still to come, or from somebody who was not asked. */
function wrongAnswer(
  flow: RecoveredFlow,
  { transaction: { request } }: Unanswered,
  { kind, response }: NonNullable<Unanswered["instead"]>,
): ContributionFinding {
  const { act, step } = response;
  const name = printedName(response);
  const [asked, asking] = [sayName(request.act.receiver), request.act.message?.text ?? request.method];
  return {
    place: placeAt(act.paragraph, act.message?.at ?? act.at),
    flow,
    step,
    quote: name,
    reason: {
      early: `Unexpected ${name} before the ${asking} that it answers, expected step ${request.step.label.text} in front of it`,
      astray: `Unexpected ${name} to ${sayName(act.receiver)}, who has asked ${asked} nothing, expected one to ${sayName(request.act.sender)}, whose ${asking} stands in step ${request.step.label.text}`,
      other: `Unexpected ${name} from ${sayName(act.sender)}, whom ${sayName(request.act.sender)} has asked nothing, expected one from ${asked} to the ${asking} of step ${request.step.label.text}`,
    }[kind],
    related: [
      {
        message: kind === "other" ? `The ${asking} goes to ${asked}, who never answers` : `The ${asking} goes to ${asked} here`,
        place: request.step.place,
      },
    ],
  };
}

/** RFC 3261 §16.7: an answer goes back over the same relays as its request. */
function strangeAnswer(flow: RecoveredFlow, { transaction: { request }, received, response }: Stranger): ContributionFinding {
  const { act, step } = response;
  const name = printedName(response);
  const [by, relay] = [sayName(act.sender), sayName(received.act.receiver)];
  return {
    place: placeAt(act.paragraph, act.sender?.at ?? act.at),
    flow,
    step,
    quote: act.sender?.text ?? name,
    reason: `Unexpected ${name} from ${by} to ${sayName(act.receiver)}, who has sent the ${request.act.message?.text ?? request.method} to ${relay}, expected one from ${relay}, who receives it in step ${received.step.label.text}`,
    expected: received.act.receiver?.text ?? "",
    related: [{ message: `${capitalised(relay)} receives it here and does nothing with it`, place: received.step.place }],
  };
}

/** What one is asked for, another answers; or the answer goes to another than the one who has asked. */
function otherEnd(flow: RecoveredFlow, { request, response, end }: Mismatch): ContributionFinding {
  const { act, step } = response;
  const [asking, asked, answering, answered] = [request.act.sender, request.act.receiver, act.sender, act.receiver];
  const name = act.message?.text ?? act.verb;
  const wrong = end === "sender" ? answering : answered;
  return {
    place: placeAt(act.paragraph, wrong?.at ?? act.at),
    flow,
    step,
    quote: wrong?.text ?? name,
    reason:
      end === "sender"
        ? `Unexpected "${name}" from ${sayName(answering)}, expected one from ${sayName(asked)}, whom ${sayName(asking)} has asked in step ${request.step.label.text}`
        : `Unexpected "${name}" to ${sayName(answered)}, expected one to ${sayName(asking)}, who has asked in step ${request.step.label.text}`,
    expected: (end === "sender" ? asked : asking)?.text ?? "",
    related: [{ message: `${capitalised(sayName(asking))} asks ${sayName(asked)} here`, place: request.step.place }],
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "B answers A" right before "A asks B" the same: one of the two stands on its head. */
function* earlyAnswers(flow: RecoveredFlow, hops: readonly Hop[]): Generator<ContributionFinding> {
  const names = (each: Hop) => each.act.message?.base ?? "";
  for (const [at, hop] of hops.entries()) {
    const { step, act, from, to } = hop;
    // "200 (OK)" answers anything; a name of words answers what is called so.
    if (
      act.message?.role !== "response" ||
      names(hop).length < 3 ||
      /^(?:[1-6](?:\d\d|xx)\b|ok$)/u.test(names(hop)) ||
      act.message.answers !== null ||
      act.kind === "forward"
    )
      continue;
    const asks = (each: Hop) => each.act.message?.role === "request" && names(each) === names(hop) && each.from === to && each.to === from;
    const answers = (each: Hop) =>
      each.act.message?.role === "response" && names(each) === names(hop) && each.from === to && each.to === from;
    const earlier = hops.slice(Math.max(0, at - 60), at);
    if (earlier.some(asks)) continue;
    const next = hops.slice(at + 1, at + 4).find((each) => asks(each) || answers(each));
    if (next === undefined) continue;
    const isSwapped = asks(next);
    // A relay may have asked without a word of it; but then it does not ask afterwards.
    if (!isSwapped && earlier.some((each) => names(each) === names(hop) && each.act.message?.role === "request")) continue;
    const name = act.message.text;
    yield {
      place: placeAt(act.paragraph, act.message.at),
      flow,
      step,
      quote: name,
      reason: isSwapped
        ? `Unexpected "${name}" before ${sayName(act.receiver)} has asked for it, expected step ${next.step.label.text} in front of it`
        : `Unexpected "${name}" that nothing asks for, which step ${next.step.label.text} answers, expected "${name.replace(/\bresponse\b/iu, "request")}"`,
      related: [{ message: `Step ${next.step.label.text} ${isSwapped ? "asks for it" : "answers it"}`, place: next.step.place }],
    };
  }
}

interface Hop {
  readonly step: RecoveredStep;
  readonly act: Act;
  readonly from: string;
  readonly to: string;
}

function hopsOf({ steps }: RecoveredFlow): readonly Hop[] {
  return steps.flatMap((step) =>
    step.acts.flatMap((act) =>
      act.sender === null || act.receiver === null ? [] : [{ step, act, from: act.sender.key, to: act.receiver.key }],
    ),
  );
}
