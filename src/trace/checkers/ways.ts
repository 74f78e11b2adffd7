import { refreshesTarget } from "../../sip/dialog/dialog.ts";
import { contactUriOf, printedRoutesOf } from "../../sip/fields.ts";
import { confirmsDialog, makesDialog } from "./ends.ts";
import type { Sight } from "./observe.ts";
import type { Wire } from "./wire.ts";

/** What one end of a dialog knows of the way to the other. Where the order of messages leaves a choice, each is right. */
export interface Way {
  readonly routes: readonly (readonly string[])[];
  readonly targets: readonly string[];
  /** Of a subscription: whether its first NOTIFY is still to come, or is all that has come. */
  readonly notify: "awaited" | "alone" | "none";
}

/** RFC 3261 §12.1.1, §12.1.2, §12.2. @returns null where it learns nothing */
export function learn(sight: Sight, known: Way | undefined): Way | null {
  const { way, role, wire } = sight;
  if (way === "in") return wire.status === null ? fromRequest(wire, known) : fromAnswer(sight, known);
  return role === "server" && confirmsDialog(sight) && known !== undefined ? accepted(known, sight.request) : null;
}

function fromRequest(wire: Wire, known: Way | undefined): Way | null {
  const target = contactUriOf(wire.message);
  const targets = target === null ? [] : [target];
  if (wire.toTag === "") return makesDialog(wire.method) ? { routes: [routesIn(wire)], targets, notify: "none" } : null;
  const isNotify = wire.method === "NOTIFY";
  if (known === undefined) return isNotify ? { routes: [routesIn(wire)], targets, notify: "alone" } : null;
  // RFC 6665 §4.4.1: the first NOTIFY makes the dialog, whether the answer has come before it or not.
  const isFirst = isNotify && known.notify === "awaited";
  const routes = isFirst ? [...known.routes, routesIn(wire)] : known.routes;
  return refreshesTarget(wire.method) ? { routes, targets: [...known.targets, ...targets], notify: isFirst ? "none" : known.notify } : null;
}

function fromAnswer(sight: Sight, known: Way | undefined): Way | null {
  const { role, wire, request } = sight;
  if (role !== "client" || !confirmsDialog(sight) || request === null) return null;
  const target = contactUriOf(wire.message);
  const targets = target === null ? (known?.targets ?? []) : [target];
  if (request.toTag !== "") return known === undefined ? null : { ...known, targets };
  const isSession = wire.method === "INVITE";
  const others = isSession ? [] : (known?.routes ?? []);
  return { routes: [...others, routesIn(wire).toReversed()], targets, notify: isSession || known !== undefined ? "none" : "awaited" };
}

/** What the other side asked for holds once it is accepted; until then, and where it is not, both may be right. */
function accepted(known: Way, request: Wire | null): Way {
  const target = request === null ? null : contactUriOf(request.message);
  return target === null ? known : { ...known, targets: [target] };
}

function routesIn({ message }: Wire): readonly string[] {
  return printedRoutesOf(message, "Record-Route");
}
