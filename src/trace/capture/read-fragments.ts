import { joined } from "../../model/join-bytes.ts";
import { octetsIn } from "./pcapng.ts";
import type { IpPacket } from "./read-packet.ts";

/** What IP has fragmented (RFC 791 §3.2, RFC 8200 §4.5), put together again. */
export interface Fragments {
  /** @returns the whole where this is the last part that was missing, and what is whole as it is; else null */
  take(packet: IpPacket, number: number): Omit<IpPacket, "fragment"> | null;
  /** The packets with the first part of what never became whole. */
  incomplete(): readonly { readonly number: number; readonly packet: IpPacket }[];
}

interface Parts {
  readonly byPlace: Map<number, Uint8Array>;
  /** How long the whole is; null before its last part. */
  length: number | null;
  first: { readonly number: number; readonly packet: IpPacket } | null;
}

export function newFragments(): Fragments {
  const open = new Map<string, Parts>();
  return {
    take(packet, number) {
      const { fragment, payload, from, to, protocol } = packet;
      if (fragment === null) return packet;
      const key = `${from} ${to} ${protocol} ${fragment.id}`;
      const parts: Parts = open.get(key) ?? { byPlace: new Map(), length: null, first: null };
      open.set(key, parts);
      parts.byPlace.set(fragment.at, octetsIn(payload));
      if (fragment.isLast) parts.length = fragment.at + payload.byteLength;
      if (fragment.at === 0) parts.first = { number, packet };
      const whole = wholeOf(parts);
      if (whole === null) return null;
      open.delete(key);
      return { protocol, from, to, payload: new DataView(whole.buffer) };
    },
    incomplete: () => [...open.values()].flatMap(({ first }) => first ?? []),
  };
}

function wholeOf({ byPlace, length }: Parts): Uint8Array | null {
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (let piece = byPlace.get(0); piece !== undefined && piece.length > 0 && at < (length ?? 0); piece = byPlace.get(at)) {
    pieces.push(piece);
    at += piece.length;
  }
  return length !== null && at === length ? joined(pieces) : null;
}
