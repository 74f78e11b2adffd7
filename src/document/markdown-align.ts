import { lineAt, type SourceLines } from "./source-lines.ts";
import type { Piece } from "./spell.ts";

/**
 * Finds the text of a Markdown node in its source again, where escapes, character references, and what stands before a line are more
 * than the text has.
 *
 * @param start of the node: line from 1, column from 1
 * @returns the pieces of each line
 */
export function alignText(
  value: string,
  start: { readonly line: number; readonly column: number },
  source: SourceLines,
): readonly (readonly Piece[])[] {
  return value.split(/\r\n|[\n\r]/u).map((text, index) => {
    const line = lineAt(source, start.line + index);
    const from = index === 0 ? start.column - 1 : beginningOf(line.text, text);
    return alignLine(text, line.text, from).map(({ at, part }) => ({
      text: part,
      line: line.line,
      column: at + 1,
      offset: line.offset + at,
    }));
  });
}

interface Part {
  readonly at: number;
  readonly part: string;
}

/** Where a line after the first begins: behind its indentation and the signs of quotations. */
function beginningOf(line: string, text: string): number {
  const prefix = /^[\s>]*/u.exec(line)?.[0].length ?? 0;
  return text.startsWith(">") ? Math.max(0, line.indexOf(">", prefix === 0 ? 0 : prefix - 1)) : prefix;
}

function alignLine(text: string, line: string, from: number): readonly Part[] {
  if (line.startsWith(text, from)) return [{ at: from, part: text }];
  const parts: Part[] = [];
  let begun = from;
  let part = "";
  let at = from;
  const close = () => {
    if (part !== "") parts.push({ at: begun, part });
    part = "";
  };
  for (let index = 0; index < text.length; ) {
    const character = text.charAt(index);
    const here = line.charAt(at);
    const reference = here === "&" ? (/^&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|\w{2,31});/u.exec(line.slice(at, at + 40))?.[0] ?? "") : "";
    if (here === "\\" && ESCAPABLE.test(line.charAt(at + 1)) && line.charAt(at + 1) === character) {
      close();
      at += 1;
      begun = at;
    } else if (reference !== "" && (character !== "&" || /^&(?:amp|#0*38|#x0*26);/iu.test(reference))) {
      close();
      const point = text.codePointAt(index) ?? 0;
      const decoded = String.fromCodePoint(point);
      parts.push({ at, part: decoded });
      at += reference.length;
      index += decoded.length;
      begun = at;
      continue;
    } else if (here !== character) {
      // Something that is not to be seen; the text goes on behind it, or what is left stands here as a whole.
      const next = line.indexOf(character, at);
      close();
      if (next < 0) {
        parts.push({ at: Math.min(at, line.length), part: text.slice(index) });
        return parts;
      }
      at = next;
      begun = next;
    }
    part += character;
    at += 1;
    index += 1;
  }
  close();
  return parts;
}

const ESCAPABLE = /[!-/:-@[-`{-~]/u;
