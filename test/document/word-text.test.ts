import { describe, expect, it } from "vitest";
import { paragraphsOf } from "../../src/document/index.ts";
import { changes, readWord, roles, show } from "./show.ts";
import { abstractList, ins, level, list, listed, p, style, styled, t, wordFile } from "./word-file.ts";

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
    [
      "hyphens that are signs: the characters by which Word keeps them",
      run('<w:t>P</w:t><w:sym w:font="Arial Unicode MS" w:char="001E"/><w:t>TM</w:t><w:sym w:font="Arial" w:char="001F"/><w:t>SI</w:t>'),
      ["P-TMSI"],
    ],
    [
      "signs of fonts without letters",
      run(
        '<w:sym w:font="Symbol" w:char="F0DA"/><w:sym w:font="Symbol" w:char="00CE"/><w:sym w:font="Wingdings" w:char="F0FD"/><w:sym w:font="Wingdings 2" w:char="F0A3"/>',
      ) +
        run("<w:t>\uF0E0\uF081</w:t>", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>') +
        run("<w:t>\uF0E0</w:t>"),
      ["∨∈☒☐→①\uF0E0"],
    ],
    [
      "emoji",
      run(
        '<mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F60F"/></mc:Choice><mc:Fallback><w:t>x</w:t></mc:Fallback></mc:AlternateContent>',
      ),
      ["😏"],
    ],
    [
      "the alternative for those who do not know the first",
      run(
        '<mc:AlternateContent><mc:Choice Requires="unheard"><w:t>new</w:t></mc:Choice><mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent>',
      ),
      ["old"],
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
  it("shows nothing of a field that only sets something, and what a button or a symbol shows", async () => {
    const char = (type: string) => run(`<w:fldChar w:fldCharType="${type}"/>`);
    const code = (text: string) => run(`<w:instrText xml:space="preserve">${text}</w:instrText>`);
    const field = (text: string, result: string) => `${char("begin")}${code(text)}${char("separate")}${t(result)}${char("end")}`;
    expect(await textOf(`${t("a")}${field(' SET x "1" ', "1")}${field(' ASK x "?" ', "2")}${field(" SETTING ", "3")}`)).toEqual(["a3"]);
    const nested = `${char("begin")}${code(" GOTOBUTTON eq1 ")}${field("REF eq1", "(4)")}${code(" \\* MERGEFORMAT ")}${char("end")}`;
    expect(await textOf(`${t("see ")}${nested}`)).toEqual(["see (4)"]);
    const button = `${char("begin")}${code(" MACROBUTTON No")}${code("Macro [Click ")}${code("here]")}${char("end")}`;
    expect(await textOf(button)).toEqual(["[Click here]"]);
    const arrow = `${char("begin")}${code(' SYMBOL 174 \\f "Symbol" \\s 10 ')}${char("end")}`;
    expect(await textOf(`${t("A ")}${arrow}${t(" B")}`)).toEqual(["A → B"]);
  });
  it("hides what its styles hide, but not what both of them hide", async () => {
    const hidden = (type: string) =>
      `<w:style w:type="${type}" w:styleId="${type}Hidden"><w:name w:val="${type} hidden"/><w:rPr><w:vanish/></w:rPr></w:style>`;
    const styles = hidden("paragraph") + hidden("character");
    const inStyle = run("<w:t>seen</w:t>", '<w:rStyle w:val="characterHidden"/>');
    const shown = run('<w:t xml:space="preserve"> too</w:t>', '<w:vanish w:val="0"/>');
    const body = `<w:p><w:pPr>${styled("paragraphHidden")}</w:pPr>${t("gone")}${inStyle}${shown}</w:p>${p(inStyle)}${p("end")}`;
    expect(show((await readWord({ body, styles })).accepted)).toEqual(["seen too", "end"]);
  });
  it("puts a large first letter before its paragraph, in both views", async () => {
    const letter = (kind: string) => `<w:p><w:pPr><w:framePr w:dropCap="${kind}" w:lines="3"/></w:pPr>${t("O")}</w:p>`;
    const { accepted, original } = await readWord(`${letter("drop")}${p("nce")}${letter("margin")}${p(`${t("n")}${ins(t("e"))}`)}`);
    expect([show(accepted, changes), show(original, changes)]).toEqual([
      ["none: Once", "changed: One"],
      ["none: Once", "changed: On"],
    ]);
    expect(original?.blocks[0]).toBe(accepted.blocks[0]);
    expect(accepted.blocks[0]).toMatchObject({ place: { wordParagraph: 1 }, also: [2] });
  });
  it("keeps all blanks where the whole part says so", async () => {
    const xml =
      '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xml:space="preserve"><w:body><w:p><w:r><w:t>a</w:t></w:r><w:r><w:t> b</w:t></w:r></w:p></w:body></w:document>';
    expect(show((await readWord({ body: "", more: { "word/document.xml": xml } })).accepted)).toEqual(["a b"]);
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
  it("takes in another Word file where the document says so, and no third one", async () => {
    const relation = (id: string, target: string) =>
      `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="${target}"/>`;
    const withChunk = (body: string, inner: Uint8Array | string) => ({
      body,
      more: {
        "word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relation("rId9", "/word/chunk.docx")}</Relationships>`,
        "word/chunk.docx": inner,
      },
    });
    const chunk = '<w:altChunk r:id="rId9"/>';
    const inner = withChunk(p("in") + p(`${t("a")}${ins(t("b"))}`) + chunk, wordFile({ body: p("never") }));
    const { accepted, original } = await readWord(withChunk(p("before") + chunk + p("after"), wordFile(inner)));
    expect([show(accepted), show(original)]).toEqual([
      ["before", "in", "ab", "after"],
      ["before", "in", "a", "after"],
    ]);
    expect([...paragraphsOf(accepted.blocks)].map(({ place }) => place.wordParagraph)).toEqual([1, 1, 1, 2]);
    const broken = await readWord(withChunk(p("before") + chunk, "PK\x03\x04"));
    expect([show(broken.accepted), broken.accepted.notices.map(({ text }) => text)]).toEqual([
      ["before"],
      ["Another document is embedded here, and is not read"],
    ]);
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
