import { basename, extname } from "node:path";
import { bytesAsText, markdownParts, textAsBytes } from "../../document/parts/markdown-parts.ts";
import { type Splice, splice } from "../../document/parts/marked-part.ts";
import { layOut, writeSvg } from "../../figure/index.ts";
import type { Content } from "../../host/index.ts";
import { type Manuscript, writeMarkdown } from "../../spec/index.ts";
import { type PartMaker, printEdited, verdictOn } from "./renewed-part.ts";
import { sumOf } from "./sum.ts";
import { noParts, type Synced } from "./synced.ts";

/** A Markdown file with its parts renewed, and the pictures that stand beside it. */
export async function syncMarkdown(bytes: Uint8Array, file: string, make: PartMaker, force: boolean): Promise<Synced> {
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
    const verdict = verdictOn(part, part.hash === sumOf(part.content), part.content === wanted, force);
    if (verdict === "edited") {
      edited.push(printEdited(part));
      continue;
    }
    if (verdict === "renewed") splices.push(...part.renew(wanted, sumOf(wanted)));
    for (const [path, picture] of picturesOf(manuscript, file)) files.set(path, picture);
  }
  return { content: splices.length === 0 ? bytes : textAsBytes(splice(text, splices)), beside: files, edited };
}

/** What stands between the marks. */
export function markdownOf(manuscript: Manuscript, file: string): string {
  return `\n${writeMarkdown(manuscript, ({ flow }) => basename(pictureAt(flow, file)))}\n`;
}

/** The pictures that it shows, by path. */
export function picturesOf({ blocks, flows }: Manuscript, file: string): ReadonlyMap<string, Content> {
  const pictures = new Map<string, Content>();
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
