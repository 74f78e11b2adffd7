import { basename, extname } from "node:path";
import { bytesAsText, markdownParts, textAsBytes } from "../../document/parts/markdown-parts.ts";
import { type Splice, splice } from "../../document/parts/marked-part.ts";
import { layOut, writeSvg } from "../../figure/index.ts";
import type { Content } from "../../host/index.ts";
import { type Manuscript, writeMarkdown } from "../../spec/index.ts";
import { type PartMaker, printEdited, verdictOn } from "./renewed-part.ts";
import { sumOf } from "./sum.ts";
import { noParts, type Synced } from "./synced.ts";

/**
 * A Markdown file with its parts renewed, and the pictures that stand beside it.
 *
 * @param read what lies under a path; null where nothing does
 */
export async function syncMarkdown(
  bytes: Uint8Array,
  file: string,
  make: PartMaker,
  force: boolean,
  read: (path: string) => Uint8Array | null,
): Promise<Synced> {
  const text = bytesAsText(bytes);
  const parts = markdownParts(text, file);
  if (parts.length === 0)
    throw noParts(file, "put <!-- callflow:begin flow=FLOW part=text --> and <!-- callflow:end --> into it, each on a line of its own");
  const splices: Splice[] = [];
  const edited: string[] = [];
  const files = new Map<string, Content>();
  for (const part of parts) {
    const manuscript = await make(part);
    const wanted = markdownOf(manuscript, file);
    const pictures = picturesOf(manuscript, file);
    const hash = sumOfPart(wanted, pictures);
    const touched = part.hash === null ? null : pictureTouched(part.hash, pictures, read);
    const [ownText] = (part.hash ?? "").split("-");
    const isOurs = ownText === sumOf(part.content) && touched === null;
    // The picture of a mark that says nothing of it is renewed as it comes.
    const isSame = part.content === wanted && (part.hash === hash || part.hash === ownText) && touched === null;
    const verdict = verdictOn(part, isOurs, isSame, force);
    if (verdict === "edited") {
      edited.push(printEdited(part, ownText === sumOf(part.content) ? touched : null));
      continue;
    }
    if (verdict === "renewed") splices.push(...part.renew(wanted, hash));
    for (const [path, picture] of pictures) files.set(path, picture);
  }
  return { content: splices.length === 0 ? bytes : textAsBytes(splice(text, splices)), beside: files, edited };
}

/** By which a part and its pictures are known again as they were generated: the sum of the text, and that of the pictures. */
export function sumOfPart(content: string, pictures: ReadonlyMap<string, string>): string {
  return pictures.size === 0 ? sumOf(content) : `${sumOf(content)}-${sumOf([...pictures.values()].join(""))}`;
}

/** The picture that is not as it was generated, nor as it would be now; null where all are, and where somebody has taken the text alone. */
function pictureTouched(hash: string, pictures: ReadonlyMap<string, string>, read: (path: string) => Uint8Array | null): string | null {
  const [, sum] = hash.split("-");
  if (sum === undefined) return null;
  const there = [...pictures.keys()].map((path) => read(path));
  const found = there.map((each) => (each === null ? "" : new TextDecoder().decode(each)));
  if (there.includes(null) || sumOf(found.join("")) === sum) return null;
  return [...pictures].find(([, picture], at) => found[at] !== picture)?.[0] ?? null;
}

/** What stands between the marks. */
export function markdownOf(manuscript: Manuscript, file: string): string {
  return `\n${writeMarkdown(manuscript, ({ flow }) => basename(pictureAt(flow, file)))}\n`;
}

/** The pictures that it shows, by path. */
export function picturesOf({ blocks, flows }: Manuscript, file: string): ReadonlyMap<string, string> {
  const pictures = new Map<string, string>();
  for (const block of blocks) {
    const flow = block.kind === "figure" ? flows.get(block.flow) : undefined;
    if (block.kind === "figure" && flow !== undefined) pictures.set(pictureAt(block.flow, file), writeSvg(layOut(flow)));
  }
  return pictures;
}

/** Each under the name of its flow, so that none is called otherwise when another part comes into the document. */
function pictureAt(flow: string, file: string): string {
  return `${file.slice(0, file.length - extname(file).length)}.${flow.replaceAll("/", ".")}.svg`;
}
