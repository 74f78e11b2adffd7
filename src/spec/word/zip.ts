import { strToU8, type Zippable, zipSync, zlibSync } from "fflate/browser";

const LEVEL = 6;

/** The earliest that a zip archive can say, in whatever time zone. */
const EPOCH = "1980-01-01T00:00:00";

/**
 * Parts as a zip archive: no clock, one level, and deflated by code that is the same on every version of Node.
 *
 * @param parts in the order of the archive
 */
export function zip(parts: ReadonlyMap<string, string | Uint8Array>): Uint8Array {
  const entries: Zippable = {};
  for (const [name, content] of parts) entries[name] = typeof content === "string" ? strToU8(content) : content;
  return zipSync(entries, { level: LEVEL, mtime: EPOCH, os: 0 });
}

/** Packs a picture; the same bytes on every version of Node. */
export function deflate(bytes: Uint8Array): Uint8Array {
  return zlibSync(bytes, { level: LEVEL });
}
