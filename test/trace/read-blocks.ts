/** A pcapng file taken apart by the letter of the draft, to hold the writer to it. */
export interface Block {
  readonly type: number;
  readonly body: DataView;
}

export interface CapturedPacket {
  /** In microseconds since 1970. */
  readonly time: bigint;
  readonly comment: string;
  readonly frame: DataView;
}

export function blocksIn(bytes: Uint8Array): readonly Block[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks: Block[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = view.getUint32(at + 4, true);
    if (length % 4 !== 0 || length < 12 || at + length > bytes.length) throw new Error(`a block of ${length} octets at ${at}`);
    if (view.getUint32(at + length - 4, true) !== length) throw new Error(`the block at ${at} ends with another length`);
    blocks.push({ type: view.getUint32(at, true), body: new DataView(bytes.buffer, bytes.byteOffset + at + 8, length - 12) });
    at += length;
  }
  return blocks;
}

export function packetsIn(bytes: Uint8Array): readonly CapturedPacket[] {
  return blocksIn(bytes)
    .filter(({ type }) => type === 6)
    .map(({ body }) => {
      const captured = body.getUint32(12, true);
      const time = (BigInt(body.getUint32(4, true)) << 32n) | BigInt(body.getUint32(8, true));
      const options = fieldsIn(body, 20 + captured + ((4 - (captured % 4)) % 4));
      const frame = new DataView(body.buffer, body.byteOffset + 20, captured);
      return { time, frame, comment: textOf(options.find(({ code }) => code === 1)?.value ?? new Uint8Array()) };
    });
}

/** Options of a block, or records of names: up to the one that ends them. */
export function fieldsIn(body: DataView, begin: number): readonly { readonly code: number; readonly value: Uint8Array }[] {
  const fields: { code: number; value: Uint8Array }[] = [];
  for (let at = begin; at < body.byteLength; ) {
    const [code, length] = [body.getUint16(at, true), body.getUint16(at + 2, true)];
    if (code === 0) return fields;
    if (at + 4 + length > body.byteLength) throw new Error(`a field of ${length} octets does not fit`);
    fields.push({ code, value: new Uint8Array(body.buffer, body.byteOffset + at + 4, length) });
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  throw new Error("the fields have no end");
}

/** What UDP carries in a frame, with its ports and addresses. @throws where a length or a checksum is wrong */
export function datagramIn(frame: DataView): { from: string; to: string; port: number; payload: string } {
  const u8 = (at: number) => frame.getUint8(at);
  const u16 = (at: number) => frame.getUint16(at);
  if (u16(12) !== 0x0800 || u8(14) !== 0x45 || u8(23) !== 17) throw new Error("no UDP over IPv4");
  if (u16(16) !== frame.byteLength - 14 || u16(38) !== frame.byteLength - 34) throw new Error("a wrong length");
  const sum = (begin: number, end: number, more: number) => {
    let total = more;
    for (let at = begin; at < end; at += 2) total += (u8(at) << 8) + (at + 1 < end ? u8(at + 1) : 0);
    while (total > 0xffff) total = (total & 0xffff) + (total >>> 16);
    return total;
  };
  if (sum(14, 34, 0) !== 0xffff) throw new Error("a wrong checksum of the IP header");
  if (u16(40) === 0 || sum(34, frame.byteLength, sum(26, 34, 17 + u16(38))) !== 0xffff) throw new Error("a wrong checksum of UDP");
  const address = (at: number) => [0, 1, 2, 3].map((next) => u8(at + next)).join(".");
  const payload = new Uint8Array(frame.buffer, frame.byteOffset + 42, frame.byteLength - 42);
  return { from: address(26), to: address(30), port: u16(36), payload: textOf(payload) };
}

const textOf = (octets: Uint8Array): string => new TextDecoder("utf-8", { fatal: true }).decode(octets);
