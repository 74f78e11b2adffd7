import type { DialogEntry } from "../../model/moment.ts";
import { refreshesTarget } from "../../sip/dialog/dialog.ts";
import { contactUriOf, routesOf } from "../../sip/fields.ts";
import { readAddress } from "../../sip/headers/address.ts";
import { headerOf, isFault } from "../../sip/message.ts";
import { makesDialog } from "../checkers/ends.ts";
import type { Sight } from "../checkers/observe.ts";
import { newNumbers } from "./numbers.ts";
import type { Owners } from "./owners.ts";
import type { Said } from "./said.ts";
import { newTable } from "./table.ts";

/** The dialogs of all participants while a trace is followed. */
export interface Dialogs {
  /** @returns what the participant has of the dialog of this message by now; null where the message belongs to none */
  see(sight: Sight, said: Said | null): DialogEntry | null;
  /** Something that keeps a dialog has ended, or has begun (RFC 5057): a session, a subscription. */
  use(entry: DialogEntry, usage: string, isUsed: boolean): void;
  /** Those that have ended since it was asked last. */
  ended(): readonly DialogEntry[];
  list(): readonly DialogEntry[];
}

/** What INVITE keeps a dialog for; each subscription is another usage of it. */
const SESSION = "session";

export function followDialogs(owners: Owners): Dialogs {
  const numbers = newNumbers();
  const table = newTable<DialogEntry>();
  const usages = new Map<string, Set<string>>();
  /** Of dialogs that have been named by a session, by Call-ID. */
  const sessions = new Map<string, string>();
  const ended: DialogEntry[] = [];

  const put = (entry: DialogEntry): DialogEntry => {
    const before = table.get(keyOf(entry));
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(entry)) return before;
    table.set(keyOf(entry), entry);
    if (entry.state !== "terminated") return entry;
    table.end(keyOf(entry));
    if (before?.state !== "terminated") ended.push(entry);
    return entry;
  };

  return {
    list: table.list,
    ended: () => ended.splice(0),
    see(sight, said) {
      const { wire, request, role } = sight;
      if (role === "relay" || wire.method === "CANCEL" || (wire.status !== null && request === null)) return null;
      const isInitial = (request ?? wire).toTag === "" && wire.method !== "ACK";
      if (isInitial && !makesDialog(wire.method)) return null;
      const entry = wire.status === null ? asked(sight, isInitial) : answered(sight, isInitial);
      return entry === null ? null : put({ ...entry, offer: offerAfter(entry, sight, said) });
    },
    use,
  };

  function use(entry: DialogEntry, usage: string, isUsed: boolean): void {
    const key = keyOf(entry);
    const kept = usages.get(key) ?? new Set();
    usages.set(key, kept);
    if (isUsed) kept.add(usage);
    else kept.delete(usage);
    const now = table.get(key);
    if (now === undefined || kept.size > 0 || isUsed) return;
    usages.delete(key);
    put({ ...now, state: "terminated", offer: "none" });
  }

  function asked(sight: Sight, isInitial: boolean): DialogEntry | null {
    const { wire, way, at } = sight;
    const isOut = way === "out";
    const [localTag, remoteTag] = isOut ? [wire.fromTag, wire.toTag] : [wire.toTag, wire.fromTag];
    const number = isInitial ? numbers.begin(wire.callId, wire.fromTag, isOut) : numbers.of(wire.callId, wire.fromTag, wire.toTag);
    const known = table.get(`${at} ${number}`);
    const subject = isInitial && wire.method === "INVITE" ? headerOf(wire.message, "Subject") : null;
    if (subject !== null) sessions.set(wire.callId, subject);
    if (known === undefined && wire.method === "ACK") return null;
    const contact = contactUriOf(wire.message);
    const isKnown = known !== undefined && !(isInitial && known.state === "terminated");
    const session = subject ?? sessions.get(wire.callId) ?? sessions.get(targetCallIn(sight)) ?? null;
    const entry = isKnown ? known : begunBy(sight, number, isInitial, session);
    if (entry !== known && entry.madeBy === "INVITE") use(entry, SESSION, true);
    const isNotifyFirst = wire.method === "NOTIFY" && (entry.state === "trying" || entry.state === "early");
    const named: DialogEntry = {
      ...entry,
      ...{ localTag: localTag || entry.localTag, remoteTag: remoteTag || entry.remoteTag },
      state: isNotifyFirst ? "confirmed" : entry.state,
      peer: peerOf(sight, remoteTag) ?? entry.peer,
      ...(wire.method === "ACK" ? {} : isOut ? { localCseq: wire.number } : { remoteCseq: wire.number }),
      ...(isNotifyFirst && !isOut ? { routeSet: routesOf(wire.message, "Record-Route").map(({ uri }) => uri) } : {}),
      ...(!isOut && contact !== null && refreshesTarget(wire.method) ? { remoteTarget: contact } : {}),
    };
    put(named);
    if (wire.method === "BYE") {
      use(named, SESSION, false);
      return table.get(keyOf(named)) ?? named;
    }
    return named;
  }

  function answered(sight: Sight, isInitial: boolean): DialogEntry | null {
    const { wire, way, at, role } = sight;
    const { status, method, callId, fromTag, toTag } = wire;
    if (status === null) return null;
    const isClient = role === "client";
    if (isInitial && status >= 300) return refused(sight);
    // A relay may say 100 with a tag of its own; it makes no dialog.
    if (isInitial && (toTag === "" || status === 100)) return table.get(`${at} ${numbers.known(callId, fromTag)}`) ?? null;
    const half = numbers.known(callId, fromTag);
    const number = numbers.of(callId, fromTag, toTag);
    const known = table.get(`${at} ${number}`) ?? (isInitial && half !== null ? forked(`${at} ${half}`, number) : undefined);
    if (known === undefined) return null;
    const isMade = isInitial && (known.state === "trying" || known.state === "early");
    const contact = contactUriOf(wire.message);
    const remoteTag = isClient ? toTag : fromTag;
    const routes = isMade && isClient ? routesOf(wire.message, "Record-Route") : null;
    const refreshes = way === "in" && contact !== null && status > 100 && status < 300 && refreshesTarget(method);
    const entry: DialogEntry = {
      ...known,
      ...{ localTag: isClient ? fromTag : toTag, remoteTag },
      peer: peerOf(sight, remoteTag) ?? known.peer,
      state: isMade ? (status < 200 ? "early" : "confirmed") : known.state,
      ...(routes === null ? {} : { routeSet: routes.map(({ uri }) => uri).toReversed() }),
      ...(refreshes ? { remoteTarget: contact } : {}),
    };
    put(entry);
    // RFC 5057 §5.1: nobody knows the dialog there, or answers in it.
    if (!isInitial && (status === 481 || status === 408) && method !== "NOTIFY" && method !== "BYE") use(entry, SESSION, false);
    return table.get(keyOf(entry)) ?? entry;
  }

  /** Another answer to the same request makes another dialog. */
  function forked(half: string, number: number): DialogEntry | undefined {
    const first = table.get(half);
    if (first === undefined) return undefined;
    const fork: DialogEntry = { ...first, number, state: "trying", localTag: null, remoteTag: null, offer: "none" };
    if (first.madeBy === "INVITE") use(fork, SESSION, true);
    return fork;
  }

  /** A request that is refused makes no dialog, and ends those that were early (RFC 3261 §12.3). */
  function refused(sight: Sight): DialogEntry | null {
    const { wire, at } = sight;
    const early = table
      .list()
      .filter(
        ({ participant, callId, state, localTag, remoteTag }) =>
          participant === at &&
          callId === wire.callId &&
          (state === "trying" || state === "early") &&
          (localTag === wire.fromTag || remoteTag === wire.fromTag),
      );
    if (wire.method === "INVITE") for (const entry of early) use(entry, SESSION, false);
    const [first] = early;
    return first === undefined ? null : (table.get(keyOf(first)) ?? first);
  }

  /** Who has the other tag; before there is one, whom the request is for. */
  function peerOf({ wire, way }: Sight, remoteTag: string): string | null {
    if (remoteTag !== "") return owners.ofTag(wire.callId, remoteTag);
    const address = readAddress(headerOf(wire.message, way === "out" ? "To" : "From") ?? "");
    return isFault(address) ? null : owners.ofUri(address.uri);
  }
}

/** What the first request of a dialog that is seen says of it, before its tags and numbers are taken in. */
function begunBy({ wire, way, at }: Sight, number: number, isInitial: boolean, session: string | null): DialogEntry {
  const { message, method, callId } = wire;
  const isOut = way === "out";
  return {
    ...{ kind: "dialog", number, participant: at, peer: null },
    // Of a dialog that began before the trace nobody can tell for sure.
    madeBy: makesDialog(method) ? method : method === "NOTIFY" ? "SUBSCRIBE" : "INVITE",
    role: isOut ? "caller" : "callee",
    state: isInitial ? "trying" : "confirmed",
    ...{ session, callId, localTag: null, remoteTag: null, localCseq: null, remoteCseq: null },
    routeSet: isOut ? [] : routesOf(message, "Record-Route").map(({ uri }) => uri),
    remoteTarget: isOut && message.kind === "request" ? message.uri : null,
    offer: "none",
  };
}

function offerAfter({ offer, state }: DialogEntry, { way, wire }: Sight, said: Said | null): DialogEntry["offer"] {
  if (state === "terminated") return "none";
  if (said?.as === "offer") return way === "out" ? "own" : "other";
  if (said?.as === "answer") return "none";
  return said === null && wire.status !== null && wire.status >= 300 && (wire.method === "INVITE" || wire.method === "UPDATE")
    ? "none"
    : offer;
}

/** The call that a REFER outside of any dialog speaks about (RFC 4538). */
function targetCallIn({ wire }: Sight): string {
  return (headerOf(wire.message, "Target-Dialog") ?? "").split(";")[0]?.trim() ?? "";
}

function keyOf({ participant, number }: DialogEntry): string {
  return `${participant} ${number}`;
}
