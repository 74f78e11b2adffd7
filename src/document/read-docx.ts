import { BadInput } from "../model/wrong.ts";
import type { Archive } from "./archive.ts";
import { movedBlock } from "./moved-block.ts";
import { readWordPart, type WordPart } from "./read-word-part.ts";
import type { Block, DocumentTree, Notice, ReadDocument } from "./tree.ts";
import { chunksOf } from "./word-chunks.ts";
import { wordElements } from "./word-elements.ts";
import { wordNumbering } from "./word-numbering.ts";
import type { NoteReference } from "./word-reading.ts";
import { relationsOf } from "./word-relations.ts";
import { wordStyles } from "./word-styles.ts";
import { isIn, type View } from "./word-views.ts";

export interface DocxOptions {
  readonly format?: "docx" | "doc";
  /** For Word files in it; null: they are not read. */
  readonly openArchive?: ((bytes: Uint8Array, file: string) => Promise<Archive>) | null;
}

/**
 * A Word file, in both views where it has tracked changes. Macros, fields and embedded objects are data; nothing is followed.
 *
 * @throws BadInput where it is damaged, too large, or no Word file
 */
export async function readDocx(
  archive: Archive,
  file: string,
  { format = "docx", openArchive = null }: DocxOptions = {},
): Promise<ReadDocument> {
  const partOf = (name: string | null) => (name !== null && archive.names.includes(name) ? archive.read(name) : null);
  const main = (await relationsOf(archive, "_rels/.rels", file)).get("officeDocument")?.[0]?.target ?? "word/document.xml";
  const document = partOf(main);
  if (document === null) throw new BadInput(`${file} has no ${main} in it`, { remedy: "It is damaged, or no Word document" });
  const relations = await relationsOf(archive, main.replace(/([^/]*)$/u, "_rels/$1.rels"), file);
  const partNamed = (type: string) => relations.get(type)?.[0]?.target ?? null;
  const [styles, numbering] = [partNamed("styles"), partNamed("numbering")];
  const context = {
    file,
    styles: wordStyles(await wordElements(partOf(styles), `${file}!/${styles}`)),
    lists: wordNumbering(await wordElements(partOf(numbering), `${file}!/${numbering}`)),
    chunks:
      openArchive === null
        ? new Map()
        : await chunksOf(archive, relations.get("aFChunk") ?? [], file, async (bytes, inner) =>
            readDocx(await openArchive(bytes, inner), inner),
          ),
  };
  const part = await readWordPart(document, `${file}!/${main}`, context);
  const notes = new Map<NoteReference["kind"], WordPart>();
  for (const [kind, type] of [
    ["footnote", "footnotes"],
    ["endnote", "endnotes"],
    ["comment", "comments"],
  ] as const) {
    const name = partNamed(type);
    const pieces = part.references.some((reference) => reference.kind === kind) ? partOf(name) : null;
    if (pieces !== null) notes.set(kind, await readWordPart(pieces, `${file}!/${name}`, context));
  }
  const isTracked = part.isTracked || [...notes.values()].some((note) => note.isTracked);
  const tree = (view: View): DocumentTree => {
    const said = part.references.filter(({ mask }) => isIn(mask, view)).flatMap((reference) => noteBlocks(reference, notes, view));
    return { kind: "document", file, format, blocks: [...part.blocks[view], ...said], notices: noticesOf(part, notes) };
  };
  return { accepted: tree(0), original: isTracked ? tree(1) : null };
}

function noticesOf(part: WordPart, notes: ReadonlyMap<string, WordPart>): readonly Notice[] {
  return [part, ...notes.values()].flatMap(({ notices }) => notices);
}

/** A note stands behind the text, at the place that refers to it. */
function noteBlocks({ kind, id, place }: NoteReference, notes: ReadonlyMap<NoteReference["kind"], WordPart>, view: View): readonly Block[] {
  const role = kind === "comment" ? "comment" : "footnote";
  return (notes.get(kind)?.notes.get(id)?.[view] ?? []).map((block) => movedBlock(block, place, role));
}
