import { BadInput } from "../../model/wrong.ts";
import { BLOCK, BYTE_ORDER, MICROSECONDS, OPTION, padded, RECORD } from "./pcapng.ts";

/** One packet of a capture as it was recorded. */
export interface Frame {
  /** From 1, in the order of the file. */
  readonly number: number;
  /** In ms since 1970. */
  readonly time: number;
  readonly linkType: number;
  readonly octets: DataView;
  readonly comment: string | null;
}

export interface CaptureFile {
  readonly frames: readonly Frame[];
  /** What the file calls an address; IPv4 as 192.0.2.1, IPv6 in eight groups without leading zeros. */
  readonly names: ReadonlyMap<string, string>;
}

/** What the first four octets of a pcap file say (draft-ietf-opsawg-pcap §4): the order of the others, and the unit of its times in ms. */
const PCAP: ReadonlyMap<number, { readonly isLittle: boolean; readonly unit: number }> = new Map([
  [0xa1b2c3d4, { isLittle: false, unit: 1e-3 }],
  [0xd4c3b2a1, { isLittle: true, unit: 1e-3 }],
  [0xa1b23c4d, { isLittle: false, unit: 1e-6 }],
  [0x4d3cb2a1, { isLittle: true, unit: 1e-6 }],
]);

/** Whether a file is a capture: pcap or pcapng. */
export function isCapture(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  const magic = viewOf(bytes).getUint32(0);
  return magic === BLOCK.section || PCAP.has(magic);
}

/** @throws BadInput where it is no capture, or cut */
export function readBlocks(bytes: Uint8Array, file: string): CaptureFile {
  try {
    return viewOf(bytes).getUint32(0) === BLOCK.section ? readPcapng(bytes) : readPcap(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new BadInput(`${file} is no whole capture: it ends in the middle of a packet`, { remedy: "Copy it again, or capture anew" });
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** draft-ietf-opsawg-pcap. */
function readPcap(bytes: Uint8Array): CaptureFile {
  const view = viewOf(bytes);
  const { isLittle, unit } = PCAP.get(view.getUint32(0)) ?? { isLittle: true, unit: 1e-3 };
  const linkType = view.getUint32(20, isLittle) & 0xffff;
  const frames: Frame[] = [];
  for (let at = 24; at < bytes.length; ) {
    const length = view.getUint32(at + 8, isLittle);
    const time = view.getUint32(at, isLittle) * 1000 + view.getUint32(at + 4, isLittle) * unit;
    frames.push({ number: frames.length + 1, time, linkType, octets: part(view, at + 16, length), comment: null });
    at += 16 + length;
  }
  return { frames, names: new Map() };
}

interface Interface {
  readonly linkType: number;
  /** Of its times, in ms. */
  readonly unit: number;
}

/** draft-ietf-opsawg-pcapng; blocks that say nothing about packets and names are passed over. */
function readPcapng(bytes: Uint8Array): CaptureFile {
  const view = viewOf(bytes);
  const frames: Frame[] = [];
  const names = new Map<string, string>();
  let interfaces: Interface[] = [];
  let isLittle = true;
  for (let at = 0; at < bytes.length; ) {
    if (view.getUint32(at) === BLOCK.section) {
      isLittle = view.getUint32(at + 8, true) === BYTE_ORDER;
      interfaces = [];
    }
    const [type, length] = [view.getUint32(at, isLittle), view.getUint32(at + 4, isLittle)];
    if (length < 12 || length % 4 !== 0) throw new RangeError("no block");
    const body = part(part(view, at, length), 8, length - 12);
    if (type === BLOCK.interface) interfaces.push(interfaceIn(body, isLittle));
    if (type === BLOCK.names) for (const [address, name] of namesIn(body, isLittle)) if (!names.has(address)) names.set(address, name);
    if (type === BLOCK.packet) frames.push({ number: frames.length + 1, ...packetIn(body, isLittle, interfaces) });
    if (type === BLOCK.simplePacket) {
      const octets = part(body, 4, Math.min(body.getUint32(0, isLittle), body.byteLength - 4));
      // It says no time: not before what stands in front of it.
      const time = frames.at(-1)?.time ?? 0;
      frames.push({ number: frames.length + 1, time, linkType: interfaces[0]?.linkType ?? -1, octets, comment: null });
    }
    at += length;
  }
  return { frames, names };
}

function packetIn(body: DataView, isLittle: boolean, interfaces: readonly Interface[]): Omit<Frame, "number"> {
  const { linkType, unit } = interfaces[body.getUint32(0, isLittle)] ?? { linkType: -1, unit: 1e-3 };
  const time = (body.getUint32(4, isLittle) * 2 ** 32 + body.getUint32(8, isLittle)) * unit;
  const captured = body.getUint32(12, isLittle);
  const comment = fieldsIn(body, 20 + padded(captured), isLittle).find(({ code }) => code === OPTION.comment);
  return { time, linkType, octets: part(body, 20, captured), comment: comment === undefined ? null : textIn(comment.value) };
}

function interfaceIn(body: DataView, isLittle: boolean): Interface {
  const resolution =
    fieldsIn(body, 8, isLittle)
      .find(({ code }) => code === OPTION.timeResolution)
      ?.value.getUint8(0) ?? MICROSECONDS;
  const base = resolution >= 0x80 ? 2 : 10;
  return { linkType: body.getUint16(0, isLittle), unit: 1000 / base ** (resolution & 0x7f) };
}

function* namesIn(body: DataView, isLittle: boolean): Generator<readonly [address: string, name: string]> {
  for (const { code, value } of fieldsIn(body, 0, isLittle)) {
    const size = code === RECORD.ipv4 ? 4 : code === RECORD.ipv6 ? 16 : 0;
    if (size === 0 || value.byteLength <= size) continue;
    const name = textIn(part(value, size, value.byteLength - size)).split("\0")[0] ?? "";
    if (name !== "") yield [addressIn(value, 0, size), name];
  }
}

function fieldsIn(body: DataView, begin: number, isLittle: boolean): readonly { readonly code: number; readonly value: DataView }[] {
  const fields: { code: number; value: DataView }[] = [];
  for (let at = begin; at + 4 <= body.byteLength; ) {
    const [code, length] = [body.getUint16(at, isLittle), body.getUint16(at + 2, isLittle)];
    if (code === OPTION.end) break;
    fields.push({ code, value: part(body, at + 4, length) });
    at += 4 + padded(length);
  }
  return fields;
}

/** @param size 4 octets for IPv4, 16 for IPv6 */
export function addressIn(view: DataView, at: number, size: number): string {
  return size === 4
    ? Array.from({ length: 4 }, (_, next) => view.getUint8(at + next)).join(".")
    : Array.from({ length: 8 }, (_, next) => view.getUint16(at + 2 * next).toString(16)).join(":");
}

/** @throws RangeError where there is not so much */
export function part(view: DataView, at: number, length: number): DataView {
  return new DataView(view.buffer, view.byteOffset + at, checked(view, at, length));
}

function checked(view: DataView, at: number, length: number): number {
  if (at + length > view.byteLength) throw new RangeError("cut");
  return length;
}

function textIn(view: DataView): string {
  return new TextDecoder().decode(view);
}
