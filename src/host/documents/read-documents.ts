import { closeSync, openSync, readSync } from "node:fs";
import { resolve } from "node:path";
import { type DocumentTools, kindOfContent, type ReadDocument, readArchive, readDocuments } from "../../document/index.ts";
import { BadInput } from "../../model/wrong.ts";
import { reasonOf, shownPath } from "../files/read-file.ts";
import type { openArchive } from "./open-archive.ts";

const MiB = 1024 * 1024;
/** Of a text, ten times the longest specification; of a .doc, as large as Word writes them. Archives are read in pieces. */
const LARGEST_TEXT = 32 * MiB;
const LARGEST_DOC = 256 * MiB;

/** Text needs neither zlib nor processes, which take longer to load than a small document to read. */
const open: typeof openArchive = async (source, file) => (await import("./open-archive.ts")).openArchive(source, file);

/** @param env of the process: where programs are */
export function documentTools(env: Readonly<Record<string, string | undefined>>): DocumentTools {
  return {
    openArchive: open,
    convertDoc: async (bytes, file) => (await import("./convert-doc.ts")).convertDoc(bytes, file, env),
    convertOther: async (bytes) => (await import("./convert-doc.ts")).convertOther(bytes, env),
  };
}

/**
 * All documents of a file, as `readDocuments` gives them.
 *
 * @throws BadInput where it cannot be read, or is larger than any document
 */
export async function* readDocumentFile(
  path: string,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
): AsyncGenerator<ReadDocument | BadInput> {
  const file = shownPath(path, cwd);
  const options = { file, tools: documentTools(env) };
  const { bytes, isZip } = readBounded(resolve(cwd, path), file);
  if (!isZip || /(?:^|\/)~\$[^/]*$/u.test(file)) {
    yield* readDocuments(bytes, options);
    return;
  }
  const archive = await open({ path: resolve(cwd, path) }, file);
  try {
    yield* readArchive(archive, options);
  } finally {
    archive.close();
  }
}

/** @throws BadInput where there are more bytes than a document has; as many are read at most */
export function boundedBytes(bytes: Uint8Array, file: string): Uint8Array {
  if (bytes.length > limitOf(bytes)) throw tooLarge(file, limitOf(bytes));
  return bytes;
}

/** Reads no further than to the limit, whatever the file says of its size: it may be a pipe, or a device without an end. */
function readBounded(path: string, file: string): { readonly bytes: Uint8Array; readonly isZip: boolean } {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(path, "r");
    const pieces: Buffer[] = [];
    let size = 0;
    let limit = LARGEST_TEXT;
    for (;;) {
      const piece = Buffer.allocUnsafe(size === 0 ? 64 * 1024 : MiB);
      const read = readSync(descriptor, piece, 0, piece.length, null);
      if (read === 0) break;
      if (size === 0) {
        const head = piece.subarray(0, read);
        if (kindOfContent(head) === "zip") return { bytes: head, isZip: true };
        limit = limitOf(head);
      }
      size += read;
      if (size > limit) throw tooLarge(file, limit);
      pieces.push(piece.subarray(0, read));
    }
    return { bytes: Buffer.concat(pieces), isZip: false };
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`cannot read the document ${file}: ${reasonOf(error)}`);
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

function limitOf(head: Uint8Array): number {
  return kindOfContent(head) === "text" ? LARGEST_TEXT : LARGEST_DOC;
}

function tooLarge(file: string, limit: number): BadInput {
  return new BadInput(`${file} is larger than ${limit / MiB} MiB`, { remedy: "Split it, or give the document itself" });
}
