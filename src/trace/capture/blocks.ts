import { joined } from "../../model/join-bytes.ts";
import { BLOCK, BYTE_ORDER, MICROSECONDS, OPTION, octetsIn, padded, RECORD } from "./pcapng.ts";

// The blocks of a pcapng file (draft-ietf-opsawg-pcapng), least significant octet first.

const LINKTYPE_ETHERNET = 1;

const utf8 = new TextEncoder();

export interface Option {
  readonly code: number;
  readonly value: Uint8Array;
}

const text = (code: number, value: string): Option => ({ code, value: utf8.encode(value) });

/** §4.1, for the file as a whole. */
export function sectionBlock(application: string, comment: string): Uint8Array {
  const body = new DataView(new ArrayBuffer(16));
  body.setUint32(0, BYTE_ORDER, true);
  body.setUint16(4, 1, true);
  // The length of the section is not said.
  body.setBigInt64(8, -1n, true);
  return block(BLOCK.section, octetsIn(body), [text(OPTION.comment, comment), text(OPTION.application, application)]);
}

/** §4.2. */
export function interfaceBlock(name: string, description: string): Uint8Array {
  const body = new DataView(new ArrayBuffer(8));
  body.setUint16(0, LINKTYPE_ETHERNET, true);
  const options = [text(OPTION.interfaceName, name), text(OPTION.interfaceDescription, description)];
  return block(BLOCK.interface, octetsIn(body), [...options, { code: OPTION.timeResolution, value: Uint8Array.of(MICROSECONDS) }]);
}

/** §4.5. @param names of each address, the first one first */
export function namesBlock(names: ReadonlyMap<number, readonly string[]>): Uint8Array {
  const records = [...names].map(([address, all]) => {
    const value = new Uint8Array([...octetsOfAddress(address), ...all.flatMap((name) => [...utf8.encode(name.replaceAll("\0", "")), 0])]);
    return field(RECORD.ipv4, value);
  });
  return block(BLOCK.names, joined([...records, END]), []);
}

/** §4.3. @param time in microseconds since 1970 */
export function packetBlock(time: number, frame: Uint8Array, comment: string): Uint8Array {
  const body = new Uint8Array(20 + padded(frame.length));
  const view = new DataView(body.buffer);
  view.setUint32(4, Math.floor(time / 2 ** 32), true);
  view.setUint32(8, time % 2 ** 32, true);
  view.setUint32(12, frame.length, true);
  view.setUint32(16, frame.length, true);
  body.set(frame, 20);
  return block(BLOCK.packet, body, [text(OPTION.comment, comment)]);
}

function block(type: number, body: Uint8Array, options: readonly Option[]): Uint8Array {
  const fields = options.length === 0 ? [] : [...options.map(({ code, value }) => field(code, value)), END];
  const whole = joined([new Uint8Array(8), body, ...fields, new Uint8Array(4)]);
  const view = new DataView(whole.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, whole.length, true);
  view.setUint32(whole.length - 4, whole.length, true);
  return whole;
}

const END = field(OPTION.end, new Uint8Array(0));

/** An option or a record: code, length, value, filled up to four octets. */
function field(code: number, value: Uint8Array): Uint8Array {
  const whole = new Uint8Array(4 + padded(value.length));
  const view = new DataView(whole.buffer);
  view.setUint16(0, code, true);
  view.setUint16(2, value.length, true);
  whole.set(value, 4);
  return whole;
}

function octetsOfAddress(address: number): readonly number[] {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff);
}
