import { deflateSync, inflateSync } from "fflate/browser";
import { crc32 } from "../../model/crc-32.ts";
import { joined } from "../../model/join-bytes.ts";
import { BadInput } from "../../model/wrong.ts";

/** An entry of a zip archive, as its directory has it (PKWARE APPNOTE §4.3.12). */
interface Entry {
  readonly name: string;
  readonly method: number;
  readonly size: number;
  /** Of its local header. */
  readonly offset: number;
  /** Of its record in the directory, and how long that is. */
  readonly record: number;
  readonly length: number;
  readonly packed: number;
}

interface Directory {
  readonly entries: readonly Entry[];
  readonly offset: number;
  /** Where the record at the end of the archive begins. */
  readonly end: number;
}

const LOCAL = 0x04034b50;
const RECORD = 0x02014b50;
const END = 0x06054b50;
const LEVEL = 6;

/** The unpacked bytes of one entry. @throws BadInput where there is none, or the archive is damaged */
export function readEntry(archive: Uint8Array, name: string, file: string): Uint8Array {
  const entry = entryOf(directoryOf(archive, file), name, file);
  const packed = dataOf(archive, entry);
  try {
    return entry.method === 0 ? packed : inflateSync(packed, { out: new Uint8Array(entry.size) });
  } catch {
    throw damaged(file);
  }
}

/**
 * The archive with other content in one entry; every other entry is the same, byte by byte, packed as it was.
 *
 * @throws BadInput where there is no such entry, or the archive is damaged
 */
export function replaceEntry(archive: Uint8Array, name: string, content: Uint8Array, file: string): Uint8Array {
  const directory = directoryOf(archive, file);
  const entry = entryOf(directory, name, file);
  const data = deflateSync(content, { level: LEVEL });
  // What stands between two local headers belongs to the first of them.
  const next = Math.min(directory.offset, ...directory.entries.map(({ offset }) => offset).filter((offset) => offset > entry.offset));
  const local = localHeader(archive, entry, data.length, content);
  const shift = local.length + data.length - (next - entry.offset);
  // Not `slice`, which copies nothing where the bytes are a Buffer.
  const tail = new Uint8Array(archive.subarray(directory.offset));
  const view = viewOf(tail);
  for (const each of directory.entries) {
    const at = each.record - directory.offset;
    if (each.offset > entry.offset) view.setUint32(at + 42, each.offset + shift, true);
    if (each !== entry) continue;
    view.setUint16(at + 8, view.getUint16(at + 8, true) & ~8, true);
    view.setUint16(at + 10, 8, true);
    view.setUint32(at + 16, crc32(content), true);
    view.setUint32(at + 20, data.length, true);
    view.setUint32(at + 24, content.length, true);
  }
  view.setUint32(directory.end - directory.offset + 16, directory.offset + shift, true);
  return joined([archive.subarray(0, entry.offset), local, data, archive.subarray(next, directory.offset), tail]);
}

/** That of the entry, with its sizes in it, so that none follow the data. */
function localHeader(archive: Uint8Array, { offset }: Entry, packed: number, content: Uint8Array): Uint8Array {
  const header = new Uint8Array(archive.subarray(offset, offset + localLength(archive, offset)));
  const view = viewOf(header);
  view.setUint16(6, view.getUint16(6, true) & ~8, true);
  view.setUint16(8, 8, true);
  view.setUint32(14, crc32(content), true);
  view.setUint32(18, packed, true);
  view.setUint32(22, content.length, true);
  return header;
}

function localLength(archive: Uint8Array, offset: number): number {
  const view = viewOf(archive);
  return 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
}

function dataOf(archive: Uint8Array, { offset, packed }: Entry): Uint8Array {
  const begin = offset + localLength(archive, offset);
  return archive.subarray(begin, begin + packed);
}

function entryOf({ entries }: Directory, name: string, file: string): Entry {
  const [found, ...others] = entries.filter((entry) => entry.name === name);
  if (found === undefined || others.length > 0)
    throw new BadInput(`${file} is no Word document: it has ${others.length > 0 ? "two parts" : "no part"} ${name}`);
  return found;
}

function directoryOf(archive: Uint8Array, file: string): Directory {
  const view = viewOf(archive);
  try {
    // A comment of 65,535 bytes at most follows the record at the end.
    let end = archive.length - 22;
    while (view.getUint32(end, true) !== END) end -= 1;
    const count = view.getUint16(end + 10, true);
    const offset = view.getUint32(end + 16, true);
    if (offset === 0xffffffff) throw new BadInput(`${file} is a 64-bit zip archive`, { remedy: "Open it in Word and save it once" });
    const entries: Entry[] = [];
    for (let at = offset; entries.length < count; ) {
      if (view.getUint32(at, true) !== RECORD) throw damaged(file);
      const length = 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
      const local = view.getUint32(at + 42, true);
      if (view.getUint32(local, true) !== LOCAL) throw damaged(file);
      entries.push({
        name: new TextDecoder().decode(archive.subarray(at + 46, at + 46 + view.getUint16(at + 28, true))),
        method: view.getUint16(at + 10, true),
        packed: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        offset: local,
        record: at,
        length,
      });
      at += length;
    }
    return { entries, offset, end };
  } catch (error) {
    if (error instanceof RangeError) throw damaged(file);
    throw error;
  }
}

function damaged(file: string): BadInput {
  return new BadInput(`${file} is a damaged zip archive`, { remedy: "Open it in Word, which may repair it, and save it" });
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
