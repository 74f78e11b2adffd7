/** One end of a datagram. */
export interface Endpoint {
  readonly address: number;
  readonly port: number;
}

const ETHERNET = 14;
const IP = 20;
const UDP = 8;
const ETHERTYPE_IPV4 = 0x0800;
const DONT_FRAGMENT = 0x4000;
const TTL = 64;
const PROTOCOL_UDP = 17;

/** What one datagram over IPv4 holds at most. */
export const LARGEST = 0xffff - IP - UDP;

/** An Ethernet frame with a UDP datagram over IPv4 (RFC 791, RFC 768), its checksums right. */
export function datagram(from: Endpoint, to: Endpoint, payload: Uint8Array): Uint8Array {
  const frame = new Uint8Array(ETHERNET + IP + UDP + payload.length);
  const view = new DataView(frame.buffer);
  writeStation(view, 0, to.address);
  writeStation(view, 6, from.address);
  view.setUint16(12, ETHERTYPE_IPV4);
  const ip = ETHERNET;
  view.setUint8(ip, 0x45);
  view.setUint16(ip + 2, IP + UDP + payload.length);
  // RFC 6864 §4.1: what is never fragmented needs no identification.
  view.setUint16(ip + 6, DONT_FRAGMENT);
  view.setUint8(ip + 8, TTL);
  view.setUint8(ip + 9, PROTOCOL_UDP);
  view.setUint32(ip + 12, from.address);
  view.setUint32(ip + 16, to.address);
  view.setUint16(ip + 10, checksumOf(frame.subarray(ip, ip + IP), 0));
  const udp = ip + IP;
  view.setUint16(udp, from.port);
  view.setUint16(udp + 2, to.port);
  view.setUint16(udp + 4, UDP + payload.length);
  frame.set(payload, udp + UDP);
  // Both addresses, the protocol and the length count as well; a sum of 0 would say that there is none.
  const pseudo = sumOf(frame.subarray(ip + 12, ip + IP)) + PROTOCOL_UDP + UDP + payload.length;
  view.setUint16(udp + 6, checksumOf(frame.subarray(udp), pseudo) || 0xffff);
  return frame;
}

/** A locally administered station for each address. */
function writeStation(view: DataView, at: number, address: number): void {
  view.setUint16(at, 0x0200);
  view.setUint32(at + 2, address);
}

/** RFC 1071. */
function checksumOf(octets: Uint8Array, begin: number): number {
  let sum = begin + sumOf(octets);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

function sumOf(octets: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < octets.length; at += 2) sum += (octets[at] ?? 0) * 0x100 + (octets[at + 1] ?? 0);
  return sum;
}
