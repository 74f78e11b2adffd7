import type { Act, RecoveredFlow, RecoveredStep } from "../../../contribution/index.ts";
import { placeAt } from "../../../document/index.ts";
import { isMethod } from "../../../sip/methods.ts";
import { reasonOf } from "../../../sip/statuses.ts";
import type { ContributionCheck, ContributionFinding } from "../rule.ts";
import { mayBeSame, sayName } from "../same-name.ts";

interface Told {
  readonly step: RecoveredStep;
  readonly act: Act;
  readonly from: string;
  readonly to: string;
  readonly base: string;
}

export const noResponseNamedRequest: ContributionCheck = {
  id: "exchange/no-response-named-request",
  *check({ flows }) {
    for (const flow of flows) {
      yield* statusRequests(flow);
      yield* verdictNotices(flow);
    }
    // Who never says "response" may not mean anything by "request".
    const isHabit = !flows.some((flow) => toldIn(flow, "response").length > 0);
    for (const flow of flows) {
      const responses = toldIn(flow, "response");
      const open = new Map<string, Told>();
      for (const told of toldIn(flow, "request")) {
        const { step, act, from, to, base } = told;
        const asked = open.get(`${to} ${from} ${base}`);
        if (asked === undefined || asked.step === step) {
          open.set(`${from} ${to} ${base}`, told);
          continue;
        }
        const isAnswered = (one: Told) => responses.some((each) => each.from === one.to && each.to === one.from && each.base === base);
        if (isAnswered(asked) || isAnswered(told)) continue;
        const name = act.message?.text ?? "";
        const expected = name.replace(/requests?$/iu, "response");
        yield {
          place: step.place,
          flow,
          step,
          quote: name,
          ...spot(told),
          reason: `Unexpected "${name}" back to ${sayName(act.receiver)}, who has sent it in step ${asked.step.label.text}, expected "${expected}"`,
          expected,
          ...(isHabit ? { severity: "warning" as const } : {}),
          related: [{ message: `Step ${asked.step.label.text} asks, and nobody else answers`, place: asked.step.place }],
        };
      }
    }
  },
};

/** `200 OK request`: a status is never asked for. "200 requests" are many. */
function* statusRequests(flow: RecoveredFlow): Generator<ContributionFinding> {
  for (const step of flow.steps) {
    for (const { message, paragraph } of step.acts) {
      const [main = ""] = message?.text.split(/\s(?:for|of|to)\s/u) ?? [];
      const found = /^(?:SIP |HTTP )?([1-6]\d\d)\s*(?:\(?([A-Za-z][A-Za-z ]*?)\)?\s+)?(?:final |provisional )?request$/iu.exec(main);
      if (message === null || found === null) continue;
      const [, code = "", said = ""] = found;
      const reason = reasonOf(Number(code));
      if (reason === "" || (said !== "" && said.toLowerCase() !== reason.toLowerCase() && !/^(?:final|provisional)$/iu.test(said)))
        continue;
      const expected = main.replace(/requests?$/iu, "response");
      yield {
        place: placeAt(paragraph, message.at),
        flow,
        step,
        quote: main,
        reason: `Unexpected "${main}", expected "${expected}"`,
        expected,
      };
    }
  }
}

/** What says what becomes of a request. */
const VERDICT = /^(?:accepted|rejected|confirmed|declined|denied|refused|granted|ok)$/u;

/** "B sends Accepted notification to A" right behind A's request to B, which nothing else answers: in a flow that answers its notifications, it is none. */
function* verdictNotices(flow: RecoveredFlow): Generator<ContributionFinding> {
  const acts = flow.steps.flatMap((step) => step.acts.map((act) => ({ step, act })));
  const answersNotices = acts.some(({ act }) => act.message?.role === "response" && /\bnotif/iu.test(act.message.text));
  if (!answersNotices) return;
  for (const [at, { step, act }] of acts.entries()) {
    const { message, sender, receiver } = act;
    const asked = acts[at - 1];
    if (message?.role !== "notification" || sender === null || receiver === null || !VERDICT.test(message.base)) continue;
    if (asked?.act.message?.role !== "request" || asked.act.sender?.key !== receiver.key) continue;
    if (asked.act.receiver === null || !mayBeSame(asked.act.receiver.key, sender.key)) continue;
    const base = asked.act.message.base;
    if (acts.some((each) => each.act.message?.role === "response" && (each.act.message.base === base || each.act.message.answers === base)))
      continue;
    const expected = message.text.replace(/notification$/iu, "response");
    yield {
      place: placeAt(act.paragraph, message.at),
      flow,
      step,
      severity: "warning",
      quote: message.text,
      reason: `Unexpected "${message.text}" back to ${sayName(receiver)}, whose ${asked.act.message.text} in step ${asked.step.label.text} it answers, expected "${expected}"`,
      expected,
      related: [{ message: `Step ${asked.step.label.text} asks, and nothing else answers`, place: asked.step.place }],
    };
  }
}

function spot({ act }: Told) {
  const { paragraph, message } = act;
  return message === null ? {} : { place: placeAt(paragraph, message.at) };
}

function toldIn({ steps }: RecoveredFlow, role: "request" | "response"): readonly Told[] {
  return steps.flatMap((step) =>
    step.acts.flatMap((act) => {
      const { sender, receiver, message } = act;
      if (sender === null || receiver === null || message?.role !== role || message.base === "" || act.kind === "forward") return [];
      // Both ends of a dialog may send INVITE, UPDATE or BYE.
      if (isMethod(message.base.toUpperCase().replace(/^RE-/u, ""))) return [];
      return [{ step, act, from: sender.key, to: receiver.key, base: message.base }];
    }),
  );
}
