import type { TraceEvent } from "../../model/trace.ts";
import { branchOf } from "../../sip/headers/via.ts";
import { MAGIC_COOKIE } from "../../sip/transaction/key.ts";
import type { Checker, Finding } from "./checker.ts";
import { observe, type Sight } from "./observe.ts";
import { nameOf } from "./wire.ts";

export const uniqueBranch: Checker = {
  id: "unique-branch",
  summary: "Every transaction has a branch of its own, and what is sent again is sent unchanged",
  clause: "RFC 3261 §8.1.1.7",
  check,
};

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  const owners = new Map<string, Sight>();
  const firsts = new Map<string, Sight>();
  for (const sight of observe(events).sights) {
    const { event, at, way, wire, hop } = sight;
    if (way === "in" || wire.status !== null) continue;
    const [top] = wire.vias;
    if (top === undefined) continue;
    const branch = branchOf(top);
    if (branch === null || !branch.startsWith(MAGIC_COOKIE)) {
      if (!sight.isRepeat)
        yield { event, reason: `the branch of ${nameOf(wire)} does not begin with ${MAGIC_COOKIE}: ${branch ?? "none"}` };
      continue;
    }
    const first = firsts.get(hop);
    if (first === undefined) firsts.set(hop, sight);
    else if (first.wire.raw !== wire.raw && isSame(first, sight))
      yield { event, reason: `${nameOf(wire)} is sent again with another content` };

    const owner = owners.get(`${at} ${branch}`);
    if (owner === undefined) owners.set(`${at} ${branch}`, sight);
    else if (!isSame(owner, sight) && !belongs(owner, sight))
      yield { event, reason: `${nameOf(wire)} has the branch of ${nameOf(owner.wire)} ${owner.wire.number}: ${branch}` };
  }
}

function isSame(one: Sight, other: Sight): boolean {
  return one.hop === other.hop && one.wire.number === other.wire.number && one.wire.callId === other.wire.callId;
}

/** ACK to a failure and CANCEL have the branch of their INVITE; a trace may begin after that. */
function belongs(owner: Sight, { peer, wire }: Sight): boolean {
  const isPart = wire.method === "ACK" ? owner.wire.method === "INVITE" || owner.wire.method === "CANCEL" : wire.method === "CANCEL";
  return isPart && owner.peer === peer && owner.wire.callId === wire.callId;
}
