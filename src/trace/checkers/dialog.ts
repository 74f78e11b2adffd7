import type { TraceEvent } from "../../model/trace.ts";
import type { Checker, Finding } from "./checker.ts";
import { confirmsDialog, makesDialog } from "./ends.ts";
import { observe, type Sight } from "./observe.ts";
import { nameOf } from "./wire.ts";

export const dialogStands: Checker = {
  id: "dialog",
  summary: "A request within a dialog is in one that stands for its sender",
  clause: "RFC 3261 §12.2.1.1, §12.3",
  check,
};

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  const standing = new Set<string>();
  /** Calls that this participant has begun or been asked into; others began before the trace. */
  const calls = new Set<string>();
  const subscribed = new Set<string>();
  /** Early dialogs by what their INVITE and its failure have in common. */
  const early = new Map<string, Set<string>>();
  for (const sight of observe(events).sights) {
    const end = sight.isRepeat ? null : sight.end;
    if (end === null) continue;
    const { event, at, way, role, wire, request } = sight;
    if (wire.status === null) {
      if (makesDialog(wire.method) && wire.toTag === "") {
        calls.add(`${at} ${wire.callId}`);
        if (way === "in") standing.add(end.answering);
      }
      if (makesDialog(wire.method) && wire.method !== "INVITE") subscribed.add(end.key);
      if (wire.method === "NOTIFY" && way === "in") standing.add(end.key);
      const isInNone = way === "out" && isWithin(sight) && !standing.has(end.key) && !isNotifying(sight, standing, end.answering);
      if (isInNone && calls.has(`${at} ${wire.callId}`)) yield { event, reason: `${nameOf(wire)} is in no dialog of ${at} that stands` };
      continue;
    }
    if (request === null || (way === "in") !== (role === "client")) continue;
    const isInvite = wire.method === "INVITE";
    const invite = isInvite ? `${at} ${role} ${wire.callId} ${wire.fromTag} ${wire.number}` : "";
    if (confirmsDialog(sight)) {
      standing.add(end.key);
      if (isInvite && request.toTag === "")
        if (wire.status < 200) early.set(invite, (early.get(invite) ?? new Set()).add(end.key));
        else early.get(invite)?.delete(end.key);
    } else if (isInvite && wire.status >= 300) {
      // A subscription in it keeps a dialog (RFC 5057 §4.1).
      for (const key of early.get(invite) ?? []) if (!subscribed.has(key)) standing.delete(key);
      early.delete(invite);
    }
  }
}

/** ACK has a checker of its own; CANCEL belongs to no dialog. */
function isWithin({ wire }: Sight): boolean {
  return wire.toTag !== "" && wire.method !== "ACK" && wire.method !== "CANCEL";
}

/** RFC 6665 §4.4.1: the NOTIFY may make the dialog, before the answer to what it notifies of. */
function isNotifying({ wire }: Sight, standing: ReadonlySet<string>, answering: string): boolean {
  return wire.method === "NOTIFY" && standing.has(answering);
}
