import { paragraphsOfLines, type SeenLine } from "./line-paragraphs.ts";
import { groupsOf, type LineGroup, type TextLine } from "./text-lines.ts";
import type { Block } from "./tree.ts";

export interface PlainContext {
  readonly file: string;
  /** See `wrapWidth`. */
  readonly width: number | null;
  /** Whether links are defined anywhere, so that any brackets may be one. */
  readonly hasDefinitions: boolean;
}

/** Of an ATX heading at the margin. */
const HEADING = /^(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/u;
/** Number or bullet, and what it numbers. */
const ITEM = /^( *)([-+*]|\d{1,9}[.)])(?:( {1,4})(\S.*))?$/u;
const FENCE = /^(`{3,}|~{3,})[ \t]*([^\s`&\\]*)[^`&\\]*$/u;
const RULE = /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/u;

/** What begins a block other than a paragraph, or ends one as a heading or table. */
const OTHER_BLOCK = /^ {0,3}(?:#|>|<|`{3}|~{3}|\[\^|=+[ \t]*$|[|:\- \t]*-[|:\- \t]*$|\+[-=])/u;
/** Characters that may be more than themselves; stars among blanks are not. */
const MARKUP = /[\\`]|(?<![\s*]|^)\*|\*(?![\s*]|$)|<[a-z/!?]|&(?:#|\w+;)|~~|\]\(|(?<![a-z\d])_|_(?![a-z\d])|^\s*\[[ x]\]\s/iu;

/**
 * Reads lines of Markdown that hold no markup but headings at the margin, numbers, bullets and fenced code: what most of a
 * specification is, hundreds of times faster than the parser, with the same result.
 *
 * @returns null where there is anything else: the parser is to be asked
 */
export function plainMarkdown(lines: readonly TextLine[], blankBefore: number, context: PlainContext): readonly Block[] | null {
  const [first] = lines;
  const fence = first === undefined ? null : FENCE.exec(first.text);
  if (first !== undefined && fence !== null) return fencedCode(lines, fence, context);
  const blocks: Block[] = [];
  for (const [index, group] of groupsOf(lines).entries()) {
    const before = (index === 0 ? blankBefore : 0) + group.blankBefore;
    if (group.lines.length === 1 && RULE.test(group.lines[0]?.text ?? "")) continue;
    const read = plainGroup(group, before, context);
    if (read === null) return null;
    for (const block of read) blocks.push(block);
  }
  return blocks;
}

function plainGroup({ lines }: LineGroup, blankBefore: number, context: PlainContext): readonly Block[] | null {
  const blocks: Block[] = [];
  let open: SeenLine[] = [];
  let before = blankBefore;
  let marker: string | null = null;
  const close = (markup: { readonly role: "heading"; readonly level: number } | null) => {
    const { file, width } = context;
    for (const block of paragraphsOfLines(open, { file, width, blankBefore: before, markup })) blocks.push(block);
    if (open.length > 0) before = 0;
    open = [];
  };
  for (const line of lines) {
    if (/^ *\t/u.test(line.text) || RULE.test(line.text)) return null;
    const heading = HEADING.exec(line.text);
    if (heading !== null) {
      const [, signs = "", title = ""] = heading;
      if (!isPlain(title, context) || /^#*$/u.test(title)) return null;
      close(null);
      const column = line.text.indexOf(title, signs.length) + 1;
      open.push({
        pieces: [{ text: title, line: line.line, column, offset: line.offset + column - 1 }],
        source: line.text,
        isBroken: false,
      });
      close({ role: "heading", level: signs.length });
      marker = null;
      continue;
    }
    const item = ITEM.exec(line.text);
    const text = item?.[4] ?? line.text;
    if (OTHER_BLOCK.test(text) || OTHER_BLOCK.test(line.text) || !isPlain(text, context)) return null;
    if (item !== null) {
      const [, indentation = "", sign = "", , content] = item;
      const kind = sign.slice(-1);
      // Anything but a simple list at the margin: whether an item begins here is for the parser to say.
      if (indentation !== "" || (marker !== null && marker !== kind) || content === undefined || ITEM.test(content)) return null;
      // A paragraph goes on over a number that is not the first of a list (CommonMark 0.31.2, 5.2).
      if (marker !== null || open.length === 0 || !/^\d/u.test(sign) || /^0*1[.)]$/u.test(sign)) {
        close(null);
        marker = kind;
      }
    }
    open.push({ pieces: [{ ...line, column: 1 }], source: line.text, isBroken: / {2}$/u.test(line.text) });
  }
  close(null);
  return blocks;
}

function isPlain(text: string, { hasDefinitions }: PlainContext): boolean {
  return !MARKUP.test(text) && !(hasDefinitions && text.includes("["));
}

/** Null where something follows the code. */
function fencedCode(lines: readonly TextLine[], fence: RegExpExecArray, { file }: PlainContext): readonly Block[] | null {
  const [, signs = "", language = ""] = fence;
  const end = lines.findIndex(({ text }, index) => index > 0 && text.startsWith(signs) && /^(`+|~+)[ \t]*$/u.test(text));
  const [, content] = lines;
  if (end < 0 || content === undefined || lines.slice(end + 1).some(({ text }) => text.trim() !== "")) return null;
  const text = lines.slice(1, end).map((line) => line.text);
  // Where its first line is indented, the place has a column.
  const column = (/^[\s>]*/u.exec(content.text)?.[0].length ?? 0) + 1;
  const place = { file, line: content.line, column, wordParagraph: null };
  return [{ kind: "code", language: plainLanguage(language), text: text.join("\n"), place }];
}

/** `{.mermaid}` of pandoc, and `mermaid` of anybody else. */
export function plainLanguage(language: string): string {
  return language
    .replace(/^\{?\.?/u, "")
    .replace(/\}$/u, "")
    .toLowerCase();
}
