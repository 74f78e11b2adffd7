import type { TextLine } from "./text-lines.ts";
import type { Block, DocumentPlace, Table, TableRow } from "./tree.ts";

const BORDER = /^\+(?:[-=:]+\+)+\s*$/u;

/** How many lines the table of pandoc has that begins here, drawn with `+---+`; 0 where none does. */
export function gridLength(lines: readonly TextLine[]): number {
  if (!BORDER.test(lines[0]?.text ?? "")) return 0;
  const end = lines.findIndex(({ text }) => !/^[+|]/u.test(text));
  const length = end < 0 ? lines.length : end;
  return length > 2 ? length : 0;
}

/** A cell as Markdown of its own, and the column at which it was wrapped. */
export interface GridCell {
  readonly text: string;
  readonly width: number;
}

/** A table of pandoc. Its borders say where cells are; one over several columns or rows is read as the first of them. */
export async function gridTable(
  lines: readonly TextLine[],
  file: string,
  blocksOf: (cell: GridCell) => Promise<readonly Block[]>,
): Promise<Table> {
  const [first = { text: "", line: 1, offset: 0 }] = lines;
  const borders = [...first.text.matchAll(/\+/gu)].map(({ index }) => index);
  const rows: TableRow[] = [];
  let open: TextLine[] = [];
  const close = async () => {
    if (open.length > 0) rows.push(await rowOf(open, borders, blocksOf));
    open = [];
  };
  for (const line of lines) {
    if (line.text.startsWith("+")) await close();
    else open.push(line);
  }
  await close();
  return { kind: "table", rows, place: { file, line: first.line, column: 1, wordParagraph: null } };
}

async function rowOf(
  lines: readonly TextLine[],
  borders: readonly number[],
  blocksOf: (cell: GridCell) => Promise<readonly Block[]>,
): Promise<TableRow> {
  const isBorder = (column: number) => lines.every(({ text }) => text.charAt(column) === "|");
  const cells: { blocks: readonly Block[] }[] = [];
  for (const [index, border] of borders.slice(0, -1).entries()) {
    if (index > 0 && !isBorder(border)) continue;
    const end = borders.slice(index + 1).find(isBorder) ?? Number.MAX_SAFE_INTEGER;
    // One blank stands on either side.
    const from = lines.every(({ text }) => /^(?: |$)/u.test(text.slice(border + 1, end))) ? border + 2 : border + 1;
    const text = lines.map((line) => line.text.slice(from, end).trimEnd()).join("\n");
    const width = Math.min(end, (lines[0]?.text.length ?? 0) - 1) - from - 1;
    const moved = (block: Block) => moveBlock(block, lines, from);
    cells.push({ blocks: (await blocksOf({ text, width })).map(moved) });
  }
  return { cells, change: "none" };
}

/** From the cell's own lines to those of the file. */
function moveBlock(block: Block, lines: readonly TextLine[], column: number): Block {
  const moved = (place: DocumentPlace): DocumentPlace => ({
    ...place,
    line: lines[place.line - 1]?.line ?? place.line,
    column: place.column + column,
  });
  const place = moved(block.place);
  switch (block.kind) {
    case "paragraph": {
      const segments = block.segments.map((segment) => {
        const line = lines[segment.line - 1];
        const at = segment.column + column;
        return { at: segment.at, line: line?.line ?? segment.line, column: at, offset: (line?.offset ?? 0) + at - 1 };
      });
      return { ...block, place, segments };
    }
    case "table":
      return {
        ...block,
        place,
        rows: block.rows.map((row) => ({
          ...row,
          cells: row.cells.map((cell) => ({ blocks: cell.blocks.map((inner) => moveBlock(inner, lines, column)) })),
        })),
      };
    case "figure":
    case "code":
    case "html-comment":
      return { ...block, place };
  }
}
