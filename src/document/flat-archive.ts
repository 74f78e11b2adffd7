import { BadInput } from "../model/wrong.ts";
import type { Archive } from "./archive.ts";

const PIECE = 64 * 1024;

/**
 * A Word file whose parts stand in one XML file, "Word XML Document", as if it were a zip of them. Pictures, which stand in it as text, are left
 * out.
 *
 * @throws BadInput where it is cut off
 */
export function flatArchive(bytes: Uint8Array, file: string): Archive {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts = new Map<string, Uint8Array>();
  for (let at = whole.indexOf("<pkg:part "); at >= 0; at = whole.indexOf("<pkg:part ", at + 1)) {
    const next = whole.indexOf("</pkg:part>", at);
    if (next < 0) throw new BadInput(`${file} is damaged: it is cut off`, { remedy: "Save the document again, or ask for another copy" });
    const name = /\bpkg:name="\/?([^"]*)"/u.exec(whole.toString("utf8", at, whole.indexOf(">", at)))?.[1];
    const data = whole.indexOf("<pkg:xmlData", at);
    if (name === undefined || data < 0 || data > next || parts.has(name)) continue;
    parts.set(name, whole.subarray(whole.indexOf(">", data) + 1, whole.lastIndexOf("</pkg:xmlData>", next)));
  }
  return {
    names: [...parts.keys()],
    async *read(name) {
      const part = parts.get(name);
      if (part === undefined) throw new BadInput(`${file} has no ${name} in it`);
      for (let from = 0; from < part.length; from += PIECE) yield part.subarray(from, from + PIECE);
    },
  };
}
