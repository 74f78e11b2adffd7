import type { Root } from "mdast";
import { markdownBlocks } from "./markdown-blocks.ts";
import { parseMarkdown } from "./markdown-syntax.ts";
import { textBlocks } from "./read-text.ts";
import { sourceOf } from "./source-lines.ts";
import type { TextLine } from "./text-lines.ts";
import type { Block, Notice } from "./tree.ts";

/** A unit that the parser is to be asked about. */
export interface AskedUnit {
  readonly lines: readonly TextLine[];
  /** Of each line, how many empty ones stand before it. */
  readonly blanks: readonly number[];
  /** Where its blocks belong. */
  readonly at: number;
}

export interface ParseContext {
  readonly file: string;
  /** See `wrapWidth`. */
  readonly width: number | null;
  /** What links in any unit may refer to. */
  readonly definitions: string;
}

export interface ParsedUnits {
  /** Of each unit. */
  readonly blocks: readonly (readonly Block[])[];
  readonly footnotes: readonly Block[];
  readonly notices: readonly Notice[];
}

/** What stands together without a line at the margin after an empty one, and is longer, nobody has written by hand. */
const LONGEST_UNIT = 256 * 1024;
/** Lists and quotations in each other. */
const DEEPEST = /^(?:[ \t]{0,3}(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])){40}/u;
/** So much is parsed at once: each call of the parser costs as much as a page. */
const BATCH = 64 * 1024;

/** Asks the parser about units, several at a time. */
export function parseUnits(units: readonly AskedUnit[], context: ParseContext): ParsedUnits {
  const blocks: (readonly Block[])[] = [];
  const footnotes: Block[] = [];
  const notices: Notice[] = [];
  const parse = (batch: readonly AskedUnit[]) => {
    const parsed = parseBatch(batch, context);
    const [only] = batch;
    if (parsed !== null) {
      for (const { body } of parsed) blocks.push(body);
      for (const { footnotes: notes } of parsed) for (const note of notes) footnotes.push(note);
    } else if (batch.length > 1) for (const unit of batch) parse([unit]);
    else if (only !== undefined) {
      blocks.push(textBlocks(only.lines, context.file, context.width));
      const line = only.lines[0]?.line ?? 1;
      const text = "From here on, this is too long or too deep in itself for Markdown, and is read as plain text";
      notices.push({ place: { file: context.file, line, column: 1, wordParagraph: null }, text });
    }
  };
  let batch: AskedUnit[] = [];
  let size = 0;
  for (const unit of units) {
    batch.push(unit);
    size += lengthOf(unit);
    if (size < BATCH) continue;
    parse(batch);
    batch = [];
    size = 0;
  }
  if (batch.length > 0) parse(batch);
  return { blocks, footnotes, notices };
}

function lengthOf({ lines }: AskedUnit): number {
  return lines.reduce((sum, { text }) => sum + text.length + 1, 0);
}

/** Between units: lists that follow each other would be one. */
const SEPARATOR: readonly TextLine[] = ["", "<!---->", ""].map((text) => ({ text, line: 1, offset: 0 }));

/** Null where the parser cannot cope with one of them. */
function parseBatch(
  batch: readonly AskedUnit[],
  { file, width, definitions }: ParseContext,
): readonly ReturnType<typeof markdownBlocks>[] | null {
  const isTooMuch = batch.some((unit) => lengthOf(unit) > LONGEST_UNIT || unit.lines.some(({ text }) => DEEPEST.test(text)));
  if (isTooMuch) return null;
  const lines = batch.flatMap((unit) => [...unit.lines, ...SEPARATOR]);
  const source = sourceOf(
    lines,
    batch.flatMap((unit) => [...unit.blanks, 0, 0, 0]),
  );
  const isReferring = definitions !== "" && source.text.includes("[");
  const root = parseMarkdown(isReferring ? `${source.text}\n\n${definitions}` : source.text);
  if (root === null) return null;
  let line = 1;
  let child = 0;
  return batch.map((unit) => {
    line += unit.lines.length;
    const children: Root["children"] = [];
    for (let next = root.children[child]; next !== undefined && (next.position?.start.line ?? 0) < line; next = root.children[child]) {
      children.push(next);
      child += 1;
    }
    line += SEPARATOR.length;
    // The separator itself.
    child += 1;
    return markdownBlocks({ ...root, children }, { file, width, source });
  });
}
