/** The blocks of a pcapng file (draft-ietf-opsawg-pcapng §4) that are written and read here; one who writes takes no other. */
export const BLOCK = { interface: 1, simplePacket: 3, names: 4, packet: 6, section: 0x0a0d0d0a } as const;

/** What a section says of the order of its octets: the same, read in that order. */
export const BYTE_ORDER = 0x1a2b3c4d;

/** Codes of options (§3.5, §4.1, §4.2) and of the records of names (§4.5); 0 ends both. */
export const OPTION = { end: 0, comment: 1, interfaceName: 2, interfaceDescription: 3, application: 4, timeResolution: 9 } as const;
export const RECORD = { ipv4: 1, ipv6: 2 } as const;

/** The resolution of times where nothing is said, and here: ten to the power of minus six, in s. */
export const MICROSECONDS = 6;

/** Blocks, options and packets are filled up to four octets. */
export function padded(length: number): number {
  return length + ((4 - (length % 4)) % 4);
}

/** The same octets, not a copy. */
export function octetsIn(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
