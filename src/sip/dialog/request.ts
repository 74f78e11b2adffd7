import { paramOf } from "../headers/params.ts";
import { printUri } from "../headers/uri.ts";
import { type Header, isFault, type SipRequestMessage } from "../message.ts";
import { addressIn, uriIn } from "../readings.ts";
import type { Dialog } from "./dialog.ts";

/** What a request within a dialog says for itself; the dialog says the rest. */
export interface WithinDraft {
  readonly method: string;
  readonly headers?: readonly Header[];
  readonly body?: string;
}

/** RFC 3261 §12.2.1.1. @param via of the new transaction @returns the request, and the dialog with its CSeq counted */
export function requestWithin(
  dialog: Dialog,
  draft: WithinDraft,
  via: string,
): { readonly dialog: Dialog; readonly request: SipRequestMessage } {
  const localSequence = (dialog.localSequence ?? 0) + 1;
  return { dialog: { ...dialog, localSequence }, request: build(dialog, draft, via, localSequence) };
}

/** RFC 3261 §13.2.2.4: an ACK has the CSeq number of its INVITE, and counts nothing. */
export function ackWithin(dialog: Dialog, sequence: number, draft: Omit<WithinDraft, "method">, via: string): SipRequestMessage {
  return build(dialog, { ...draft, method: "ACK" }, via, sequence);
}

function build(dialog: Dialog, draft: WithinDraft, via: string, sequence: number): SipRequestMessage {
  const { uri, routes } = addressed(dialog);
  return {
    kind: "request",
    method: draft.method,
    uri,
    headers: [
      { name: "Via", value: via },
      ...routes.map((value): Header => ({ name: "Route", value })),
      { name: "Max-Forwards", value: "70" },
      { name: "From", value: dialog.local },
      { name: "To", value: dialog.remote },
      { name: "Call-ID", value: dialog.callId },
      { name: "CSeq", value: `${sequence} ${draft.method}` },
      ...(draft.headers ?? []),
    ],
    body: draft.body ?? "",
  };
}

/** RFC 3261 §12.2.1.1: past a strict router the remote target travels at the end of Route. */
export function addressed({ remoteTarget, routes }: Pick<Dialog, "remoteTarget" | "routes">): {
  readonly uri: string;
  readonly routes: readonly string[];
} {
  const [first, ...others] = routes;
  const uri = first === undefined ? null : uriOf(first);
  if (first === undefined || uri === null || isLoose(uri)) return { uri: remoteTarget, routes };
  return { uri: asRequestUri(uri), routes: [...others, `<${remoteTarget}>`] };
}

/** RFC 3261 §19.1.1: lr says that the element routes as §16 has it. */
export function isLoose(uri: string): boolean {
  const read = uriIn(uri);
  return !isFault(read) && read.kind === "sip-uri" && paramOf(read.params, "lr") !== null;
}

function uriOf(route: string): string | null {
  const address = addressIn(route);
  return isFault(address) ? null : address.uri;
}

/** RFC 3261 §19.1.1, table 1: neither a method nor headers in a Request-URI. */
function asRequestUri(uri: string): string {
  const read = uriIn(uri);
  if (isFault(read) || read.kind === "other-uri") return uri;
  return printUri({ ...read, headers: null, params: read.params.filter(({ name }) => name !== "method") });
}
