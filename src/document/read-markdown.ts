import { type GridCell, gridLength, gridTable } from "./markdown-grid.ts";
import { plainMarkdown } from "./markdown-plain.ts";
import { unitsOf } from "./markdown-units.ts";
import type { AskedUnit } from "./parse-markdown.ts";
import { blanksBefore } from "./source-lines.ts";
import { groupsOf, linesOf, type TextLine } from "./text-lines.ts";
import type { Block, Notice } from "./tree.ts";
import { wrapWidth } from "./unwrap.ts";

export interface MarkdownBlocks {
  readonly blocks: readonly Block[];
  readonly notices: readonly Notice[];
}

/** Definitions of links are read with each part that may use them, as long as they are not many. */
const LONGEST_DEFINITIONS = 32 * 1024;

/** Markdown as GitHub and pandoc write it, wrapped or not. */
export async function readMarkdown(text: string, file: string): Promise<MarkdownBlocks> {
  // A page break is none of Markdown's line ends.
  return readPart(text.replaceAll("\f", " "), { file, width: null, isCell: false });
}

interface Part {
  readonly file: string;
  /** Null where the part itself says at which column it was wrapped. */
  readonly width: number | null;
  readonly isCell: boolean;
}

async function readPart(text: string, { file, width: given, isCell }: Part): Promise<MarkdownBlocks> {
  const lines = linesOf(text);
  const blanks = blanksBefore(lines);
  const width = given ?? wrapWidth(groupsOf(lines).map((group) => group.lines.map((line) => line.text)));
  const definitions = definitionsIn(lines);
  const from = isCell ? 0 : frontMatterIn(lines);
  const units = definitions.length > LONGEST_DEFINITIONS ? [{ from, to: lines.length }] : unitsOf(lines, from);
  const blocks: (readonly Block[])[] = [];
  const notices: Notice[] = [];
  const asked: AskedUnit[] = [];
  for (const unit of units) {
    const ofGrid = gridLength(lines.slice(unit.from, unit.to));
    if (ofGrid > 0) {
      const cell = async (cell: GridCell) => {
        const read = await readPart(cell.text, { file, width: cell.width, isCell: true });
        notices.push(...read.notices);
        return read.blocks;
      };
      blocks.push([await gridTable(lines.slice(unit.from, unit.from + ofGrid), file, cell)]);
    }
    const start = unit.from + ofGrid;
    const own = lines.slice(start, unit.to);
    const plain = plainMarkdown(own, blanks[start] ?? 0, { file, width, hasDefinitions: definitions !== "" });
    if (plain === null) asked.push({ lines: own, blanks: blanks.slice(start, unit.to), at: blocks.length });
    blocks.push(plain ?? []);
  }
  if (asked.length === 0) return { blocks: blocks.flat(), notices };
  const { parseUnits } = await import("./parse-markdown.ts");
  const parsed = parseUnits(asked, { file, width, definitions });
  for (const [index, { at }] of asked.entries()) blocks[at] = parsed.blocks[index] ?? [];
  return { blocks: [...blocks.flat(), ...parsed.footnotes], notices: [...notices, ...parsed.notices] };
}

/** What `[a]: http://…` defines for all of the document; footnotes stand where they are defined. */
function definitionsIn(lines: readonly TextLine[]): string {
  return lines
    .flatMap(({ text }) => {
      const [, name] = /^ {0,3}(\[[^\]]+\]:)/u.exec(text) ?? [];
      return name === undefined ? [] : [name.startsWith("[^") ? `${name} note` : text];
    })
    .join("\n");
}

/** The index of the first line behind `---` … `---` at the very beginning. */
function frontMatterIn(lines: readonly TextLine[]): number {
  if (lines[0]?.text.trimEnd() !== "---") return 0;
  return lines.findIndex(({ text }, index) => index > 0 && /^(?:---|\.\.\.)\s*$/u.test(text)) + 1;
}
