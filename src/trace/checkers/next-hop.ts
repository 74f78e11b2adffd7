import type { TraceEvent } from "../../model/trace.ts";
import { contactUriOf, routesOf } from "../../sip/fields.ts";
import { canonicalAddress } from "../../sip/same-uri.ts";
import type { Checker, Finding } from "./checker.ts";
import { observe, type Sight } from "./observe.ts";
import { nameOf } from "./wire.ts";

export const nextHop: Checker = {
  id: "next-hop",
  summary: "A request goes to whom its Route names, and within a dialog without Route to whom its URI names",
  clause: "RFC 3261 §8.1.2, §16.6",
  check,
};

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  /** Who has called itself so; null where more than one has. */
  const owners = new Map<string, string | null>();
  const own = (uri: string | null, at: string) => {
    if (uri === null) return;
    const address = canonicalAddress(uri);
    const owner = owners.get(address);
    owners.set(address, owner === undefined || owner === at ? at : null);
  };
  for (const sight of observe(events).sights) {
    const { event, at, peer, way, role, isRepeat, wire, request } = sight;
    if (way === "in" || isRepeat) continue;
    for (const uri of recordedBy(sight)) own(uri, at);
    const isEnd = role !== "relay" && (wire.status === null || request !== null);
    if (isEnd && wire.method !== "REGISTER") own(contactUriOf(wire.message), at);
    const address = addressIn(sight);
    const owner = address === null ? null : (owners.get(canonicalAddress(address)) ?? null);
    if (owner !== null && owner !== peer && owner !== at)
      yield { event, reason: `${nameOf(wire)} goes to ${peer}, expected ${owner}, whom ${address} names` };
  }
}

/** What a relay has put on top of the Record-Route it got. */
function recordedBy({ role, wire, passed }: Sight): readonly string[] {
  if (role !== "relay" || passed === null) return [];
  const [before, after] = [routesOf(passed.message, "Record-Route"), routesOf(wire.message, "Record-Route")];
  return after.slice(0, Math.max(0, after.length - before.length)).map(({ uri }) => uri);
}

function addressIn({ wire, request }: Sight): string | null {
  if (wire.message.kind === "response" || request !== null) return null;
  const [route] = routesOf(wire.message, "Route");
  if (route !== undefined) return route.uri;
  return wire.toTag === "" ? null : wire.message.uri;
}
