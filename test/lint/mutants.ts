import type { Contribution } from "../../src/contribution/index.ts";
import type { Block, DocumentTree, Paragraph } from "../../src/document/index.ts";

/** One mistake, made mechanically in a document without any. */
export interface Mutant {
  readonly tree: DocumentTree;
  /** The rules that may find it: any of them. */
  readonly rules: readonly string[];
  readonly what: string;
}

export interface Operator {
  readonly name: string;
  readonly rules: readonly string[];
  mutate(tree: DocumentTree, contribution: Contribution): Generator<Mutant>;
}

/** New text and label for some paragraphs, or none of it. */
export type Change = Partial<Pick<Paragraph, "text" | "label">> | "gone";
export type Changes = ReadonlyMap<Paragraph, Change>;

/** @returns the tree itself where none of the paragraphs is one of its own: a row of a table is read as one */
export function changed(tree: DocumentTree, changes: Changes): DocumentTree {
  let count = 0;
  const inBlocks = (blocks: readonly Block[]): readonly Block[] =>
    blocks.flatMap((block): readonly Block[] => {
      switch (block.kind) {
        case "paragraph": {
          const change = changes.get(block);
          if (change !== undefined) count += 1;
          return change === "gone" ? [] : change === undefined ? [block] : [{ ...block, ...change, segments: [] }];
        }
        case "table":
          return [
            { ...block, rows: block.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ blocks: inBlocks(cell.blocks) })) })) },
          ];
        default:
          return [block];
      }
    });
  const blocks = inBlocks(tree.blocks);
  return count === 0 ? tree : { ...tree, blocks };
}

export function replaced({ text }: Paragraph, at: number, old: string, by: string): { readonly text: string } {
  return { text: text.slice(0, at) + by + text.slice(at + old.length) };
}
