import { type Splice, splice } from "../../document/parts/marked-part.ts";
import { visibleLook } from "../../document/parts/word-look.ts";
import { wordParts } from "../../document/parts/word-parts.ts";
import { readEntry, replaceEntry } from "../../document/parts/zip-entry.ts";
import { layOut, writeSvg } from "../../figure/index.ts";
import { type Manuscript, mainPart, writeWordText } from "../../spec/index.ts";
import { type PartMaker, printEdited, verdictOn } from "./renewed-part.ts";
import { sumOf } from "./sum.ts";
import { noParts, type Synced } from "./synced.ts";

/** How long each of the two sums in a tag is. */
const SUM = 8;

/** A Word file with its parts renewed; of the archive, only the main part is written anew. */
export async function syncWord(bytes: Uint8Array, file: string, make: PartMaker, force: boolean): Promise<Synced> {
  const main = mainPart(bytes, file);
  const xml = new TextDecoder("utf-8", { ignoreBOM: true }).decode(readEntry(bytes, main, file));
  const parts = wordParts(xml, file);
  if (parts.length === 0)
    throw noParts(file, "put a content control (Developer tab) around a place in it, with the tag callflow:FLOW/text");
  const splices: Splice[] = [];
  const edited: string[] = [];
  for (const part of parts) {
    const manuscript = await make(part);
    const source = sourceSum(manuscript);
    const isOurs = part.hash?.slice(0, SUM) === textSum(part.content);
    const verdict = verdictOn(part, isOurs, isOurs && part.hash?.slice(SUM) === source, force);
    if (verdict === "edited") edited.push(printEdited(part));
    if (verdict !== "renewed") continue;
    // A content control holds a paragraph at least.
    const text = writeWordText(manuscript, { bytes, file }, part.around) || "<w:p/>";
    splices.push(...part.renew(text, textSum(visibleLook(text)) + source));
  }
  const content = splices.length === 0 ? bytes : replaceEntry(bytes, main, new TextEncoder().encode(splice(xml, splices)), file);
  return { content, beside: new Map(), edited };
}

/** Of what is to be seen of a part: by it, what a person has changed is known. */
export function textSum(text: string): string {
  return sumOf(text).slice(0, SUM);
}

/** Of what a part is written from, figures included: by it, what is no longer right is known. */
export function sourceSum({ blocks, flows }: Manuscript): string {
  const figures = blocks.flatMap((block) => {
    const flow = block.kind === "figure" ? flows.get(block.flow) : undefined;
    return flow === undefined ? [] : [writeSvg(layOut(flow))];
  });
  return sumOf(JSON.stringify([blocks, figures])).slice(0, SUM);
}
