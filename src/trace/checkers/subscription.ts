import type { TraceEvent } from "../../model/trace.ts";
import type { Checker, Finding, Scope } from "./checker.ts";
import { observe, type Sight } from "./observe.ts";
import { eventOf, isWithout, stateOf } from "./subscription-fields.ts";
import { nameOf, type Wire } from "./wire.ts";

export const subscriptions: Checker = {
  id: "subscription",
  summary: "NOTIFY belongs to a subscription that stands, and every subscription is ended",
  clause: "RFC 6665 §4.1.3, §4.2.2, RFC 3515 §2.4.4",
  check,
};

/** A subscription as who notifies knows it. */
interface Subscription {
  readonly asked: Sight;
  /** Of the event package. */
  readonly name: string;
  /** What an id in Event says of it. */
  readonly id: string;
  standing: "asked" | "accepted" | "refused" | "ended";
  /** The hop of the NOTIFY that has ended it. */
  endedBy: string | null;
  last: Sight | null;
  /** Whether the last NOTIFY has failed, or waits for its answer: then the subscription may be gone. */
  isUnheard: boolean;
}

function* check(events: readonly TraceEvent[], { isWhole }: Scope): Generator<Finding> {
  const all = new Map<string, Subscription[]>();
  const byHop = new Map<string, Subscription>();
  const calls = new Set<string>();
  for (const sight of observe(events).sights) {
    const { event, at, way, role, isRepeat, wire, hop } = sight;
    if (isRepeat || role === "relay") continue;
    if (wire.status === null && wire.toTag === "") calls.add(`${at} ${wire.callId}`);
    if (wire.method === "SUBSCRIBE" || wire.method === "REFER") {
      if (wire.status === null && way === "in") byHop.set(hop, ask(all, sight));
      else if (wire.status !== null && way === "out") answer(byHop.get(hop), wire);
    } else if (wire.method === "NOTIFY" && wire.status === null && way === "out") {
      const found = find(all.get(keyOf(at, wire.callId, wire.toTag)) ?? [], wire);
      const wrong = wrongIn(wire, found, isWhole || calls.has(`${at} ${wire.callId}`));
      if (wrong !== null) yield { event, reason: wrong };
      if (found === undefined) continue;
      byHop.set(hop, found);
      found.last = sight;
      found.isUnheard = true;
      if (stateOf(wire) !== "terminated") continue;
      found.standing = "ended";
      found.endedBy = hop;
    } else if (wire.method === "NOTIFY" && wire.status !== null && wire.status >= 200 && way === "in") {
      notified(byHop.get(hop), hop, wire);
      byHop.delete(hop);
    }
  }
  if (!isWhole) return;
  for (const { asked, standing, last, isUnheard } of [...all.values()].flat()) {
    if (standing !== "accepted" || isUnheard) continue;
    const whose = `the subscription of ${nameOf(asked.wire)} ${asked.wire.number}`;
    if (last === null) yield { event: asked.event, reason: `${whose} never gets a NOTIFY` };
    else yield { event: last.event, reason: `${whose} is never ended; this is its last NOTIFY` };
  }
}

function ask(all: Map<string, Subscription[]>, sight: Sight): Subscription {
  const { at, wire } = sight;
  const key = keyOf(at, wire.callId, wire.fromTag);
  const known = all.get(key) ?? [];
  all.set(key, known);
  const { name, id } = wire.method === "REFER" ? { name: "refer", id: `${wire.number}` } : eventOf(wire);
  const refreshed = wire.method === "REFER" ? undefined : known.find((one) => one.name === name && one.id === id);
  if (refreshed !== undefined && refreshed.standing !== "ended") return refreshed;
  const made: Subscription = { asked: sight, name, id, standing: "asked", endedBy: null, last: null, isUnheard: false };
  known.push(made);
  return made;
}

function answer(subscription: Subscription | undefined, wire: Wire): void {
  if (subscription === undefined || wire.status === null || wire.status < 200 || subscription.standing !== "asked") return;
  subscription.standing = wire.status < 300 ? (isWithout(wire) ? "ended" : "accepted") : "refused";
}

/** RFC 6665 §4.2.2: a NOTIFY that fails may end the subscription; one that is challenged is sent again. */
function notified(subscription: Subscription | undefined, hop: string, { status }: Wire): void {
  if (subscription === undefined || status === null) return;
  const isChallenged = status === 401 || status === 407;
  subscription.isUnheard = status >= 300 && !isChallenged;
  if (status === 481) subscription.standing = "ended";
  else if (isChallenged && subscription.endedBy === hop) subscription.standing = "accepted";
}

/** RFC 3515 §2.4.6: without an id it is the first one of the dialog. */
function find(known: readonly Subscription[], wire: Wire): Subscription | undefined {
  const { name, id } = eventOf(wire);
  const ofPackage = known.filter((one) => one.name === name);
  return id === "" ? (ofPackage.find(({ standing }) => standing !== "ended") ?? ofPackage.at(-1)) : ofPackage.find((one) => one.id === id);
}

function wrongIn(wire: Wire, found: Subscription | undefined, isKnown: boolean): string | null {
  if (stateOf(wire) === null) return "NOTIFY has no Subscription-State";
  if (found === undefined) return isKnown ? `NOTIFY is in no subscription to ${eventOf(wire).name || "anything"}` : null;
  if (found.standing === "refused") return `NOTIFY follows a ${nameOf(found.asked.wire)} that was refused`;
  return found.standing === "ended" ? "NOTIFY is sent after the subscription was ended" : null;
}

function keyOf(at: string, callId: string, subscriber: string): string {
  return `${at} ${callId} ${subscriber}`;
}
