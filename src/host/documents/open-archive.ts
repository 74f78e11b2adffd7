import { readFileSync, statSync } from "node:fs";
import type { Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import type { Entry, ZipFile } from "yauzl";
import { type Archive, WITHOUT_PASSWORD } from "../../document/index.ts";
import { BadInput } from "../../model/wrong.ts";

const MiB = 1024 * 1024;
/** The largest part of a Word file that was met is a quarter of that. */
const LARGEST_PART = 256 * MiB;
const LARGEST_WHOLE = 512 * MiB;
const MOST_PARTS = 10_000;
/** Text becomes so much smaller at best; what grows more, and is large, was made to. */
const LARGEST_RATIO = 200;
const RATIO_COUNTS_FROM = 16 * MiB;

const refused = "It is refused: no document is like that";

/**
 * Opens a zip, from memory or from a path. Nothing is unpacked to disk; what is read is read piece by piece, and no further than the limits.
 *
 * @param file its name for messages
 * @throws BadInput where it is no zip, is damaged, or has names that lead out of it
 */
export async function openArchive(source: Uint8Array | { readonly path: string }, file: string): Promise<Archive & { close(): void }> {
  // CommonJS: bundled, its names stand in the default export alone.
  const { default: yauzl } = await import("yauzl");
  const { fromBufferPromise, openPromise } = yauzl;
  const options = { lazyEntries: true, autoClose: false };
  const entries = new Map<string, Entry>();
  let zip: ZipFile;
  try {
    const open = (bytes: Uint8Array) => fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), options);
    try {
      zip = "path" in source ? await openPromise(source.path, options) : await open(source);
    } catch (error) {
      const whole = "path" in source ? wholeFile(source.path) : source;
      if (whole === null || !/comment length/u.test(String(error))) throw error;
      zip = await open(whole.subarray(0, endOf(whole)));
    }
    for await (const entry of zip.eachEntry()) {
      if (entries.size >= MOST_PARTS) throw new BadInput(`${file} has more than ${MOST_PARTS} files in it`, { remedy: refused });
      // The same name twice is read differently by different programs: the first is as good as any.
      if (!entry.fileName.endsWith("/") && !entries.has(entry.fileName)) entries.set(entry.fileName, entry);
    }
  } catch (error) {
    throw error instanceof BadInput ? error : damaged(file, error);
  }
  const isWord = entries.has("[Content_Types].xml");
  let whole = 0;
  async function* read(name: string): AsyncGenerator<Uint8Array> {
    const entry = entries.get(name);
    const part = `${file}!/${name}`;
    if (entry === undefined) throw new BadInput(`${file} has no ${name} in it`);
    if (entry.isEncrypted()) throw isWord ? locked(file) : new BadInput(`${part} needs a password`, { remedy: unlocked });
    let size = 0;
    let sum = 0;
    try {
      for await (const piece of await unpacked(zip, entry)) {
        const bytes = piece as Uint8Array;
        size += bytes.length;
        whole += bytes.length;
        refuse(part, size, whole, entry.compressedSize);
        sum = crc32(bytes, sum);
        yield bytes;
      }
    } catch (error) {
      throw error instanceof BadInput ? error : damaged(part, error);
    }
    if (size !== entry.uncompressedSize) throw damaged(part, new Error("it is not as long as it says"));
    if (sum !== entry.crc32) throw damaged(part, new Error("its checksum is wrong"));
  }
  return { names: [...entries.keys()], read, close: () => zip.close() };
}

function wholeFile(path: string): Uint8Array | null {
  return statSync(path).size > LARGEST_PART ? null : readFileSync(path);
}

/** Behind its end record a file may have what a mail or a disk has added, which programs look over (APPNOTE.TXT 4.3.16). */
function endOf(bytes: Uint8Array): number {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const record = view.lastIndexOf("PK\x05\x06", undefined, "latin1");
  return record < 0 || record + 22 > view.length ? view.length : record + 22 + view.readUInt16LE(record + 20);
}

/** Larger pieces than zlib gives by itself: half of the work is handing them over. */
const PIECE = 64 * 1024;
const DEFLATED = 8;

async function unpacked(zip: ZipFile, entry: Entry): Promise<Readable> {
  if (entry.compressionMethod !== DEFLATED) return zip.openReadStreamPromise(entry);
  const packed = await zip.openReadStreamPromise(entry, { decompress: false });
  const inflate = createInflateRaw({ chunkSize: PIECE });
  packed.on("error", (error) => inflate.destroy(error));
  inflate.on("close", () => packed.destroy());
  return packed.pipe(inflate);
}

const unlocked = "Unpack it with its password, and give what is in it";

function locked(file: string): BadInput {
  return new BadInput(`${file} is protected with a password`, { remedy: WITHOUT_PASSWORD });
}

function refuse(part: string, size: number, whole: number, compressed: number): void {
  if (size > LARGEST_PART) throw new BadInput(`${part} is larger than ${LARGEST_PART / MiB} MiB`, { remedy: refused });
  if (whole > LARGEST_WHOLE)
    throw new BadInput(`${part} is more than ${LARGEST_WHOLE / MiB} MiB with what was read before`, { remedy: refused });
  if (size > RATIO_COUNTS_FROM && size > LARGEST_RATIO * compressed) {
    throw new BadInput(`${part} grows to more than ${LARGEST_RATIO} times its size`, { remedy: refused });
  }
}

function damaged(file: string, error: unknown): BadInput {
  const message = (error instanceof Error ? error.message : String(error)).replace(/\.$/u, "");
  if (/^(?:invalid relative path|absolute path)/u.test(message)) {
    return new BadInput(`${file} has a file in it whose name leads out of it (${message.replace(/^[^:]*:\s*/u, "")})`, { remedy: refused });
  }
  if (/encrypt/u.test(message)) return new BadInput(`${file} needs a password`, { remedy: unlocked });
  if (/compression method/u.test(message))
    return new BadInput(`${file} is packed in a way that no Word document is`, {
      remedy: "Save it in Word, or pack it as an ordinary .zip",
    });
  const why = /End of central directory|invalid central directory|unexpected EOF|overflows|not enough bytes/u.test(message)
    ? "it is cut off, or no zip"
    : message;
  return new BadInput(`${file} is damaged: ${why}`, { remedy: "Download it again, or ask for another copy" });
}
