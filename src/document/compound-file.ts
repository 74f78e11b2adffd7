/** An OLE compound file, as far as it can be trusted: [MS-CFB]. */
export interface CompoundFile {
  /** The names of its streams and storages, wherever in it they stand. */
  readonly names: ReadonlySet<string>;
  /** The first bytes of a stream in it, at most those of one sector; null where there is none. */
  head(name: string): Uint8Array | null;
}

const END = 0xfffffffe;
const IN_HEADER = 109;
/** A stream that is shorter lies in small sectors, in the stream of the root. */
const SMALL = 4096;

/** @returns null where its tables lead out of it, or in a circle: who follows them is never done, or runs out of memory */
export function openCompound(bytes: Uint8Array): CompoundFile | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 512) return null;
  const shift = view.getUint16(0x1e, true);
  if (shift !== 9 && shift !== 12) return null;
  const size = 1 << shift;
  const sectors = Math.ceil(bytes.length / size);
  const word = (offset: number) => (offset + 4 <= bytes.length ? view.getUint32(offset, true) : END);
  const startOf = (sector: number) => (sector + 1) * size;
  const [tables, firstDirectory, firstSmall, smalls, firstMore, more] = [0x2c, 0x30, 0x3c, 0x40, 0x44, 0x48].map(word);
  if ([tables, smalls, more].some((count) => (count ?? 0) > sectors)) return null;

  const table: number[] = [];
  for (let at = 0, next = firstMore ?? END; at < (tables ?? 0); at += 1) {
    const inMore = (at - IN_HEADER) % (size / 4 - 1);
    if (at >= IN_HEADER && inMore === 0 && at > IN_HEADER) next = word(startOf(next) + size - 4);
    table.push(word(at < IN_HEADER ? 0x4c + 4 * at : startOf(next) + 4 * inMore));
  }
  const after = (sector: number) => {
    const part = table[Math.floor((sector * 4) / size)];
    return part === undefined ? END : word(startOf(part) + ((sector * 4) % size));
  };
  const chain = (first: number, follow = after, most = sectors): readonly number[] | null => {
    const found: number[] = [];
    for (let next = first; next < 0x80000000; next = follow(next)) {
      found.push(next);
      if (found.length > most) return null;
    }
    return found;
  };

  const [directory, smallTable] = [chain(firstDirectory ?? END), chain(firstSmall ?? END)];
  if (directory === null || smallTable === null) return null;
  const afterSmall = (sector: number) => {
    const part = smallTable[Math.floor((sector * 4) / size)];
    return part === undefined ? END : word(startOf(part) + ((sector * 4) % size));
  };
  const entries = new Map<string, { readonly first: number; readonly isSmall: boolean }>();
  let root: readonly number[] = [];
  for (const [at, entry] of directory.flatMap((sector) => entriesIn(view, startOf(sector), size)).entries()) {
    const isSmall = at > 0 && entry.size < SMALL;
    const found = entry.kind === "storage" ? [] : isSmall ? chain(entry.first, afterSmall, (sectors * size) / 64) : chain(entry.first);
    if (found === null) return null;
    if (at === 0) root = found;
    if (!entries.has(entry.name)) entries.set(entry.name, { first: entry.first, isSmall });
  }
  return {
    names: new Set(entries.keys()),
    head(name) {
      const entry = entries.get(name);
      if (entry === undefined) return null;
      if (!entry.isSmall) return bytes.subarray(startOf(entry.first), startOf(entry.first) + size);
      const sector = root[Math.floor((entry.first * 64) / size)];
      const start = sector === undefined ? bytes.length : startOf(sector) + ((entry.first * 64) % size);
      return bytes.subarray(start, start + 64);
    },
  };
}

interface DirectoryEntry {
  readonly name: string;
  readonly kind: "storage" | "stream" | "root";
  readonly first: number;
  readonly size: number;
}

/** [MS-CFB] 2.6.1. */
function entriesIn(view: DataView, start: number, size: number): readonly DirectoryEntry[] {
  const entries: DirectoryEntry[] = [];
  for (let at = start; at < start + size && at + 128 <= view.byteLength; at += 128) {
    const kind = ([null, "storage", "stream", null, null, "root"] as const)[view.getUint8(at + 0x42)] ?? null;
    if (kind === null) continue;
    const length = Math.min(31, Math.max(0, view.getUint16(at + 0x40, true) / 2 - 1));
    const name = Array.from({ length }, (_, index) => String.fromCharCode(view.getUint16(at + 2 * index, true))).join("");
    entries.push({ name, kind, first: view.getUint32(at + 0x74, true), size: view.getUint32(at + 0x78, true) });
  }
  return entries;
}
