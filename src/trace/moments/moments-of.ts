import type { DialogEntry, Moment, MomentMessage } from "../../model/moment.ts";
import { type NamedSignal, type Trace, type TraceEvent, titleOf } from "../../model/trace.ts";
import { readAddress } from "../../sip/headers/address.ts";
import { headerOf, isFault } from "../../sip/message.ts";
import { observe, type Sight } from "../checkers/observe.ts";
import { onWireOf } from "../checkers/wire.ts";
import { itemsIn } from "../items.ts";
import { followDialogs } from "./dialogs.ts";
import { followKnowledge } from "./knowledge.ts";
import { followMedia, linesIn } from "./media.ts";
import { ownersIn } from "./owners.ts";
import { followRegistrations } from "./registrations.ts";
import { type Said, saidBy } from "./said.ts";
import { followSignals } from "./signals.ts";
import { followSubscriptions } from "./subscriptions.ts";
import { followTransactions } from "./transactions.ts";

/**
 * What holds after each event, one moment for each, from what stands in the trace alone: of an engine, of another implementation, of a capture.
 * What does not change is the same object from moment to moment, so that a trace of any length takes as much memory as its changes.
 */
export function momentsOf({ events }: Pick<Trace, "events">): readonly Moment[] {
  const { sights } = observe(events);
  const owners = ownersIn(events, sights);
  const said = saidBy(events);
  const [knowledge, media, transactions, registrations] = [
    followKnowledge(),
    followMedia(),
    followTransactions(),
    followRegistrations(owners),
  ];
  const signals = followSignals(events, { knowledge, media, transactions });
  const dialogs = followDialogs(owners);
  const subscriptions = followSubscriptions(dialogs);
  const places = new Map(events.map((event, at) => [event, at]));

  function see(sight: Sight): void {
    if (sight.isRepeat || sight.role === "relay") return;
    transactions.see(sight);
    registrations.see(sight);
    const words = said(sight);
    const dialog = dialogs.see(sight, words);
    if (dialog !== null) {
      if (words !== null) describe(sight, dialog, words);
      subscriptions.see(sight, dialog);
    }
    learn(sight);
  }

  function describe({ event, way, at, wire }: Sight, dialog: DialogEntry, { as, description, answers, sight: spoken }: Said): void {
    if (description === null || way === "out") return;
    const lines = linesIn(description, spoken.at, owners);
    const source = dialog.peer ?? (wire.status === null ? event.from : spoken.at);
    for (const { component, at: of } of lines)
      if (of !== null && of !== at)
        knowledge.learn(event, at, { kind: "media-address", of, component, session: dialog.session }, "received", source);
    // Both know it when the answer has come to who made the offer.
    if (as === "answer" && answers !== null && answers.description !== null)
      media.agree(dialog, linesIn(answers.description, at, owners), at, lines, spoken.at);
  }

  function learn({ event, way, at, role, wire }: Sight): void {
    const other = role === "client" ? owners.ofTag(wire.callId, wire.toTag) : owners.ofTag(wire.callId, wire.fromTag);
    const source = way === "out" ? at : (other ?? event.from);
    for (const item of itemsIn(event.message))
      knowledge.learn(event, at, { kind: "item", item }, way === "out" ? "made" : "received", source);
    const referred = way === "in" && wire.method === "REFER" && wire.status === null ? headerOf(wire.message, "Refer-To") : null;
    const address = referred === null ? null : readAddress(referred);
    const to = address === null || isFault(address) ? null : owners.ofUri(address.uri);
    if (to !== null) knowledge.learn(event, at, { kind: "referral", to }, "received", source);
  }

  let seen = 0;
  return events.map((event, place): Moment => {
    let own: Sight | null = null;
    const { message } = event;
    for (let sight = sights[seen]; sight !== undefined && (places.get(sight.event) ?? 0) <= place; sight = sights[seen]) {
      see(sight);
      if (sight.event === event && (sight.way === "in") === (event.event === "receive")) own = sight;
      seen += 1;
    }
    const isPass = event.event === "send" || event.event === "receive";
    if (isPass && message?.kind === "named-signal") signals.see(event, message);
    for (const dialog of dialogs.ended()) media.leave(dialog);
    const { n, time, phase, step, hop, from, to, cause } = event;
    return {
      ...{ kind: "moment", n, time, phase, event: event.event, step, hop, from, to, at: event.event === "receive" ? to : from, cause },
      message: messageIn(event, own, signals.roleOf),
      ...{ dialogs: dialogs.list(), subscriptions: subscriptions.list(), registrations: registrations.list() },
      ...{ transactions: transactions.list(), media: media.list(), knowledge: knowledge.list() },
    };
  });
}

function messageIn(
  event: TraceEvent,
  own: Sight | null,
  roleOf: (message: NamedSignal, participant: string) => Role,
): MomentMessage | null {
  const { message } = event;
  if (message === null) return null;
  if (message.kind === "named-signal") {
    const at = event.event === "receive" ? event.to : event.from;
    const { kind: _, ...said } = message;
    return {
      ...{ protocol: "named-signal", title: message.name, method: null, status: null, cseq: null, callId: null },
      ...{ role: roleOf(message, at), isRepeat: false, raw: JSON.stringify(said, null, 2) },
    };
  }
  const { wire = null, role = null, isRepeat = false } = own ?? {};
  return {
    ...{ protocol: "sip", title: titleOf(message), method: wire?.method ?? null, status: wire?.status ?? null },
    ...{ cseq: wire?.number ?? null, callId: wire?.callId ?? null, role, isRepeat, raw: onWireOf(event)?.raw ?? "" },
  };
}

type Role = "client" | "server" | "relay";
