import type { TraceEvent } from "../../model/trace.ts";
import { addressed } from "../../sip/dialog/request.ts";
import { printedRoutesOf } from "../../sip/fields.ts";
import { isSameUri } from "../../sip/same-uri.ts";
import type { Checker, Finding } from "./checker.ts";
import { observe } from "./observe.ts";
import { learn, type Way } from "./ways.ts";
import { nameOf, type Wire } from "./wire.ts";

export const routeSet: Checker = {
  id: "route-set",
  summary: "A request within a dialog goes to the contact of the other side, by the route that was recorded",
  clause: "RFC 3261 §12.2.1.1, §12.1.1, §12.1.2",
  check,
};

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  const ways = new Map<string, Way>();
  for (const sight of observe(events).sights) {
    const end = sight.isRepeat ? null : sight.end;
    if (end === null) continue;
    const { event, way, role, wire, request } = sight;
    const known = ways.get(end.key) ?? ways.get(end.answering);
    if (wire.message.kind === "request" && way === "out") {
      if (wire.toTag === "" || wire.method === "CANCEL" || request !== null || known === undefined || known.notify === "alone") continue;
      if (!isRight(wire, wire.message.uri, known)) yield { event, reason: wrongWay(wire, wire.message.uri, known) };
      continue;
    }
    const learnt = learn(sight, known);
    if (learnt !== null) ways.set(role === "server" && !end.isComplete ? end.answering : end.key, learnt);
  }
}

function isRight(wire: Wire, uri: string, { routes, targets }: Way): boolean {
  if (targets.length === 0) return true;
  const found = printedRoutes(wire);
  return routes.some((set) =>
    targets.some((remoteTarget) => {
      const expected = addressed({ remoteTarget, routes: set });
      return expected.routes.join() === found && isSameUri(expected.uri, uri);
    }),
  );
}

function wrongWay(wire: Wire, uri: string, { routes, targets }: Way): string {
  const expected = addressed({ remoteTarget: targets.at(-1) ?? "", routes: routes.at(-1) ?? [] });
  const found = printedRoutes(wire);
  return `${nameOf(wire)} goes to ${uri} by ${found || "no Route"}, its dialog leads to ${expected.uri} by ${expected.routes.join() || "no Route"}`;
}

function printedRoutes({ message }: Wire): string {
  return printedRoutesOf(message, "Route").join();
}
