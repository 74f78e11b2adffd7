import { EAST_ASIAN, NO_WIDTH, PICTURE } from "./character-kinds.ts";

/** Characters of one UTF-16 unit and one cell. */
export const ONE_CELL_EACH = /^[ -~\u00a0-\u02ff\u2500-\u257f◄►]*$/u;

/** Whether a character takes the room of two in a terminal, none, or one. */
export function cellsOf(character: string): 0 | 1 | 2 {
  if (character < "\u0300") return 1;
  if (NO_WIDTH.test(character)) return 0;
  return EAST_ASIAN.test(character) || (PICTURE.test(character) && character >= "\u{1f300}") ? 2 : 1;
}

/** How many cells a text takes. */
export function cellsIn(text: string): number {
  if (ONE_CELL_EACH.test(text)) return text.length;
  let cells = 0;
  for (const character of text) cells += cellsOf(character);
  return cells;
}
