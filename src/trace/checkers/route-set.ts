import type { TraceEvent } from "../../model/trace.ts";
import { refreshesTarget } from "../../sip/dialog/dialog.ts";
import { addressed } from "../../sip/dialog/request.ts";
import { contactUriOf, routesOf } from "../../sip/fields.ts";
import { printAddress } from "../../sip/headers/address.ts";
import { isSameUri } from "../../sip/same-uri.ts";
import type { Checker, Finding } from "./checker.ts";
import { confirmsDialog, dialogEndOf, makesDialog } from "./ends.ts";
import { observe, type Sight } from "./observe.ts";
import { nameOf, type Wire } from "./wire.ts";

export const routeSet: Checker = {
  id: "route-set",
  summary: "A request within a dialog goes to the contact of the other side, by the route that was recorded",
  clause: "RFC 3261 §12.2.1.1, §12.1.1, §12.1.2",
  check,
};

/** What one end knows of the way to the other. Where the order of messages leaves a choice, each is right. */
interface Way {
  readonly routes: readonly (readonly string[])[];
  readonly targets: readonly string[];
  /** Whether it is of a subscription whose first NOTIFY has not come. */
  readonly isAsked: boolean;
}

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  const ways = new Map<string, Way>();
  for (const sight of observe(events).sights) {
    const end = sight.isRepeat ? null : dialogEndOf(sight);
    if (end === null) continue;
    const { event, way, role, wire, request } = sight;
    const known = ways.get(end.key) ?? ways.get(end.answering);
    if (wire.message.kind === "request" && way === "out") {
      if (wire.toTag === "" || wire.method === "CANCEL" || request !== null || known === undefined) continue;
      if (!isRight(wire, wire.message.uri, known)) yield { event, reason: wrongWay(wire, wire.message.uri, known) };
      continue;
    }
    const learnt = learn(sight, known);
    if (learnt !== null) ways.set(role === "server" && !end.isComplete ? end.answering : end.key, learnt);
  }
}

function learn(sight: Sight, known: Way | undefined): Way | null {
  const { way, role, wire, request } = sight;
  const target = contactUriOf(wire.message);
  if (way === "out") return role === "server" && confirmsDialog(sight) && known !== undefined ? agreed(known, request) : null;
  if (wire.status === null) {
    if (known === undefined || wire.toTag === "") {
      if (!makesDialog(wire.method) && wire.method !== "NOTIFY") return null;
      return { routes: [routesIn(wire)], targets: target === null ? [] : [target], isAsked: false };
    }
    // RFC 6665 §4.4.1: the first NOTIFY makes the dialog, whether the answer has come before it or not.
    const routes = wire.method === "NOTIFY" && known.isAsked ? [...known.routes, routesIn(wire)] : known.routes;
    return refreshesTarget(wire.method) && target !== null
      ? { routes, targets: [...known.targets, target], isAsked: known.isAsked && wire.method !== "NOTIFY" }
      : null;
  }
  if (role !== "client" || !confirmsDialog(sight) || request === null) return null;
  const targets = target === null ? (known?.targets ?? []) : [target];
  if (request.toTag !== "") return known === undefined ? null : { ...known, targets };
  const others = wire.method === "INVITE" ? [] : (known?.routes ?? []);
  return { routes: [...others, routesIn(wire).toReversed()], targets, isAsked: wire.method !== "INVITE" && known === undefined };
}

/** What the other side asked for holds once it is accepted; until then, and where it is not, both may be right. */
function agreed(known: Way, request: Wire | null): Way {
  const target = request === null ? null : contactUriOf(request.message);
  return target === null ? known : { ...known, targets: [target] };
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

function routesIn({ message }: Wire): readonly string[] {
  return routesOf(message, "Record-Route").map(printAddress);
}

function printedRoutes({ message }: Wire): string {
  return routesOf(message, "Route").map(printAddress).join();
}
