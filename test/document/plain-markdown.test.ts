import fc from "fast-check";
import { expect, it } from "vitest";
import { markdownBlocks } from "../../src/document/markdown-blocks.ts";
import { plainMarkdown } from "../../src/document/markdown-plain.ts";
import { parseMarkdown } from "../../src/document/markdown-syntax.ts";
import { unitsOf } from "../../src/document/markdown-units.ts";
import { parseUnits } from "../../src/document/parse-markdown.ts";
import { blanksBefore, sourceOf } from "../../src/document/source-lines.ts";
import { linesOf, type TextLine } from "../../src/document/text-lines.ts";
import type { Block } from "../../src/document/tree.ts";

const word = fc.constantFrom(
  "UE-1", "sends", "INVITE", "a", "x_y", "_a", "10", "3~5", "~5.", "[9]", "[a](b)", "**b**", "*", "2 * 3", "`c`", "&", "&amp;", "<x>", "<", "a<b",
  "\\", "\\[", "|", "a|b", "::", "www.x.org", "http://x.org/a_b", "a@b.org", "!", "![", "“q”", "a\u00A0b", "don't", "~~x~~", "#", "+", "-", "=", "[ ]", "[x]",
); // biome-ignore format: a table
const beginning = fc.constantFrom(
  "", "", "", "", "1. ", "2. ", "7) ", "- ", "* ", "+ ", "1.", "-", "3~5. ", "6-7. ", "NOTE: ", "# ", "## ", "#", "  ", "   ", "    ", "\t", "> ",
  "- - ", "1. - ", "1.  ", "1.      ", "[1] ", "[^1]: ", "[a]: ", "| ", "---", "===", "***", "* * *", "```", "~~~ mermaid", "``` a b", "<div>", "<!-- ", "6.1 ", "10. ",
); // biome-ignore format: a table
const line = fc
  .tuple(beginning, fc.array(word, { maxLength: 4 }), fc.constantFrom("", "", "", "  ", " ", "\\", "."))
  .map(([begin, words, end]) => `${begin}${words.join(" ")}${end}`);
const markdown = fc
  .array(fc.oneof({ weight: 3, arbitrary: line }, { weight: 1, arbitrary: fc.constant("") }), { maxLength: 8 })
  .map((lines) => lines.join("\n"));

const context = { file: "a.md", width: null };

function parsed(text: string, lines: readonly TextLine[]): readonly Block[] {
  const root = parseMarkdown(text);
  fc.pre(root !== null);
  const { body, footnotes } = markdownBlocks(root, {
    ...context,
    source: sourceOf(lines, blanksBefore(lines)),
  });
  return [...body, ...footnotes];
}

it("reads plain Markdown as the parser does", () => {
  let plain = 0;
  fc.assert(
    fc.property(markdown, (text) => {
      const lines = linesOf(text);
      // One unit, no definitions: what is called with it in the reader.
      fc.pre(unitsOf(lines, 0).length === 1 && !/^ {0,3}\[[^\]]+\]:/mu.test(text));
      const read = plainMarkdown(lines, 0, { ...context, hasDefinitions: false });
      if (read === null) return;
      plain += 1;
      expect(read).toEqual(parsed(text, lines));
    }),
    { numRuns: 2000 },
  );
  expect(plain).toBeGreaterThan(300);
});

it("cuts Markdown only where nothing changes by it", () => {
  fc.assert(
    fc.property(markdown, (text) => {
      fc.pre(!/^ {0,3}\[[^\]]+\]:/mu.test(text));
      const lines = linesOf(text);
      const blanks = blanksBefore(lines);
      const apart = unitsOf(lines, 0).flatMap(({ from, to }) => {
        const part = text.slice(lines[from]?.offset, lines[to]?.offset);
        const source = sourceOf(lines.slice(from, to), blanks.slice(from, to));
        const root = parseMarkdown(part);
        fc.pre(root !== null);
        return [...markdownBlocks(root, { ...context, source }).body];
      });
      expect(apart).toEqual(parsed(text, lines));
    }),
    { numRuns: 1000 },
  );
});

it("asks the parser about several units as about each of them", () => {
  fc.assert(
    fc.property(fc.array(markdown, { minLength: 2, maxLength: 4 }), (texts) => {
      const units = texts.map((text, at) => ({ lines: linesOf(text), blanks: blanksBefore(linesOf(text)), at }));
      fc.pre(
        !texts.some((text) => /^ {0,3}\[[^\]]+\]:/mu.test(text)) &&
          units.every(({ lines }) => unitsOf(lines, 0).length === 1 && endsItself(lines)),
      );
      const together = parseUnits(units, { ...context, definitions: "" });
      fc.pre(together.notices.length === 0);
      expect(together.blocks).toEqual(units.map((unit) => parseUnits([unit], { ...context, definitions: "" }).blocks[0]));
    }),
    { numRuns: 1000 },
  );
});

/** What the reader cuts: it has no code or HTML in it that would go on. */
function endsItself(lines: readonly TextLine[]): boolean {
  const end = { text: "end", line: 1, offset: 0 };
  return unitsOf([...lines, { ...end, text: "" }, end], 0).length === 2;
}
