import { allMessagesOf } from "../../../analysis/all-messages.ts";
import type { Flow } from "../../../model/flow.ts";
import type { Message } from "../../../model/message.ts";
import { nameOf, stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { areApart, BEFORE, isBefore, type Spot } from "../../course.ts";
import { exchangesOf, methodOf, startOf } from "../../exchanges.ts";
import { type Finding, flowRule } from "../../rule.ts";

export const requireSession = flowRule({
  meta: {
    id: "exchange/require-session",
    summary: "A request within a session goes between two who have it with each other; only who is in a session can leave it for another",
    severity: "error",
    source: "RFC 3261 §12.2, RFC 3311 §5.1",
    rationale:
      "BYE, UPDATE, INFO, PRACK and CANCEL belong to what an INVITE between the same two ends has begun; CANCEL goes over each of its hops by itself. Behind a back-to-back user agent a session has several legs, and each end knows only its own. After BYE there is none any more, and the request is refused with 481; so is an INVITE that is to replace a session in which its receiver is not (RFC 3891 §3).",
  },
  *check(flow) {
    const legs = legsOf(flow);
    const hops = invitedHopsOf(flow);
    for (const message of allMessagesOf(flow)) {
      const session = sessionOf(message);
      const method = methodOf(message);
      if (message.role === "request") yield* unreplaceable(flow, message, legs);
      if (message.role !== "request" || session === null || method === null || !within.has(method)) continue;
      const about = { place: message.place, steps: stepsOf(flow, message.id) };
      const [from, to] = [message.path[0]?.participant ?? "", message.path.at(-1)?.participant ?? ""];
      if (method === "CANCEL" && hops.has(`${session} ${from} ${to}`)) continue;
      const leg = legs.get(legKey(session, from, to));
      const spot = startOf(flow, message.id);
      const ends = `${nameOf(flow, from)} and ${nameOf(flow, to)}`;
      if (leg === undefined) {
        yield {
          ...about,
          reason: `Unexpected ${called(message)} between ${ends}, expected one between two who have this session with each other`,
        };
        continue;
      }
      if (spot === null) continue;
      const bye = leg.byes.findLast(({ spot: over }) => isBefore(over, spot) && !areApart(over, spot));
      if (bye === undefined || leg.begins.some((begin) => isBefore(bye.spot, begin) && isBefore(begin, spot))) continue;
      const related = [{ message: `${called(bye.message)} stands here`, place: bye.message.place }];
      yield {
        ...about,
        reason: `Unexpected ${called(message)} after ${called(bye.message)}, expected nothing more in this session between ${ends}`,
        related,
      };
    }
  },
});

/** RFC 3261 §9.1: CANCEL goes to the next hop of the INVITE, and each who has passed that on sends one of its own. */
function invitedHopsOf(flow: Flow): ReadonlySet<string> {
  const hops = new Set<string>();
  for (const { request } of exchangesOf(flow).values()) {
    const session = methodOf(request) === "INVITE" ? sessionOf(request) : null;
    if (session === null) continue;
    for (const [at, { participant }] of request.path.entries())
      if (at > 0) hops.add(`${session} ${request.path[at - 1]?.participant} ${participant}`);
  }
  return hops;
}

/** RFC 3891 §3: who is to leave a session for another must be in it; so must who refers somebody to it, for nobody else knows its dialog. */
function* unreplaceable(flow: Flow, message: Message, legs: ReadonlyMap<string, Leg>): Generator<Finding> {
  const { signal, place, id, path } = message;
  if (signal.kind !== "sip-request" || signal.replaces === undefined) return;
  const [from, to] = [path[0]?.participant ?? "", path.at(-1)?.participant ?? ""];
  const isReferring = signal.method === "REFER";
  const [one, other] = isReferring ? [from, signal.target ?? ""] : [to, null];
  const has = other === null ? hasLeg(legs, signal.replaces, one) : legs.has(legKey(signal.replaces, one, other));
  if (has) return;
  const who = other === null ? nameOf(flow, one) : `${nameOf(flow, one)} and ${nameOf(flow, other)}`;
  yield {
    place,
    steps: stepsOf(flow, id),
    reason: `Unexpected ${called(message)} that replaces a session which ${who} ${other === null ? "is" : "are"} not in, expected one that ${other === null ? "it is" : "they are"} in`,
  };
}

function hasLeg(legs: ReadonlyMap<string, Leg>, session: string, end: string): boolean {
  for (const key of legs.keys()) {
    const [of, ...ends] = key.split(" ");
    if (of === session && ends.includes(end)) return true;
  }
  return false;
}

const within: ReadonlySet<string> = new Set(["BYE", "UPDATE", "INFO", "PRACK", "CANCEL"]);

/** What two ends have of one session. */
interface Leg {
  readonly begins: Spot[];
  /** Those that are accepted. */
  readonly byes: { readonly message: Message; readonly spot: Spot }[];
}

function legsOf(flow: Flow): ReadonlyMap<string, Leg> {
  const legs = new Map<string, Leg>();
  const legAt = (session: string, from: string, to: string): Leg => {
    const key = legKey(session, from, to);
    const leg = legs.get(key) ?? { begins: [], byes: [] };
    legs.set(key, leg);
    return leg;
  };
  for (const given of flow.givens) {
    if (given.kind !== "session") continue;
    for (const path of given.legs) legAt(given.id, path[0]?.participant ?? "", path.at(-1)?.participant ?? "").begins.push(BEFORE);
  }
  for (const { request, replies } of exchangesOf(flow).values()) {
    const session = sessionOf(request);
    const method = methodOf(request);
    if (session === null || (method !== "INVITE" && method !== "BYE")) continue;
    const [from, to] = [request.path[0]?.participant ?? "", request.path.at(-1)?.participant ?? ""];
    const spot = startOf(flow, request.id) ?? BEFORE;
    if (method === "INVITE") legAt(session, from, to).begins.push(spot);
    const leg = method === "BYE" ? legs.get(legKey(session, from, to)) : undefined;
    if (leg !== undefined && replies.some(({ signal }) => signal.kind === "sip-response" && signal.status >= 200 && signal.status < 300))
      leg.byes.push({ message: request, spot });
  }
  return legs;
}

function sessionOf({ signal }: Message): string | null {
  return signal.kind === "sip-request" ? signal.session : null;
}

/** The same for both ends. */
function legKey(session: string, a: string, b: string): string {
  return `${session} ${[a, b].sort().join(" ")}`;
}
