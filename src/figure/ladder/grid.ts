import { cellsOf, ONE_CELL_EACH } from "../measure/cells.ts";

/** Text that begins in a cell of a line. */
export type Piece = readonly [column: number, text: string];

/** Lines of a terminal, whose cells each hold one character; a wide one leaves the next cell empty. */
export class Grid {
  readonly #lines: string[] = [];

  /** Adds a line, written from the back to the front. */
  line(...pieces: readonly Piece[]): void {
    const line = pieces.every(([, text]) => ONE_CELL_EACH.test(text)) ? inStrings(pieces) : inCells(pieces);
    this.#lines.push(line.trimEnd());
  }

  text(): string {
    return `${this.#lines.join("\n")}\n`;
  }
}

function inStrings(pieces: readonly Piece[]): string {
  let line = "";
  for (const [column, text] of pieces) line = line.slice(0, column).padEnd(column) + text + line.slice(column + text.length);
  return line;
}

function inCells(pieces: readonly Piece[]): string {
  const cells: string[] = [];
  for (const [column, text] of pieces) {
    while (cells.length < column) cells.push(" ");
    let at = column;
    for (const character of text) {
      const width = cellsOf(character);
      if (width === 0) {
        if (at > column) cells[at - 1] += character;
        continue;
      }
      cells[at] = character;
      if (width === 2) cells[at + 1] = "";
      at += width;
    }
  }
  return cells.join("");
}
