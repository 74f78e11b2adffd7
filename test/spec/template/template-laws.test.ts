import * as fc from "fast-check";
import { expect, test } from "vitest";
import mmscTransfer from "../../../flows/mmsc-transfer.ts";
import type { Flow } from "../../../src/model/flow.ts";
import { BadInput } from "../../../src/model/wrong.ts";
import { writeMarkdown } from "../../../src/spec/index.ts";
import { fillTemplate, readTemplate } from "../../../src/spec/template/index.ts";
import { writeWord } from "../../../src/spec/word/write-word.ts";
import { writeHtml } from "../../../src/spec/write-html.ts";
import { parseAll } from "../word/read-word.ts";

const flows = new Map<string, Flow>([[mmscTransfer.id, mmscTransfer]]);

/** What somebody may write into a template, right or wrong. */
const pieces = [
  "# Scope",
  "## 6.X Call flows",
  "# Annex: More",
  "NOTE: a note, see [](#scope)",
  "EXAMPLE: 3~5",
  "Editor's note: *emphasis* and `code`",
  "- one\n  - two\n- three",
  "1) one\n2) two",
  "| a | b |\n| - | - |\n| c \\| d | |",
  "> guidance",
  "```\ncode <&>\n```",
  "::flow{id=mmsc-transfer part=steps}",
  "::flow{id=mmsc-transfer part=table}",
  "::flow{id=mmsc-transfer part=procedure participant='MMSC AS'}",
  "::flow{id=other}",
  "::contents",
  '::insert{what="<text> & more"}',
  ":::proposal\n\ntext\n\n:::",
  ":::change\n# 1 Text\n:::",
  ":::cover{form=oma-cr}\n- Title: x\n:::",
  ":::entries\n1. TS 1: one\n:::",
  ":::entries\n:::",
  ":::",
  ":::proposal",
  "::flow",
  "<!-- a comment -->",
  "<b>",
  "***",
  "[a](https://example.org?x=1&y=2) [b](#nowhere)",
  "\u0000 \ud800 \u202e \t 中文 שלום",
  "[^1]\n\n[^1]: note",
  "Title\n=====",
  "    indented",
];

test("whatever a template holds, it becomes a document in every format, or one BadInput says where it is wrong", () => {
  let documents = 0;
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces), { maxLength: 6 }),
      fc.constantFrom("computed", "typed"),
      fc.boolean(),
      (all, clauses, loose) => {
        const text = `::document{title="x" clauses=${clauses} figures=clause}\n\n${all.join(loose ? "\n\n" : "\n")}\n`;
        try {
          const manuscript = fillTemplate(readTemplate(text, "t.md"), flows);
          documents += 1;
          expect(writeMarkdown(manuscript)).toBe(writeMarkdown(manuscript));
          parseAll(writeWord(manuscript));
          const html = writeHtml(manuscript);
          const ids = [...html.matchAll(/ id="([^"]*)"/gu)].map(([, id]) => id);
          expect(new Set(ids).size).toBe(ids.length);
          for (const [, link] of html.matchAll(/href="#([^"]*)"/gu)) expect(ids).toContain(link);
        } catch (error) {
          if (!(error instanceof BadInput)) throw error;
          expect(error.place).toMatchObject({ file: "t.md", line: expect.any(Number) });
          expect(error.remedy).not.toBe("");
        }
      },
    ),
    { numRuns: 300 },
  );
  expect(documents).toBeGreaterThan(30);
});
