import type { DialogEntry, SubscriptionEntry } from "../../model/moment.ts";
import { readSubscriptionState } from "../../sip/headers/events.ts";
import { paramOf } from "../../sip/headers/params.ts";
import { headerOf, isFault } from "../../sip/message.ts";
import { statusOfSipfrag } from "../../sip/subscription/sipfrag.ts";
import type { Sight } from "../checkers/observe.ts";
import { eventOf, isWithout } from "../checkers/subscription-fields.ts";
import type { Wire } from "../checkers/wire.ts";
import type { Dialogs } from "./dialogs.ts";
import { newTable } from "./table.ts";

/** Both ends of all subscriptions while a trace is followed. */
export interface Subscriptions {
  see(sight: Sight, dialog: DialogEntry): void;
  list(): readonly SubscriptionEntry[];
}

export function followSubscriptions(dialogs: Dialogs): Subscriptions {
  const table = newTable<SubscriptionEntry>();
  /** Those of one dialog and one package, in the order in which they began. */
  const keys = new Map<string, string[]>();
  /** By transaction. */
  const asked = new Map<string, string>();

  const put = (key: string, entry: SubscriptionEntry, dialog: DialogEntry): void => {
    const family = familyOf(entry.participant, dialog, entry.package);
    const known = keys.get(family) ?? [];
    if (!known.includes(key)) keys.set(family, [...known, key]);
    table.set(key, entry);
    const isOver = entry.state === "terminated" || entry.state === "refused";
    if (isOver) table.end(key);
    dialogs.use(dialog, key, !isOver);
  };

  return {
    list: table.list,
    see(sight, dialog) {
      const { wire } = sight;
      if (wire.method === "REFER" || wire.method === "SUBSCRIBE")
        if (wire.status === null) ask(sight, dialog);
        else if (wire.status >= 200) answer(sight, dialog, wire.status);
      if (wire.method === "NOTIFY" && wire.status === null) notify(sight, dialog);
      if (wire.method === "NOTIFY" && wire.status === 481) end(sight, dialog);
    },
  };

  function ask(sight: Sight, dialog: DialogEntry): void {
    const { wire, at, event } = sight;
    const { name, id } = wire.method === "REFER" ? { name: "refer", id: String(wire.number) } : eventOf(wire);
    const key = keyOf(at, dialog, name, id);
    asked.set(`${at} ${sight.hop}`, key);
    const known = table.get(key);
    // A refresh changes nothing until it is answered.
    if (known !== undefined && known.state !== "terminated" && known.state !== "refused") return;
    const expiresAt = expiryIn(headerOf(wire.message, "Expires"), event.time);
    const role = sight.role === "client" ? "subscriber" : "notifier";
    put(key, { ...newEntry(at, role, dialog, name), expiresAt }, dialog);
  }

  function answer(sight: Sight, dialog: DialogEntry, status: number): void {
    const key = asked.get(`${sight.at} ${sight.hop}`) ?? "";
    const known = table.get(key);
    if (known === undefined) return;
    const expiresAt = expiryIn(headerOf(sight.wire.message, "Expires"), sight.event.time) ?? known.expiresAt;
    const answered = { ...known, peer: dialog.peer ?? known.peer, dialog: dialog.number, expiresAt };
    if (known.state === "asked") {
      const isAccepted = status < 300 && !isWithout(sight.wire);
      put(key, { ...answered, state: isAccepted ? "accepted" : status < 300 ? "terminated" : "refused" }, dialog);
    } else if (status === 481) put(key, { ...known, state: "terminated" }, dialog);
    else if (status < 300) put(key, answered, dialog);
  }

  function notify(sight: Sight, dialog: DialogEntry): void {
    const { wire, at, event } = sight;
    const { name, id } = eventOf(wire);
    const key = find(at, dialog, name, id) ?? keyOf(at, dialog, name, id);
    const known = table.get(key) ?? newEntry(at, sight.way === "out" ? "notifier" : "subscriber", dialog, name);
    const read = readSubscriptionState(headerOf(wire.message, "Subscription-State") ?? "");
    const said = isFault(read) ? null : read;
    // RFC 6665 §4.1.3: a state that nobody knows is as good as active.
    const state = said?.state === "pending" || said?.state === "terminated" ? said.state : "active";
    const expiresAt = state === "terminated" ? null : expiryIn(said === null ? null : paramOf(said.params, "expires"), event.time);
    const fragment = fragmentIn(wire) ?? known.fragment;
    put(key, { ...known, state, expiresAt: expiresAt ?? (state === "terminated" ? null : known.expiresAt), fragment }, dialog);
  }

  /** RFC 6665 §4.2.2: the other side does not know it. */
  function end(sight: Sight, dialog: DialogEntry): void {
    const { name, id } = sight.request === null ? { name: "", id: "" } : eventOf(sight.request);
    const key = find(sight.at, dialog, name, id);
    const known = key === null ? undefined : table.get(key);
    if (key !== null && known !== undefined) put(key, { ...known, state: "terminated", expiresAt: null }, dialog);
  }

  /** RFC 3515 §2.4.6: without an id it is the first one of the dialog that stands. */
  function find(at: string, dialog: DialogEntry, name: string, id: string): string | null {
    const all = (keys.get(familyOf(at, dialog, name)) ?? []).filter((key) => table.get(key) !== undefined);
    if (id !== "") return all.find((key) => key === keyOf(at, dialog, name, id)) ?? null;
    return all.find((key) => table.get(key)?.state !== "terminated") ?? all.at(-1) ?? null;
  }
}

function newEntry(participant: string, role: SubscriptionEntry["role"], { peer, number }: DialogEntry, name: string): SubscriptionEntry {
  return {
    ...{ kind: "subscription", participant, role, peer, package: name, dialog: number },
    ...{ state: "asked", expiresAt: null, fragment: null },
  };
}

/** @returns the virtual time, in ms */
function expiryIn(seconds: string | null, now: number): number | null {
  return seconds === null || !/^\s*\d+\s*$/u.test(seconds) ? null : now + Number(seconds) * 1000;
}

function fragmentIn({ message }: Wire): string | null {
  if (!(headerOf(message, "Content-Type") ?? "").toLowerCase().startsWith("message/sipfrag")) return null;
  const read = statusOfSipfrag(message.body);
  return read === null ? null : `${read.status} ${read.reason}`;
}

/** The subscriptions of one participant in one dialog to one event package. */
function familyOf(at: string, { number }: DialogEntry, name: string): string {
  return `${at} ${number} ${name}`;
}

function keyOf(at: string, dialog: DialogEntry, name: string, id: string): string {
  return `${familyOf(at, dialog, name)} ${id}`;
}
