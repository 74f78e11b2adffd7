import type { Block, DocumentPlace, ParagraphRole } from "./tree.ts";

/** What stands elsewhere and is read here, with all that is in it. @param role of its paragraphs; null: their own */
export function movedBlock(block: Block, place: DocumentPlace, role: ParagraphRole | null): Block {
  const moved = (each: Block) => movedBlock(each, place, role);
  switch (block.kind) {
    case "paragraph": {
      const at = { ...block, place: { ...place, column: block.place.column }, also: [] };
      return role === null ? at : { ...at, role, level: null };
    }
    case "table":
      return {
        ...block,
        place,
        rows: block.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ blocks: cell.blocks.map(moved) })) })),
      };
    case "figure":
      return { ...block, place, blocks: block.blocks.map(moved) };
    case "code":
    case "html-comment":
      return { ...block, place };
  }
}
