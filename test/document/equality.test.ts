import fc from "fast-check";
import { expect, it } from "vitest";
import { type Block, paragraphsOf } from "../../src/document/index.ts";
import { readString, readWord } from "./show.ts";
import { p, styled } from "./word-file.ts";

/** A document as somebody has it in mind, before it is written down in any format. */
type Thought = { readonly kind: "line"; readonly text: string } | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] };

const words = fc
  .array(
    fc.constantFrom(
      "UE-1",
      "the S-CSCF",
      "sends",
      "a SIP INVITE request",
      "200 (OK)",
      "in step 3",
      "see [9]",
      "24~32",
      "“ST information”",
      "re\u00ADsponse",
      "UE\u20112",
      "a_b",
      "50%",
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((all) => all.join(" "));
const label = fc.constantFrom(
  "",
  "1. ",
  "2) ",
  "3~5. ",
  "6-7. ",
  "8a. ",
  "9 ",
  "Step 10: ",
  "F1 ",
  "NOTE: ",
  "NOTE 2: ",
  "Editor's note: ",
  "EXAMPLE: ",
  "Figure 1: ",
  "6.X.1 ",
  "a) ",
);
const line: fc.Arbitrary<Thought> = fc.tuple(label, words).map(([begin, text]) => ({ kind: "line", text: `${begin}${text}.` }));
const table: fc.Arbitrary<Thought> = fc
  .integer({ min: 1, max: 3 })
  .chain((width) =>
    fc
      .array(fc.array(words, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 3 })
      .map((rows) => ({ kind: "table", rows })),
  );
const thoughts = fc.array(fc.oneof({ weight: 5, arbitrary: line }, { weight: 1, arbitrary: table }), { minLength: 1, maxLength: 12 });

const asWord = (all: readonly Thought[]) =>
  all
    .map((thought) =>
      thought.kind === "line"
        ? p(thought.text, styled("B1"))
        : `<w:tbl>${thought.rows.map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${p(cell)}</w:tc>`).join("")}</w:tr>`).join("")}</w:tbl>`,
    )
    .join("");
const asMarkdown = (all: readonly Thought[]) =>
  all
    .map((thought) => {
      if (thought.kind === "line") return thought.text.replaceAll(/(?<![a-z])_|[*[]/gu, "\\$&");
      const rows = thought.rows.map((cells) => `| ${cells.join(" | ")} |`);
      return [rows[0], `|${" --- |".repeat(thought.rows[0]?.length ?? 0)}`, ...rows.slice(1)].join("\n");
    })
    .join("\n\n");
const asText = (all: readonly Thought[]) =>
  all.map((thought) => (thought.kind === "line" ? thought.text : thought.rows.flat().join("\n\n"))).join("\n\n");

/** What a reader of the document sees, without where it stands and how it was styled. */
function essence(blocks: readonly Block[]): readonly unknown[] {
  return blocks.map((block): unknown => {
    if (block.kind === "paragraph") return [block.role, block.label, block.text];
    return block.kind === "table" ? block.rows.map(({ cells }) => cells.map((cell) => essence(cell.blocks))) : block.kind;
  });
}

it("reads the same document from Word and from Markdown", async () => {
  await fc.assert(
    fc.asyncProperty(thoughts, async (all) => {
      const word = await readWord(asWord(all));
      const markdown = await readString(asMarkdown(all), "a.md");
      expect(essence(markdown.accepted.blocks)).toEqual(essence(word.accepted.blocks));
    }),
    { numRuns: 150 },
  );
});

it("reads the same paragraphs from plain text, which knows no tables", async () => {
  await fc.assert(
    fc.asyncProperty(thoughts, async (all) => {
      const word = await readWord(asWord(all));
      const text = await readString(asText(all), "a.txt");
      const paragraphs = (blocks: readonly Block[]) => essence([...paragraphsOf(blocks)]);
      expect(paragraphs(text.accepted.blocks)).toEqual(paragraphs(word.accepted.blocks));
    }),
    { numRuns: 150 },
  );
});

it("reads the same paragraphs where nobody has left an empty line between them", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (all) => {
      const text = asText(all).replaceAll("\n\n", "\n");
      const [plain, markdown] = [await readString(text, "a.txt"), await readString(text, "a.md")];
      expect(essence(markdown.accepted.blocks)).toEqual(essence(plain.accepted.blocks));
      expect(essence(plain.accepted.blocks)).toEqual(essence((await readWord(asWord(all))).accepted.blocks));
    }),
    { numRuns: 150 },
  );
});
