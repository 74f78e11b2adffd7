import { describe, expect, it } from "vitest";
import { paragraphsOf } from "../../src/document/index.ts";
import { readWord, roles, show } from "./show.ts";
import { abstractList, level, list, listed, p, style, styled, t } from "./word-file.ts";

const run = (inner: string, properties = "") => `<w:r>${properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`}${inner}</w:r>`;

async function textOf(content: string): Promise<readonly string[]> {
  return show((await readWord(`<w:p>${content}</w:p>`)).accepted);
}

describe("the text of a Word paragraph", () => {
  it.each<[string, string, readonly string[]]>([
    [
      "tabs, and not those of its properties",
      `<w:pPr><w:tabs><w:tab w:val="left" w:pos="284"/></w:tabs></w:pPr>${run("<w:t>1.</w:t><w:tab/><w:t>A</w:t>")}`,
      ["1.\tA"],
    ],
    [
      "hyphens that do not break, and those that only may",
      run("<w:t>UE</w:t><w:noBreakHyphen/><w:t>1 re</w:t><w:softHyphen/><w:t>gisters</w:t>"),
      ["UE-1 registers"],
    ],
    ["blanks and hyphens of Unicode", t("step\u00A03\u20115 in\u00ADdeed"), ["step 3-5 indeed"]],
    [
      "symbols",
      run('<w:t xml:space="preserve">A </w:t><w:sym w:font="Wingdings" w:char="F0E0"/><w:t xml:space="preserve"> B</w:t>'),
      ["A → B"],
    ],
    ["line breaks", run("<w:t>1. A</w:t><w:br/><w:t>2. B</w:t><w:cr/><w:br/><w:t>3. C</w:t>"), ["1. A", "2. B", "3. C"]],
    ["blanks where they are meant", run("<w:t> a </w:t>") + run('<w:t xml:space="preserve"> b</w:t>'), ["a b"]],
    ["no hidden text", t("a") + run("<w:t>b</w:t>", "<w:vanish/>") + run("<w:t>c</w:t>", '<w:vanish w:val="0"/>'), ["ac"]],
    [
      "links, tags and fields of forms",
      `<w:hyperlink>${t("a")}</w:hyperlink><w:smartTag>${t("b")}</w:smartTag><w:sdt><w:sdtPr><w:alias w:val="no"/></w:sdtPr><w:sdtContent>${t("c")}</w:sdtContent></w:sdt>`,
      ["abc"],
    ],
    ["equations", `${t("n = ")}<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>`, ["n = x+1"]],
    [
      "the base of ruby text",
      run(`<w:ruby><w:rt>${run("<w:t>r</w:t>")}</w:rt><w:rubyBase>${run("<w:t>b</w:t>")}</w:rubyBase></w:ruby>`),
      ["b"],
    ],
  ])("has %s", async (_, content, lines) => {
    expect(await textOf(content)).toEqual(lines);
  });
  it("shows what fields show, not their code", async () => {
    const char = (type: string) => run(`<w:fldChar w:fldCharType="${type}"/>`);
    const code = (text: string) => run(`<w:instrText>${text}</w:instrText>`);
    const nested = `${char("begin")}${code("IF ")}${char("begin")}${code("PAGE")}${char("separate")}${t("9")}${char("end")}${char("separate")}${t("2")}${char("end")}`;
    expect(await textOf(`${t("step ")}${nested}${t(".")}`)).toEqual(["step 2."]);
    expect(await textOf(`<w:fldSimple w:instr="REF a">${t("3")}</w:fldSimple>`)).toEqual(["3"]);
  });
  it("loses no paragraph to a field without an end", async () => {
    const { accepted } = await readWord(p(`${t("a")}${run('<w:fldChar w:fldCharType="begin"/>')}${t("code")}`) + p("b"));
    expect(show(accepted)).toEqual(["a", "b"]);
  });
  it("counts empty paragraphs before the next one", async () => {
    const { accepted } = await readWord(p("a") + p("") + p("") + p("b"));
    expect([...paragraphsOf(accepted.blocks)].map(({ blankBefore }) => blankBefore)).toEqual([0, 2]);
  });
  it("has the place and the id of the paragraph", async () => {
    const { accepted } = await readWord(`${p("a")}<w:p w14:paraId="1A2B3C4D">${t(" b")}</w:p>`, "x/a.docx");
    expect(accepted.blocks[1]).toMatchObject({ wordId: "1A2B3C4D", place: { file: "x/a.docx", line: 2, column: 2, wordParagraph: 2 } });
  });
  it("reads a file that has other prefixes, and a strict one", async () => {
    const strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    const xml = (prefix: string, namespace: string) =>
      `<${prefix}:document xmlns:${prefix}="${namespace}"><${prefix}:body><${prefix}:p><${prefix}:pPr><${prefix}:pStyle ${prefix}:val="NO"/></${prefix}:pPr><${prefix}:r><${prefix}:t>a</${prefix}:t></${prefix}:r></${prefix}:p></${prefix}:body></${prefix}:document>`;
    for (const [prefix, namespace] of [
      ["ns0", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"],
      ["w", strict],
    ] as const) {
      const { accepted } = await readWord({ body: "", more: { "word/document.xml": xml(prefix, namespace) } });
      expect(show(accepted, roles)).toEqual(["note: a"]);
    }
  });
});

describe("what a Word paragraph is", () => {
  it.each([
    ["Heading2", "6.1\tGeneral", "heading2: 6.1\tGeneral"],
    ["TT", "Contents", "heading1: Contents"],
    ["TOC1", "1 Scope\t6", "contents: 1 Scope\t6"],
    ["CRCoverPage", "Title:", "cover: Title:"],
    ["NO", "NOTE 1:\tText", "note: NOTE 1:\tText"],
    ["EditorsNote", "Editor's note:\tText", "editors-note: Editor's note:\tText"],
    ["TF", "Figure 1: A", "figure-caption: Figure 1: A"],
    ["TH", "Table 1: A", "table-caption: Table 1: A"],
    ["B1", "NOTE:\tText", "note: NOTE:\tText"],
    ["B1", "1.\tA sends", "body: 1.\tA sends"],
    ["EX", "[1]\t3GPP TS 23.228", "body: [1]\t3GPP TS 23.228"],
    ["EX", "EXAMPLE 1: x", "example: EXAMPLE 1: x"],
  ])("knows %s", async (name, text, line) => {
    expect(show((await readWord(p(text, styled(name)))).accepted, roles)).toEqual([line]);
  });
  it("knows a style by what it is based on, also in a circle", async () => {
    const styles = style("Mine", "My heading", "Heading3") + style("Heading3", "heading 3", "Other") + style("Other", "other", "Mine");
    expect(show((await readWord({ body: p("a", styled("Mine")), styles })).accepted, roles)).toEqual(["heading3: a"]);
  });
  it("knows items of automatic lists, and how deep they are", async () => {
    const numbering = abstractList(1, level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)")) + list(1, 1);
    const { accepted } = await readWord({ body: p("a", listed(1)) + p("b", listed(1, 1)) + p("-\tc", styled("B2")), numbering });
    expect([...paragraphsOf(accepted.blocks)].map(({ role, indent, label }) => [role, indent, label])).toEqual([
      ["item", 0, "1."],
      ["item", 1, "a)"],
      ["body", 1, null],
    ]);
  });
});

describe("what stands around the text", () => {
  it("reads tables in tables, and one alternative only", async () => {
    const cell = (inner: string) => `<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>${inner}</w:tc></w:tr></w:tbl>`;
    expect(show((await readWord(cell(p("a") + cell(p("b")) + p("")))).accepted)).toEqual([
      "row",
      "  cell",
      "    a",
      "    row",
      "      cell",
      "        b",
    ]);
    const box = (text: string) => `<w:pict><v:shape alt="A box"><w:txbxContent>${p(text)}</w:txbxContent></v:shape></w:pict>`;
    const alternatives = `<mc:AlternateContent><mc:Choice Requires="wps">${box("new")}</mc:Choice><mc:Fallback>${box("old")}</mc:Fallback></mc:AlternateContent>`;
    const { accepted } = await readWord(p(`<w:r>${alternatives}</w:r>${t("anchor")}`) + p("after"));
    expect(show(accepted)).toEqual(["anchor", "figure A box", "  new", "after"]);
    expect(accepted.blocks[2]).toMatchObject({ place: { wordParagraph: 4 } });
  });
  it("names pictures by their alternative text", async () => {
    const { accepted } = await readWord(
      p('<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="UE-1 calls UE-2"/></wp:inline></w:drawing></w:r>'),
    );
    expect(show(accepted)).toEqual(["figure UE-1 calls UE-2"]);
  });
  it("puts footnotes and comments behind the text, at the place they belong to", async () => {
    const { accepted } = await readWord({
      body: p("a") + p(`${t("b")}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="7"/></w:r>`) + p("c"),
      footnotes: `<w:footnote w:type="separator" w:id="0">${p("---")}</w:footnote><w:footnote w:id="2">${p("said")}</w:footnote>`,
      comments: `<w:comment w:id="7">${p("Really?")}${p("Yes.")}</w:comment><w:comment w:id="8">${p("nowhere")}</w:comment>`,
    });
    expect(show(accepted, roles)).toEqual(["body: a", "body: b", "body: c", "footnote: said", "comment: Really?", "comment: Yes."]);
    expect([...paragraphsOf(accepted.blocks)].slice(3).map(({ place }) => place.wordParagraph)).toEqual([2, 2, 2]);
  });
});
