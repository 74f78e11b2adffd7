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

/** What IP carries, or a part of it. */
export interface IpPacket {
  readonly protocol: number;
  readonly from: string;
  readonly to: string;
  readonly payload: DataView;
  /** RFC 791 §3.2, RFC 8200 §4.5; null for what is whole. */
  readonly fragment: { readonly id: number; readonly at: number; readonly isLast: boolean } | null;
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
const FRAGMENT = 44;

/** @returns null for what is no IP, and for what is recorded only in part */
export function ipPacketIn({ linkType, octets }: Frame): IpPacket | null {
  return orNull(() => {
    const link = links[linkType];
    if (link === undefined) return null;
    let begin = link.length;
    if (link.type !== null) {
      let type = octets.getUint16(link.type);
      for (; TAGS.has(type); begin += 4) type = octets.getUint16(begin + 2);
      if (!IP.has(type)) return null;
    }
    const ip = part(octets, begin, octets.byteLength - begin);
    const version = ip.getUint8(0) >>> 4;
    return version === 4 ? ipv4PacketIn(ip) : version === 6 ? ipv6PacketIn(ip) : null;
  });
}

function ipv4PacketIn(ip: DataView): IpPacket {
  const header = (ip.getUint8(0) & 0x0f) * 4;
  // Behind it a link may fill up; where a card cuts the packets, its length is not said.
  const end = ip.getUint16(2) || ip.byteLength;
  const place = ip.getUint16(6);
  const [at, isLast] = [(place & 0x1fff) * 8, (place & 0x2000) === 0];
  return {
    ...{ protocol: ip.getUint8(9), from: addressIn(ip, 12, 4), to: addressIn(ip, 16, 4), payload: part(ip, header, end - header) },
    fragment: at === 0 && isLast ? null : { id: ip.getUint16(4), at, isLast },
  };
}

function ipv6PacketIn(ip: DataView): IpPacket {
  const length = ip.getUint16(4);
  const end = length === 0 ? ip.byteLength : 40 + length;
  let at = 40;
  let protocol = ip.getUint8(6);
  let fragment: IpPacket["fragment"] = null;
  while (EXTENSIONS.has(protocol) || protocol === FRAGMENT) {
    const isFragment = protocol === FRAGMENT;
    const place = ip.getUint16(at + 2);
    if (isFragment) fragment = { id: ip.getUint32(at + 4), at: place & 0xfff8, isLast: (place & 1) === 0 };
    [protocol, at] = [ip.getUint8(at), at + (isFragment ? 8 : 8 + 8 * ip.getUint8(at + 1))];
    // What follows in a part that is not the first belongs to the whole.
    if (isFragment) break;
  }
  const isWhole = fragment !== null && fragment.at === 0 && fragment.isLast;
  const ends = { from: addressIn(ip, 8, 16), to: addressIn(ip, 24, 16) };
  return { protocol, ...ends, payload: part(ip, at, end - at), fragment: isWhole ? null : fragment };
}

/** @returns null for what is neither UDP nor TCP, and for what is recorded only in part */
export function carriedIn({ protocol, from, to, payload: packet }: Omit<IpPacket, "fragment">): Carried | null {
  if (protocol !== UDP && protocol !== TCP) return null;
  return orNull(() => {
    const ends = { from, to, fromPort: packet.getUint16(0), toPort: packet.getUint16(2) };
    if (protocol === UDP) return { ...ends, payload: part(packet, 8, packet.getUint16(4) - 8), segment: null };
    const header = (packet.getUint8(12) >>> 4) * 4;
    const begins = (packet.getUint8(13) & 0x02) !== 0;
    const payload = part(packet, header, packet.byteLength - header);
    return { ...ends, payload, segment: { sequence: (packet.getUint32(4) + (begins ? 1 : 0)) >>> 0, begins } };
  });
}

/** What the first part of a datagram has of it; null for what is no UDP. */
export function beginOf({ protocol, from, to, payload }: IpPacket): Carried | null {
  if (protocol !== UDP) return null;
  return orNull(() => {
    const ends = { from, to, fromPort: payload.getUint16(0), toPort: payload.getUint16(2) };
    return { ...ends, payload: part(payload, 8, payload.byteLength - 8), segment: null };
  });
}

/** Past the end of what was recorded nothing is read. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
