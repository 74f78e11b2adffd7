import type { Block } from "./manuscript.ts";

/** The printed words by which a block is cited: `3~5` of `3~5.`, `NOTE 1`, `d` of `d)`, the number of a figure or of a clause. */
export function citedAs(block: Block): string | null {
  switch (block.kind) {
    case "heading":
      return block.number === "" ? block.title : block.number;
    case "figure":
      return block.label;
    case "precondition":
      return bare(block.label);
    case "paragraph":
    case "note":
    case "entry":
      return bare(block.printed);
    case "plain":
    case "item":
    case "example":
    case "table":
    case "code":
    case "mark":
    case "cover":
    case "contents":
      return null;
  }
}

function bare(printed: string): string {
  return printed.replace(/[.:)]+$/u, "");
}

/** What can be cited in a document: the printed words by the id of the block. */
export function anchorsOf(blocks: readonly Block[]): ReadonlyMap<string, string> {
  const anchors = new Map<string, string>();
  for (const block of blocks) {
    const words = citedAs(block);
    if (words !== null && "id" in block) anchors.set(block.id, words);
  }
  return anchors;
}
