import type { Flow } from "../model/flow.ts";
import type { DialogEntry, KnowledgeEntry, MediaEntry, Moment, RegistrationEntry, SubscriptionEntry } from "../model/moment.ts";
import { printProse } from "../model/print-prose.ts";
import { indexOf, nameOf } from "../model/walk.ts";

// What stands in a moment, in the words of its flow.

/** "200 OK to INVITE", "re-INVITE" and "REFER": a message with what it is about. */
export function printMessage({ message }: Moment): string {
  if (message === null) return "";
  const about = message.status === null || message.method === null ? message.title : `${message.title} to ${message.method}`;
  return message.isRepeat ? `${about}, again` : about;
}

/** What a participant does or reaches where it sends nothing: the words of the flow. */
export function printDeed({ hop, event }: Moment, flow: Flow): string {
  const element = indexOf(flow).elements.get(hop ?? "");
  if (element?.kind === "condition" || element?.kind === "action") return printProse(element.text, flow);
  if (element?.kind === "timer") return `${element.event} of timer ${element.name}`;
  return event;
}

/** `with UE-1, session s1`. */
export function printPeer({ peer, session }: DialogEntry, flow: Flow): string {
  const other = peer === null ? "with somebody" : `with ${nameOf(flow, peer)}`;
  return session === null ? other : `${other}, session ${session}`;
}

/** What a dialog is in: `confirmed, callee, CSeq 1 out, 2 in, own offer open`. */
export function printDialogState({ state, role, localCseq, remoteCseq, offer }: DialogEntry): string {
  const cseqs = [...(localCseq === null ? [] : [`${localCseq} out`]), ...(remoteCseq === null ? [] : [`${remoteCseq} in`])];
  const offers = { none: [], own: ["own offer open"], other: ["their offer open"] }[offer];
  return [state, role, ...(cseqs.length === 0 ? [] : [`CSeq ${cseqs.join(", ")}`]), ...offers].join(", ");
}

/** `refer subscription active until 60020 ms, 100 Trying`. */
export function printSubscription({ package: name, state, expiresAt, fragment }: SubscriptionEntry): string {
  const until = expiresAt === null ? "" : ` until ${expiresAt} ms`;
  return `${name === "" ? "" : `${name} `}subscription ${state}${until}${fragment === null ? "" : `, ${fragment}`}`;
}

/** `registered at SIP core`. */
export function printRegistration({ state, registrar }: RegistrationEntry, flow: Flow): string {
  const at = registrar === null ? "" : ` at ${nameOf(flow, registrar)}`;
  const words = { asked: "asks to be registered", challenged: "is challenged", registered: "is registered" };
  return `${{ ...words, removed: "is registered no longer", refused: "is refused" }[state]}${at}`;
}

/** `audio: UE-1 → remote end point (signalled through MMSC AS)`. */
export function printMedia({ component, from, to, anchor, session }: MediaEntry, flow: Flow, shows: "session" | "no session"): string {
  const by = anchor === null ? "" : ` (signalled through ${nameOf(flow, anchor)})`;
  const of = shows === "no session" || session === null ? "" : ` of ${session}`;
  return `${component}${of}: ${nameOf(flow, from)} → ${nameOf(flow, to)}${by}`;
}

/** What is known: `the partner MC system SIP identities`, `where UE-2 receives video`, `that it is referred to UE-2`. */
export function printKnown({ what }: KnowledgeEntry, flow: Flow): string {
  switch (what.kind) {
    case "item":
      return `${indexOf(flow).items.get(what.item) ?? what.item}${what.value === undefined ? "" : ` (${what.value})`}`;
    case "media-address":
      return `where ${nameOf(flow, what.of)} receives ${what.component}`;
    case "referral":
      return `that it is referred to ${nameOf(flow, what.to)}`;
  }
}
