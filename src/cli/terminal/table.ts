import { wrapWords } from "../../report/wrap-words.ts";

/** A column of a table; the last one is wrapped where there is a width. */
export interface TableOptions {
  /** Of a line, in characters; null for no limit. */
  readonly width: number | null;
  readonly indent?: string;
}

const GAP = "  ";
/** A last column narrower than this is not worth wrapping. */
const NARROW = 24;

/** Rows of cells as aligned lines. */
export function printTable(rows: readonly (readonly string[])[], { width, indent = "" }: TableOptions): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => lengthOf(row[at] ?? ""))));
  const before = indent.length + widths.slice(0, -1).reduce((sum, each) => sum + each + GAP.length, 0);
  const room = width === null || width - before < NARROW ? null : width - before;
  return rows.flatMap((row) => linesOf(row, widths, room, indent, before)).join("\n");
}

function linesOf(
  row: readonly string[],
  widths: readonly number[],
  room: number | null,
  indent: string,
  before: number,
): readonly string[] {
  const cells = widths.slice(0, -1).map((each, at) => (row[at] ?? "") + " ".repeat(each - lengthOf(row[at] ?? "")));
  const [first = "", ...others] = wrapWords(row[widths.length - 1] ?? "", room);
  return [indent + [...cells, first].join(GAP), ...others.map((line) => " ".repeat(before) + line)].map((line) => line.trimEnd());
}

/** In characters, as the terminal shows them: without its colours. */
function lengthOf(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how colours begin.
  return [...text.replace(/\u001b\[\d+m/gu, "")].length;
}
