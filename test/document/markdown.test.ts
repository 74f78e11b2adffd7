import { describe, expect, it } from "vitest";
import { paragraphsOf, placeAt } from "../../src/document/index.ts";
import { readString, roles, show } from "./show.ts";

async function lines(text: string): Promise<readonly string[]> {
  return show((await readString(text, "a.md")).accepted, roles);
}

describe("Markdown", () => {
  it.each<[string, string, readonly string[]]>([
    [
      "numbers as they are typed",
      "6-7. A\n\n3~5. B\n\n8a. C\n\n7) D\n7. E\n7. F",
      ["body: 6-7. A", "body: 3~5. B", "body: 8a. C", "body: 7) D", "body: 7. E", "body: 7. F"],
    ],
    [
      "bullets, and what only looks like one",
      "- A\n* B\n\n* * * First change * * *\n\n+ C",
      ["body: - A", "body: * B", "body: * * * First change * * *", "body: + C"],
    ],
    ["ranges that strike nothing out", "Steps 24~32 and 13~21, ~~gone~~", ["body: Steps 24~32 and 13~21, gone"]],
    ["times and names with colons", "At 10:30 sip:alice@example.com and 23.228:5", ["body: At 10:30 sip:alice@example.com and 23.228:5"]],
    [
      "no marks of emphasis",
      "1. **UE-1** sends `INVITE` to *P-CSCF* with snake_case and 2 * 3 * 4",
      ["body: 1. UE-1 sends INVITE to P-CSCF with snake_case and 2 * 3 * 4"],
    ],
    [
      "what escapes and references mean",
      '\\[1\\] 3GPP TS 23.228 \\- "a" &amp; b&nbsp;&#8594; c &unknown; d\\e',
      ['body: [1] 3GPP TS 23.228 - "a" & b → c &unknown; d\\e'],
    ],
    [
      "links and citations",
      "see [clause 5](#c5), [9], [a][b] and <http://x.org>\n\n[b]: http://y.org",
      ["body: see clause 5, [9], a and http://x.org"],
    ],
    [
      "headings of both kinds, without pandoc's attributes",
      "# 6 A\n\n6.1 B {#b .X}\n---\n\n### 6.1.1 C ###",
      ["heading1: 6 A", "heading2: 6.1 B", "heading3: 6.1.1 C"],
    ],
    [
      "notes",
      "NOTE 1: A\n\n> NOTE 2: B\n> goes on\n\n- NOTE: C",
      ["note: NOTE 1: A", "note: NOTE 2: B", "body: goes on", "body: - NOTE: C"],
    ],
    ["line breaks", "A\\\nB  \nC<br>D", ["body: A", "body: B", "body: C", "body: D"]],
    [
      "elements that are none",
      "<defined term>: <definition>.\n\n<symbol>\n<Explanation>",
      ["body: <defined term>: <definition>.", "body: <symbol>", "body: <Explanation>"],
    ],
    [
      "prose that is merely indented",
      "8-9. A\n\n       10. CPM User *A* Device 'n'",
      ["body: 8-9. A", "body: 10. CPM User *A* Device 'n'"],
    ],
    ["empty items", "5.\n\n·\n\n-\n", ["body: 5.", "body: ·", "body: -"]],
    ["footnotes behind the text", "A[^1].\n\n[^1]: Said.\n\nB", ["body: A.", "body: B", "footnote: Said."]],
    [
      "comments in their place",
      "A <!-- one -->\n\n<!-- two\nthree -->\n\nB",
      ["body: A", "<!-- one -->", "<!-- two\nthree -->", "body: B"],
    ],
    ["pictures", '![The flow](a.png){width="1in"\nheight="2in"} after', ["body: after", "figure The flow"]],
    ["no front matter", "---\ntitle: x\n---\n\nA", ["body: A"]],
  ])("has %s", async (_, text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });
  it("has code with the place of its first line", async () => {
    const { accepted } = await readString(
      "A\n\n```mermaid\nsequenceDiagram\n  A->>B: 1\n```\n\n1. x\n\n   ~~~ {.plantuml}\n   @startuml\n   ~~~\n",
      "a.md",
    );
    expect(accepted.blocks[1]).toEqual({
      kind: "code", language: "mermaid", text: "sequenceDiagram\n  A->>B: 1", place: { file: "a.md", line: 4, column: 1, wordParagraph: null },
    }); // biome-ignore format: short
    expect(accepted.blocks[3]).toMatchObject({ kind: "code", language: "plantuml", text: "@startuml", place: { line: 11, column: 4 } });
  });
  it("has tables, their escapes and line ends", async () => {
    expect(await lines("| Step | What |\n| --- | :-: |\n| 1 | A \\| B<br>**C** |\n| 2 |")).toEqual([
      "row", "  cell", "    body: Step", "  cell", "    body: What",
      "row", "  cell", "    body: 1", "  cell", "    body: A | B", "    body: C",
      "row", "  cell", "    body: 2",
    ]); // biome-ignore format: as in the table
  });
  it("has tables in HTML", async () => {
    const html =
      "<table>\n<tr><th>Step</th><td><p>A &amp; B</p><p>C</p></td></tr>\n<tr><td>1</td><td><table><tr><td>x</td></tr></table></td></tr>\n</table>\n\nafter";
    expect(await lines(html)).toEqual([
      "row", "  cell", "    body: Step", "  cell", "    body: A & B", "    body: C",
      "row", "  cell", "    body: 1", "  cell", "    row", "      cell", "        body: x", "body: after",
    ]); // biome-ignore format: as in the table
  });
  it("has tables of pandoc", async () => {
    const grid =
      "+------+--------+\n| Step | What   |\n+======+========+\n| 1    | A is   |\n|      | *long* |\n|      |        |\n|      | B      |\n+------+--------+\n\nafter";
    expect(await lines(grid)).toEqual([
      "row", "  cell", "    body: Step", "  cell", "    body: What",
      "row", "  cell", "    body: 1", "  cell", "    body: A is long", "    body: B", "body: after",
    ]); // biome-ignore format: as in the table
  });
  it("finds every character again", async () => {
    const text =
      "# 6.1 The\u00A0flow\n\n1. **UE-1** sends \\[x\\] &lt;a&gt; and\n   `code`, see [b](c)\n\n> 2. quoted *text*\n> goes on\n\n| a | b\\|c |\n| - | - |\n| d | e |\n";
    const source = text.split("\n");
    for (const paragraph of paragraphsOf((await readString(text, "a.md")).accepted.blocks)) {
      for (const [offset, character] of [...paragraph.text].entries()) {
        const { line, column } = placeAt(paragraph, offset);
        const there = source[line - 1]?.charAt(column - 1);
        if (character.trim() !== "" && there !== "&") expect([line, column, there]).toEqual([line, column, character]);
      }
    }
  });
});
