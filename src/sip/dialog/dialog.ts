import { callIdOf, contactUriOf, cseqOf, printedRoutesOf, tagOf } from "../fields.ts";
import { headerOf, type SipMessage, type SipRequestMessage, type SipResponseMessage } from "../message.ts";
import { tagged } from "../responses.ts";

/** RFC 3261 §12: what two user agents know of each other. */
export interface Dialog {
  readonly kind: "dialog";
  readonly id: string;
  readonly state: "early" | "confirmed";
  readonly callId: string;
  readonly localTag: string;
  /** "" of a peer of RFC 2543. */
  readonly remoteTag: string;
  /** What From says in a request of this side, To in one of the other: URI, name and tag. */
  readonly local: string;
  readonly remote: string;
  /** Null before the first request of that side. */
  readonly localSequence: number | null;
  readonly remoteSequence: number | null;
  /** The Contact of the other side. */
  readonly remoteTarget: string;
  /** The route set: addresses as a Route has them. */
  readonly routes: readonly string[];
}

export function dialogId(callId: string, localTag: string, remoteTag: string): string {
  return `${callId} ${localTag} ${remoteTag}`;
}

/** The dialog a message that arrives belongs to (RFC 3261 §12.2.2, §13.2.2.4), whether it exists or not. */
export function dialogIdOf(arrived: SipMessage): string {
  const from = tagOf(arrived, "From") ?? "";
  const to = tagOf(arrived, "To") ?? "";
  return arrived.kind === "request" ? dialogId(callIdOf(arrived), to, from) : dialogId(callIdOf(arrived), from, to);
}

/** RFC 3261 §12.1.1. @param localTag what the answer says in To */
export function dialogOfServer(request: SipRequestMessage, localTag: string, state: Dialog["state"]): Dialog {
  const callId = callIdOf(request);
  const remoteTag = tagOf(request, "From") ?? "";
  return {
    kind: "dialog",
    id: dialogId(callId, localTag, remoteTag),
    state,
    callId,
    localTag,
    remoteTag,
    local: tagged(headerOf(request, "To") ?? "", localTag),
    remote: headerOf(request, "From") ?? "",
    localSequence: null,
    remoteSequence: cseqOf(request)?.number ?? 0,
    remoteTarget: contactUriOf(request) ?? "",
    routes: printedRoutesOf(request, "Record-Route"),
  };
}

/** RFC 3261 §12.1.2. @param response a 101 to 299 with a tag in To */
export function dialogOfClient(request: SipRequestMessage, response: SipResponseMessage): Dialog {
  const callId = callIdOf(request);
  const localTag = tagOf(request, "From") ?? "";
  const remoteTag = tagOf(response, "To") ?? "";
  return {
    kind: "dialog",
    id: dialogId(callId, localTag, remoteTag),
    state: response.status < 200 ? "early" : "confirmed",
    callId,
    localTag,
    remoteTag,
    local: headerOf(request, "From") ?? "",
    remote: headerOf(response, "To") ?? "",
    localSequence: cseqOf(request)?.number ?? 0,
    remoteSequence: null,
    remoteTarget: contactUriOf(response) ?? "",
    routes: routesOfResponse(response),
  };
}

/** RFC 6665 §4.4.1: the NOTIFY makes the dialog of its subscription, even where it overtakes the answer to SUBSCRIBE or REFER. @param localSequence of that */
export function dialogOfNotify(notify: SipRequestMessage, localSequence: number): Dialog {
  return { ...dialogOfServer(notify, tagOf(notify, "To") ?? "", "confirmed"), localSequence };
}

/** RFC 3261 §13.2.2.4: a 2xx confirms an early dialog, and its route set is the one that counts. */
export function confirmed(dialog: Dialog, response: SipResponseMessage): Dialog {
  return { ...refreshed(dialog, response), state: "confirmed", routes: routesOfResponse(response) };
}

/** RFC 3261 §12.2.1.2, §12.2.2: the Contact of a target refresh takes the place of the remote target. */
export function refreshed(dialog: Dialog, message: SipMessage): Dialog {
  return { ...dialog, remoteTarget: contactUriOf(message) ?? dialog.remoteTarget };
}

/** Requests that refresh the target: RFC 3261 §12.2, RFC 3311 §5, RFC 6665 §4.4.1, RFC 5057 §5.4. */
export function refreshesTarget(method: string): boolean {
  return method === "INVITE" || method === "UPDATE" || method === "SUBSCRIBE" || method === "NOTIFY" || method === "REFER";
}

/** RFC 3261 §12.2.2. @returns null for a request that comes out of order, which is answered with 500 */
export function admitted(dialog: Dialog, request: SipRequestMessage): Dialog | null {
  const number = cseqOf(request)?.number ?? 0;
  return dialog.remoteSequence !== null && number <= dialog.remoteSequence ? null : { ...dialog, remoteSequence: number };
}

/** The first server that recorded itself stands last in the route of whom it answers (RFC 3261 §12.1.2). */
function routesOfResponse(response: SipResponseMessage): readonly string[] {
  return printedRoutesOf(response, "Record-Route").toReversed();
}
