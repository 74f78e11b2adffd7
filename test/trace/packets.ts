// Captures written by hand, octet for octet as the formats say it, with nothing of what reads or writes them in the product.

export const octets = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Numbers of 8, 16 and 32 bits, the highest octet first, and octets. */
function packed(...parts: readonly (readonly [bits: 8 | 16 | 32, value: number] | Uint8Array)[]): Uint8Array {
  const all = parts.flatMap((part): readonly number[] => {
    if (part instanceof Uint8Array) return [...part];
    const [bits, value] = part;
    return Array.from({ length: bits / 8 }, (_, index) => Math.floor(value / 2 ** (bits - 8 - 8 * index)) % 256);
  });
  return Uint8Array.from(all);
}

export interface Port {
  readonly address: string;
  readonly port: number;
}

/** RFC 768, without a checksum. */
export const udp = (from: Port, to: Port, payload: Uint8Array): Uint8Array =>
  packed([16, from.port], [16, to.port], [16, 8 + payload.length], [16, 0], payload);

/** RFC 9293 §3.1, with an option that says nothing. */
export const tcp = (from: Port, to: Port, sequence: number, payload: Uint8Array, flags = 0x18): Uint8Array =>
  packed(
    [16, from.port],
    [16, to.port],
    [32, sequence],
    [32, 1],
    [8, 0x60],
    [8, flags],
    [16, 65535],
    [16, 0],
    [16, 0],
    [32, 0x01010101],
    payload,
  );

export const SYN = 0x02;

const sum = (header: Uint8Array): number => {
  let total = 0;
  for (let at = 0; at < header.length; at += 2) total += (header[at] ?? 0) * 256 + (header[at + 1] ?? 0);
  while (total > 0xffff) total = (total & 0xffff) + Math.floor(total / 65536);
  return ~total & 0xffff;
};

/** A part of what was fragmented. */
export interface Fragment {
  readonly id: number;
  /** In octets, a multiple of 8. */
  readonly at: number;
  readonly isLast: boolean;
}

export function ipv4(protocol: 6 | 17, from: Port, to: Port, payload: Uint8Array, fragment: Fragment | null = null): Uint8Array {
  const place = fragment === null ? 0x4000 : fragment.id * 65536 + (fragment.isLast ? 0 : 0x2000) + fragment.at / 8;
  const addresses = [from, to].flatMap(({ address }) => address.split(".").map(Number));
  const header = (checksum: number) =>
    packed(
      ...([
        [8, 0x45],
        [8, 0],
        [16, 20 + payload.length],
        [32, place],
        [8, 64],
        [8, protocol],
        [16, checksum],
      ] as const),
      Uint8Array.from(addresses),
    );
  return packed(header(sum(header(0))), payload);
}

/** RFC 8200. @param extensions how many headers of options stand before what it carries, and before its part */
export function ipv6(
  protocol: 6 | 17,
  from: Port,
  to: Port,
  payload: Uint8Array,
  extensions = 0,
  fragment: Fragment | null = null,
): Uint8Array {
  const groups = [from, to].flatMap(({ address }) => address.split(":").map((group) => Number.parseInt(group, 16)));
  const last = fragment === null ? protocol : 44;
  const between = Array.from({ length: extensions }, (_, index) =>
    packed([8, index === extensions - 1 ? last : 60], [8, 0], [8, 1], [8, 4], [32, 0]),
  );
  const parts = fragment === null ? [] : [packed([8, protocol], [8, 0], [16, fragment.at + (fragment.isLast ? 0 : 1)], [32, fragment.id])];
  const rest = packed(...between, ...parts, payload);
  return packed(
    [32, 0x60000000],
    [16, rest.length],
    [8, extensions === 0 ? last : 60],
    [8, 64],
    ...groups.map((group) => [16, group] as const),
    rest,
  );
}

const typeOf = (ip: Uint8Array): number => ((ip[0] ?? 0) >> 4 === 4 ? 0x0800 : 0x86dd);

/** Each kind of link by its LINKTYPE (tcpdump.org), with what it puts in front of IP. */
export const links: Readonly<Record<string, { readonly linkType: number; readonly frame: (ip: Uint8Array) => Uint8Array }>> = {
  Ethernet: { linkType: 1, frame: (ip) => packed(new Uint8Array(12).fill(2), [16, typeOf(ip)], ip, new Uint8Array(6)) },
  "Ethernet, one tag": { linkType: 1, frame: (ip) => packed(new Uint8Array(12).fill(2), [32, 0x81000064], [16, typeOf(ip)], ip) },
  "Ethernet, two tags": {
    linkType: 1,
    frame: (ip) => packed(new Uint8Array(12).fill(2), [32, 0x88a80001], [32, 0x81000064], [16, typeOf(ip)], ip),
  },
  "Linux cooked": { linkType: 113, frame: (ip) => packed([16, 0], [16, 1], [16, 6], new Uint8Array(8), [16, typeOf(ip)], ip) },
  "Linux cooked, one tag": {
    linkType: 113,
    frame: (ip) => packed([16, 0], [16, 1], [16, 6], new Uint8Array(8), [32, 0x81000064], [16, typeOf(ip)], ip),
  },
  "Linux cooked, version 2": {
    linkType: 276,
    frame: (ip) => packed([16, typeOf(ip)], [16, 0], [32, 2], [16, 1], [8, 0], [8, 6], new Uint8Array(8), ip),
  },
  "raw IP": { linkType: 101, frame: (ip) => ip },
  "loopback of BSD": { linkType: 0, frame: (ip) => packed(Uint8Array.of(2, 0, 0, 0), ip) },
};

/** What tcpdump writes: times in micro- or nanoseconds, either end of a number first. */
export function pcap(linkType: number, frames: readonly Uint8Array[], { isLittle = true, unit = "µs" as "µs" | "ns" } = {}): Uint8Array {
  const numbers = (...values: readonly number[]) => {
    const view = new DataView(new ArrayBuffer(4 * values.length));
    for (const [index, value] of values.entries()) view.setUint32(4 * index, value, isLittle);
    return new Uint8Array(view.buffer);
  };
  const versions = isLittle ? Uint8Array.of(2, 0, 4, 0) : Uint8Array.of(0, 2, 0, 4);
  const begin = packed(numbers(unit === "µs" ? 0xa1b2c3d4 : 0xa1b23c4d), versions, numbers(0, 0, 262144, linkType));
  const parts = frames.map((frame, index) =>
    packed(numbers(946684800, index * (unit === "µs" ? 1500 : 1_500_000), frame.length, frame.length), frame),
  );
  return packed(begin, ...parts);
}
