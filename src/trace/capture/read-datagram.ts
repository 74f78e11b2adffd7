import { addressIn, type Frame, part } from "./read-blocks.ts";

/** What UDP carries from one address to another. */
export interface Datagram {
  readonly from: string;
  readonly to: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly payload: DataView;
}

/** How long the header of each kind of link is, and where in it the type of what follows stands; by LINKTYPE (tcpdump.org). */
const links: Readonly<Record<number, { readonly length: number; readonly type: number | null }>> = {
  0: { length: 4, type: null },
  1: { length: 14, type: 12 },
  101: { length: 0, type: null },
  113: { length: 16, type: 14 },
  228: { length: 0, type: null },
  229: { length: 0, type: null },
  276: { length: 20, type: 0 },
};

const VLAN = 0x8100;
const PROTOCOL_UDP = 17;

/** @returns null for what is no UDP over IP, and for a part of what was fragmented */
export function datagramIn({ linkType, octets }: Frame): Datagram | null {
  const link = links[linkType];
  if (link === undefined) return null;
  try {
    const isTagged = link.type === 12 && octets.getUint16(12) === VLAN;
    const begin = link.length + (isTagged ? 4 : 0);
    const ip = part(octets, begin, octets.byteLength - begin);
    const version = ip.getUint8(0) >>> 4;
    return version === 4 ? overIpv4(ip) : version === 6 ? overIpv6(ip) : null;
  } catch (error) {
    // Recorded only in part.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function overIpv4(ip: DataView): Datagram | null {
  const header = (ip.getUint8(0) & 0x0f) * 4;
  const isFragment = (ip.getUint16(6) & 0x3fff) !== 0;
  if (ip.getUint8(9) !== PROTOCOL_UDP || isFragment) return null;
  return udpIn(part(ip, header, ip.byteLength - header), addressIn(ip, 12, 4), addressIn(ip, 16, 4));
}

function overIpv6(ip: DataView): Datagram | null {
  if (ip.getUint8(6) !== PROTOCOL_UDP) return null;
  return udpIn(part(ip, 40, ip.byteLength - 40), addressIn(ip, 8, 16), addressIn(ip, 24, 16));
}

function udpIn(udp: DataView, from: string, to: string): Datagram {
  return { from, to, fromPort: udp.getUint16(0), toPort: udp.getUint16(2), payload: part(udp, 8, udp.getUint16(4) - 8) };
}
