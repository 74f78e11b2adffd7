import { cellsOf } from "./text-width.ts";

/** Lines of a terminal, whose cells each hold one character; a wide one leaves the next cell empty. */
export class Grid {
  readonly #lines: string[] = [];

  /** Adds a line, written from the back to the front. */
  line(...pieces: readonly (readonly [column: number, text: string])[]): void {
    const cells: string[] = [];
    for (const [column, text] of pieces) {
      while (cells.length < column) cells.push(" ");
      put(cells, column, text);
    }
    this.#lines.push(cells.join("").trimEnd());
  }

  text(): string {
    return `${this.#lines.join("\n")}\n`;
  }
}

function put(cells: string[], column: number, text: string): void {
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

/** How many cells a text takes. */
export function cellsIn(text: string): number {
  if (/^[ -~]*$/u.test(text)) return text.length;
  let cells = 0;
  for (const character of text) cells += cellsOf(character);
  return cells;
}
