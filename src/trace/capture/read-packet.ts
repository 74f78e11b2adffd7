import { addressIn, type Frame, part } from "./read-blocks.ts";

/** What one packet carries from one port to another. */
export interface Carried {
  readonly from: string;
  readonly to: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly payload: DataView;
  /** Null over UDP. */
  readonly segment: Segment | null;
}

/** RFC 9293 §3.1. */
export interface Segment {
  /** Of the first octet of the payload, 0 to 2^32 - 1. */
  readonly sequence: number;
  /** Whether a connection begins, and its octets are counted anew. */
  readonly begins: boolean;
}

/** How long the header of each kind of link is, and where in it the type of what follows stands; by LINKTYPE (tcpdump.org). */
const links: Readonly<Record<number, { readonly length: number; readonly type: number | null }>> = {
  0: { length: 4, type: null },
  1: { length: 14, type: 12 },
  12: { length: 0, type: null },
  14: { length: 0, type: null },
  101: { length: 0, type: null },
  108: { length: 4, type: null },
  113: { length: 16, type: 14 },
  228: { length: 0, type: null },
  229: { length: 0, type: null },
  276: { length: 20, type: 0 },
};

/** IEEE 802.1Q: types of what has a tag in front of it, also one around another. */
const TAGS: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100]);
const IP: ReadonlySet<number> = new Set([0x0800, 0x86dd]);
const TCP = 6;
const UDP = 17;
/** RFC 8200 §4.3, §4.4, §4.6: what may stand between IPv6 and what it carries, with its length in its second octet. */
const EXTENSIONS: ReadonlySet<number> = new Set([0, 43, 60]);

/** @returns null for what is neither UDP nor TCP over IP, for what is recorded only in part, and for a part of what was fragmented */
export function carriedIn({ linkType, octets }: Frame): Carried | null {
  const link = links[linkType];
  if (link === undefined) return null;
  try {
    let begin = link.length;
    if (link.type !== null) {
      let type = octets.getUint16(link.type);
      for (; TAGS.has(type); begin += 4) type = octets.getUint16(begin + 2);
      if (!IP.has(type)) return null;
    }
    const ip = part(octets, begin, octets.byteLength - begin);
    const version = ip.getUint8(0) >>> 4;
    return version === 4 ? overIpv4(ip) : version === 6 ? overIpv6(ip) : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function overIpv4(ip: DataView): Carried | null {
  const header = (ip.getUint8(0) & 0x0f) * 4;
  const isFragment = (ip.getUint16(6) & 0x3fff) !== 0;
  if (isFragment) return null;
  // Behind it a link may fill up; where a card cuts the packets, its length is not said.
  const end = ip.getUint16(2) || ip.byteLength;
  return over(ip.getUint8(9), part(ip, header, end - header), addressIn(ip, 12, 4), addressIn(ip, 16, 4));
}

function overIpv6(ip: DataView): Carried | null {
  const length = ip.getUint16(4);
  const end = length === 0 ? ip.byteLength : 40 + length;
  let at = 40;
  let next = ip.getUint8(6);
  while (EXTENSIONS.has(next)) [next, at] = [ip.getUint8(at), at + 8 + 8 * ip.getUint8(at + 1)];
  return over(next, part(ip, at, end - at), addressIn(ip, 8, 16), addressIn(ip, 24, 16));
}

function over(protocol: number, packet: DataView, from: string, to: string): Carried | null {
  if (protocol !== UDP && protocol !== TCP) return null;
  const ends = { from, to, fromPort: packet.getUint16(0), toPort: packet.getUint16(2) };
  if (protocol === UDP) return { ...ends, payload: part(packet, 8, packet.getUint16(4) - 8), segment: null };
  const header = (packet.getUint8(12) >>> 4) * 4;
  const begins = (packet.getUint8(13) & 0x02) !== 0;
  const payload = part(packet, header, packet.byteLength - header);
  return { ...ends, payload, segment: { sequence: (packet.getUint32(4) + (begins ? 1 : 0)) >>> 0, begins } };
}
