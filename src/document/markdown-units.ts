import type { TextLine } from "./text-lines.ts";

/** Lines that are Markdown for themselves: nothing before or after them changes what they mean. */
export interface MarkdownUnit {
  /** Index of the first line, and of the one after the last. */
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts Markdown where an empty line is followed by one at the margin: that ends every list, quotation and paragraph (CommonMark 0.31.2,
 * 5.1 to 5.3), unless it stands in code or HTML that goes on until something ends it (4.5, 4.6).
 *
 * @returns one unit where that end is missing
 */
export function unitsOf(lines: readonly TextLine[], from: number): readonly MarkdownUnit[] {
  const units: MarkdownUnit[] = [];
  let start = from;
  let until: RegExp | null = null;
  let wasBlank = false;
  for (let index = from; index < lines.length; index += 1) {
    const text = lines[index]?.text ?? "";
    if (until !== null) {
      if (until.test(text)) until = null;
      wasBlank = false;
      continue;
    }
    if (wasBlank && /^\S/u.test(text)) {
      units.push({ from: start, to: index });
      start = index;
    }
    wasBlank = text.trim() === "";
    until = endOf(text);
  }
  if (until !== null) return [{ from, to: lines.length }];
  return start < lines.length ? [...units, { from: start, to: lines.length }] : units;
}

/** What ends the block that this line begins, where an empty line does not. */
function endOf(text: string): RegExp | null {
  const fence = /^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$/u.exec(text);
  if (fence !== null) {
    const sign = (fence[1] ?? fence[2] ?? "").charAt(0);
    const length = (fence[1] ?? fence[2] ?? "").length;
    return new RegExp(`^ {0,3}${sign}{${length},}[ \\t]*$`, "u");
  }
  for (const [begin, end] of htmlEnds) if (begin.test(text)) return end.test(text.replace(begin, "")) ? null : end;
  return null;
}

const htmlEnds: readonly (readonly [RegExp, RegExp])[] = [
  [/^ {0,3}<(?:script|pre|style|textarea)(?=[\s>]|$)/iu, /<\/(?:script|pre|style|textarea)>/iu],
  [/^ {0,3}<!--/u, /-->/u],
  [/^ {0,3}<\?/u, /\?>/u],
  [/^ {0,3}<!\[CDATA\[/u, /\]\]>/u],
  [/^ {0,3}<![a-z]/iu, />/u],
];
