import { anchorsOf } from "../anchors.ts";
import type { Block } from "../manuscript.ts";
import { el, type Xml } from "./xml.ts";

/** What Word calls a place that is cited. */
export interface Bookmark {
  readonly number: number;
  /** A hidden one, since no person has set it. */
  readonly name: string;
  /** The printed words it stands around. */
  readonly words: string;
}

/** As long as Word lets a name be. */
const LONGEST = 40;

/** A bookmark for each block that can be cited, by its id; the same id has the same name in every version of a document. */
export function bookmarksOf(blocks: readonly Block[]): ReadonlyMap<string, Bookmark> {
  const names = new Set<string>();
  const bookmarks = new Map<string, Bookmark>();
  for (const [id, words] of anchorsOf(blocks)) {
    const plain = `_${id.replace(/[^A-Za-z0-9]+/gu, "_")}`;
    const name = plain.length > LONGEST || names.has(plain.toLowerCase()) ? `${plain.slice(0, LONGEST - 9)}_${digest(id)}` : plain;
    names.add(name.toLowerCase());
    bookmarks.set(id, { number: bookmarks.size + 1, name, words });
  }
  return bookmarks;
}

/** FNV-1a, in eight digits: to tell names apart that are cut. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}

export function around({ number, name }: Bookmark, content: Xml): Xml {
  return el("w:bookmarkStart", { "w:id": number, "w:name": name }) + content + el("w:bookmarkEnd", { "w:id": number });
}
