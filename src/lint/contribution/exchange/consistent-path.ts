import type { Act, RecoveredFlow, RecoveredStep } from "../../../contribution/index.ts";
import { placeAt } from "../../../document/index.ts";
import { isOne, mayMeet } from "../ends.ts";
import type { ContributionCheck, ContributionFinding } from "../rule.ts";
import { isNamedIn, sayName } from "../same-name.ts";
import { type Signal, signalsIn } from "../signals.ts";

/** Who hands a message on has received it before: RFC 3261 §16. */
export const consistentPath: ContributionCheck = {
  id: "exchange/consistent-path",
  *check({ flows }) {
    for (const flow of flows) {
      if (!flow.steps.some(({ acts }) => acts.some(({ kind }) => kind === "forward"))) continue;
      const hops = hopsOf(flow);
      for (const [at, hop] of hops.entries()) {
        if (hop.act.kind !== "forward" || /^redirect/u.test(hop.act.verb) || hop.key === "" || hasIt(hops, at)) continue;
        const later = receivedSoon(hops, at);
        if (later !== null) yield early(flow, hop, later);
        else {
          const before = goneAstray(flow, hops, at);
          if (before !== null) yield astray(flow, hop, before);
        }
      }
    }
  },
};

/** One message from one to another. */
interface Hop {
  /** What it is: `request INVITE`, `response 200`, `short message`; "" where nothing tells it from others. */
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly via: readonly string[];
  readonly act: Act;
  readonly step: RecoveredStep;
  /** Index of its step. */
  readonly place: number;
}

function hopsOf(flow: RecoveredFlow): readonly Hop[] {
  const signals = new Map<Act, Signal>();
  for (const signal of signalsIn(flow)) if (signal.kind !== "pause") signals.set(signal.act, signal);
  return flow.steps.flatMap((step, place) =>
    step.acts.flatMap((act): readonly Hop[] => {
      const { sender, receiver, via } = act;
      if (sender === null || receiver === null || sender.key === receiver.key) return [];
      return [{ key: keyOf(act, signals.get(act)), from: sender.key, to: receiver.key, via: via.map(({ key }) => key), act, step, place }];
    }),
  );
}

function keyOf({ message }: Act, signal: Signal | undefined): string {
  if (message === null) return "";
  switch (signal?.kind) {
    case "request":
      return `request ${/\bre-?INVITE\b/iu.test(message.text) ? "re-INVITE" : signal.method}`;
    case "response":
      return signal.status === null ? "" : `response ${signal.status} ${signal.method ?? ""}`;
    case "ack":
      return "ack";
    case "told":
    case undefined:
      return message.base.length < SHORTEST ? "" : `${message.role} ${message.base}`;
  }
}

/** What has a shorter name may be anything. */
const SHORTEST = 4;

/** A message is soon told again, in steps. */
const SOON = 3;

/** Whether it has come to the one who hands it on, or may have: it is named where the message is told. */
function hasIt(hops: readonly Hop[], at: number): boolean {
  const hop = hops[at];
  if (hop === undefined) return true;
  const tokens = new Set(hop.from.split(/[-\s]/u).filter((token) => token.length > 1));
  const isNear = (name: string) => name.split(/[-\s]/u).some((token) => tokens.has(token));
  return hops.slice(0, at).some(
    (one) =>
      // "routes the message towards the S-CSCF", which may be called otherwise from then on.
      (one.key === "" && isNear(one.to)) ||
      (isSame(one.key, hop.key) &&
        (mayMeet(one.to, hop.from) ||
          mayMeet(one.from, hop.from) ||
          one.via.some((name) => mayMeet(name, hop.from)) ||
          isNamedIn(one.step, hop.from))),
  );
}

/** An answer may name its request or not. */
function isSame(a: string, b: string): boolean {
  return (
    a === b || (a !== "" && b !== "" && a.startsWith("response ") && b.startsWith("response ") && (a.startsWith(b) || b.startsWith(a)))
  );
}

/** Where it does receive it, a few steps later, from somebody who has not got it from there. */
function receivedSoon(hops: readonly Hop[], at: number): Hop | null {
  const hop = hops[at];
  if (hop === undefined) return null;
  const next = hops.slice(at + 1).filter(({ place }) => place > hop.place && place <= hop.place + SOON);
  const found = next.find((one) => isSame(one.key, hop.key) && isOne(one.to, hop.from) && !mayMeet(one.from, hop.to) && !isBack(one.act));
  const isRound =
    found !== undefined && next.some((one) => one.place < found.place && isSame(one.key, hop.key) && mayMeet(one.to, found.from));
  return found === undefined || isRound ? null : found;
}

function isBack({ paragraph, at, verb }: Act): boolean {
  return /^[^.;]{0,80}\b(?:back|again|return\w*)\b/u.test(paragraph.text.slice(at + verb.length));
}

/** The hop before, where it has brought the message to somebody who never does anything with it. */
function goneAstray({ participants }: RecoveredFlow, hops: readonly Hop[], at: number): Hop | null {
  const [before, hop] = [hops[at - 1], hops[at]];
  if (before === undefined || hop === undefined || !isSame(before.key, hop.key) || hop.place !== before.place + 1) return null;
  if (mayMeet(before.to, hop.from) || mayMeet(before.from, hop.from) || mayMeet(before.to, hop.to)) return null;
  const isKnown = (name: string) => participants.some(({ key, mentions }) => key === name && mentions.length > 1);
  if (!isKnown(before.to) || !isKnown(hop.from)) return null;
  const isUsed = hops.some(
    (one, index) =>
      index > at && isSame(one.key, hop.key) && [one.from, one.to].some((name) => mayMeet(name, before.to) || mayMeet(name, hop.from)),
  );
  return isUsed ? null : before;
}

function early(flow: RecoveredFlow, { act, step }: Hop, later: Hop): ContributionFinding {
  const by = sayName(act.sender);
  return {
    place: placeAt(act.paragraph, act.at),
    flow,
    step,
    severity: "warning",
    quote: act.verb,
    reason: `Unexpected ${act.message?.text} handed on by ${by} in step ${step.label.text}, which receives it in step ${later.step.label.text}, expected step ${later.step.label.text} in front of it`,
    related: [{ message: `${capital(by)} receives it here`, place: later.step.place }],
  };
}

function astray(flow: RecoveredFlow, { act, step }: Hop, before: Hop): ContributionFinding {
  const by = sayName(act.sender);
  const to = sayName(before.act.receiver);
  return {
    place: placeAt(act.paragraph, act.sender?.at ?? act.at),
    flow,
    step,
    severity: "warning",
    quote: act.sender?.text ?? act.verb,
    reason: `Unexpected ${act.message?.text} handed on by ${by}, whom nobody has sent it, expected it from ${to}, who receives it in step ${before.step.label.text}`,
    expected: before.act.receiver?.text ?? to,
    related: [{ message: `It goes to ${to} here`, place: before.step.place }],
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
