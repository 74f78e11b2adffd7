import type { TraceEvent } from "../../model/trace.ts";
import { contactUriOf } from "../../sip/fields.ts";
import { readUri } from "../../sip/headers/uri.ts";
import { isFault } from "../../sip/message.ts";
import type { Sight } from "../checkers/observe.ts";

/** Whom the names in messages mean. */
export interface Owners {
  /** The participant that a host is, or the host itself where none is known. */
  ofHost(host: string): string;
  /** Of the host in a URI. */
  ofUri(uri: string): string | null;
  /** Who has given itself this tag in this call. */
  ofTag(callId: string, tag: string): string | null;
}

/** Read from the whole trace: who answers is known before it has answered. */
export function ownersIn(events: readonly TraceEvent[], sights: readonly Sight[]): Owners {
  const hosts = new Map<string, string>();
  const tags = new Map<string, string>();
  const own = (host: string, participant: string) => {
    if (!hosts.has(host.toLowerCase())) hosts.set(host.toLowerCase(), participant);
  };
  // What a relay or an end says of itself; a Contact may be that of another only where a relay passes it on.
  for (const { at, way, role, wire } of sights) {
    if (way === "in") continue;
    const [top] = wire.vias;
    if (wire.status === null && top !== undefined) own(top.host, at);
    if (role === "relay") continue;
    const contact = wire.method === "REGISTER" ? null : hostIn(contactUriOf(wire.message) ?? "");
    if (contact !== null) own(contact, at);
    const tag = role === "client" ? wire.fromTag : wire.status === null ? "" : wire.toTag;
    if (tag !== "") tags.set(`${wire.callId} ${tag}`, at);
  }
  const called = new Map<string, string>();
  for (const { from, to } of events) for (const id of [from, to]) called.set(plain(id), id);
  const ofHost = (host: string) => hosts.get(host.toLowerCase()) ?? called.get(plain(host.split(".")[0] ?? "")) ?? host;
  return {
    ofHost,
    ofUri(uri) {
      const host = hostIn(uri);
      return host === null ? null : ofHost(host);
    },
    ofTag: (callId, tag) => tags.get(`${callId} ${tag}`) ?? null,
  };
}

/** A host that has not spoken yet is told by its first label, whose capitals and signs are not those of an id. */
function plain(label: string): string {
  return label.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function hostIn(text: string): string | null {
  const uri = readUri(text);
  return isFault(uri) || uri.kind === "other-uri" ? null : uri.host;
}
