import { describe, expect, it } from "vitest";
import { readWord, show } from "./show.ts";
import { abstractList, level, list, listed, p, style, styled } from "./word-file.ts";

async function labels(body: string, numbering: string, styles?: string): Promise<readonly string[]> {
  const { accepted } = await readWord(styles === undefined ? { body, numbering } : { body, numbering, styles });
  return show(accepted).map((line) => /^ *\[(.*)\]/u.exec(line)?.[1] ?? "");
}

const items = (...places: readonly (readonly [numId: number, ilvl: number])[]) =>
  places.map(([numId, ilvl]) => p("x", listed(numId, ilvl))).join("");

describe("automatic numbers", () => {
  const three = abstractList(1, level(0, "decimal", "%1") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "%3)")) + list(1, 1);

  it("counts levels, and begins deeper ones again", async () => {
    expect(await labels(items([1, 0], [1, 1], [1, 2], [1, 2], [1, 1], [1, 2], [1, 0], [1, 1]), three)).toEqual([
      "1", "1.1", "a)", "b)", "1.2", "a)", "2", "2.1",
    ]); // biome-ignore format: a row
  });
  it("prints a higher level that nothing has counted as it would start", async () => {
    expect(await labels(items([1, 1], [1, 1]), three)).toEqual(["1.1", "1.2"]);
  });
  it("counts a higher level that it has printed", async () => {
    expect(await labels(items([1, 1], [1, 0], [1, 2], [1, 1]), three)).toEqual(["1.1", "2", "a)", "2.2"]);
  });
  it("goes on in another list of the same template, unless that has a start of its own", async () => {
    const start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>';
    const numbering = abstractList(1, level(0, "decimal", "%1.")) + list(1, 1) + list(2, 1) + list(3, 1, start);
    expect(await labels(items([1, 0], [2, 0], [1, 0], [3, 0], [3, 0], [1, 0]), numbering)).toEqual(["1.", "2.", "3.", "1.", "2.", "3."]);
  });
  it("has levels of its own where a list overrides them", async () => {
    const override = `<w:lvlOverride w:ilvl="0">${level(0, "upperRoman", "(%1)", { start: 4 })}</w:lvlOverride>`;
    expect(await labels(items([2, 0], [2, 0]), abstractList(1, level(0, "decimal", "%1.")) + list(2, 1, override))).toEqual([
      "(IV)",
      "(V)",
    ]);
  });
  it("begins again only after the level that the list names", async () => {
    const never = level(1, "decimal", "%2", { more: '<w:lvlRestart w:val="0"/>' });
    const afterFirst = level(2, "decimal", "%3", { more: '<w:lvlRestart w:val="1"/>' });
    const numbering = abstractList(1, level(0, "decimal", "%1") + never + afterFirst) + list(1, 1);
    expect(await labels(items([1, 0], [1, 1], [1, 2], [1, 1], [1, 2], [1, 0], [1, 1], [1, 2]), numbering)).toEqual([
      "1", "1", "1", "2", "2", "2", "3", "1",
    ]); // biome-ignore format: a row
  });
  it.each([
    ["upperLetter", 27, "AA"],
    ["lowerLetter", 53, "aaa"],
    ["lowerRoman", 1994, "mcmxciv"],
    ["decimalZero", 7, "07"],
    ["ordinal", 22, "22nd"],
    ["ordinal", 12, "12th"],
    ["cardinalText", 21, "Twenty-one"],
    ["cardinalText", 340, "Three hundred forty"],
    ["ordinalText", 12, "Twelfth"],
    ["ordinalText", 30, "Thirtieth"],
    ["chicago", 6, "††"],
    ["decimalEnclosedParen", 3, "⑶"],
    ["decimalFullWidth", 12, "１２"],
    ["ideographTraditional", 3, "丙"],
    ["chineseCountingThousand", 21, "二十一"],
    ["ideographLegalTraditional", 11, "壹拾壹"],
    ["koreanDigital2", 10, "一零"],
    ["russianLower", 30, "аа"],
    ["someday", 5, "5"],
  ])("writes %s", async (format, start, label) => {
    expect(await labels(items([1, 0]), abstractList(1, level(0, format, "%1", { start })) + list(1, 1))).toEqual([label]);
  });
  it("writes a format that somebody has made", async () => {
    const custom = (format: string, fallback: string) =>
      `<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="${format}"/></mc:Choice><mc:Fallback><w:numFmt w:val="${fallback}"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>${list(1, 1)}`;
    expect(await labels(items([1, 0]), custom("001, 002, 003, ...", "decimal"))).toEqual(["007."]);
    expect(await labels(items([1, 0]), custom("α, β, γ, ...", "decimal"))).toEqual(["η."]);
    expect(await labels(items([1, 0]), custom("wild, wilder, ...", "lowerLetter"))).toEqual(["g."]);
  });
  it("shows a bullet for a letter that is a picture in its font", async () => {
    const font = (name: string) => `<w:rPr><w:rFonts w:ascii="${name}" w:hAnsi="${name}"/></w:rPr>`;
    const bullet = (ilvl: number, text: string, name: string) =>
      `<w:lvl w:ilvl="${ilvl}"><w:numFmt w:val="bullet"/><w:lvlText w:val="${text}"/>${font(name)}</w:lvl>`;
    const numbering = abstractList(1, bullet(0, "o", "Courier New") + bullet(1, "n", "Wingdings") + bullet(2, "–", "Arial")) + list(1, 1);
    expect(await labels(items([1, 0], [1, 1], [1, 2]), numbering)).toEqual(["•", "•", "–"]);
  });
  it("shows bullets as everybody sees them, and nothing where nothing is printed", async () => {
    const numbering = abstractList(1, level(0, "bullet", "\uF0B7") + level(1, "bullet", "-") + level(2, "none", "")) + list(1, 1);
    expect(await labels(items([1, 0], [1, 1], [1, 2]), numbering)).toEqual(["•", "-", ""]);
  });
  it("writes legal numbers in decimal", async () => {
    const numbering = abstractList(1, level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2", { more: "<w:isLgl/>" })) + list(1, 1);
    expect(await labels(items([1, 0], [1, 0], [1, 1]), numbering)).toEqual(["I", "II", "2.1"]);
  });
  it("takes numbers from styles, and levels from the list that names the style", async () => {
    const numbering =
      abstractList(
        1,
        level(0, "decimal", "%1", { more: '<w:pStyle w:val="Heading1"/>' }) +
          level(1, "decimal", "%1.%2", { more: '<w:pStyle w:val="Heading2"/>' }),
      ) + list(1, 1);
    const styles =
      style("Heading1", "heading 1", null, '<w:numPr><w:numId w:val="1"/></w:numPr>') +
      style("Heading2", "heading 2", "Heading1", '<w:numPr><w:ilvl w:val="1"/></w:numPr>') +
      style("Mine", "mine", "Heading2");
    const none = '<w:numPr><w:numId w:val="0"/></w:numPr>';
    const body =
      p("a", styled("Heading1")) +
      p("b", styled("Heading2")) +
      p("c", styled("Mine")) +
      p("d", styled("Heading2") + none) +
      p("e", styled("Heading2"));
    expect(await labels(body, numbering, styles)).toEqual(["1", "1.1", "1.2", "", "1.3"]);
  });
  it("believes the level that a style states, and takes the one of the style it is based on where it states none", async () => {
    const numbering =
      abstractList(
        1,
        level(0, "decimal", "%1", { more: '<w:pStyle w:val="Other"/>' }) +
          level(1, "decimal", "%1.%2", { more: '<w:pStyle w:val="Heading3"/>' }),
      ) +
      list(1, 1) +
      list(2, 1);
    const numbered = (more: string) => `<w:numPr>${more}</w:numPr>`;
    const styles =
      style("Heading1", "heading 1", null, numbered('<w:numId w:val="1"/>')) +
      style("Heading2", "heading 2", "Heading1", numbered('<w:ilvl w:val="1"/>')) +
      style("Other", "other", null, numbered('<w:ilvl w:val="1"/><w:numId w:val="1"/>')) +
      style("Mine", "mine", "Heading2", numbered('<w:numId w:val="2"/>'));
    const names = ["Heading1", "Heading2", "Heading1", "Heading2", "Other", "Mine"];
    expect(await labels(names.map((name) => p("x", styled(name))).join(""), numbering, styles)).toEqual([
      "1", "1.1", "2", "2.1", "2.2", "2.3",
    ]); // biome-ignore format: a row
    expect(await labels(p("x", styled("Heading2") + numbered('<w:numId w:val="2"/>')), numbering, styles)).toEqual(["1.1"]);
  });
  it("counts no paragraph that is only the end of a section, hidden, or covered by the cell above", async () => {
    const numbered = (more: string) => p("", listed(1) + more);
    const section = numbered("<w:sectPr/>");
    const hidden = `<w:p><w:pPr>${listed(1)}<w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>gone</w:t></w:r></w:p>`;
    const row = (merge: string) => `<w:tr><w:tc><w:tcPr>${merge}</w:tcPr>${numbered("")}</w:tc></w:tr>`;
    const table = `<w:tbl>${row('<w:vMerge w:val="restart"/>')}${row("<w:vMerge/>")}${row('<w:vMerge w:val="continue"/>')}${row("")}</w:tbl>`;
    const body = p("x", listed(1)) + section + hidden + table + p("x", `${listed(1)}<w:sectPr/>`);
    expect((await labels(body, three)).filter((label) => label !== "")).toEqual(["1", "2", "3", "4"]);
  });
  it("follows a list style to its template", async () => {
    const numbering =
      '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>' +
      `<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="L"/>${level(0, "decimal", "Step %1:")}</w:abstractNum>` +
      list(1, 1) +
      list(2, 2);
    expect(await labels(items([1, 0], [2, 0]), numbering)).toEqual(["Step 1:", "Step 2:"]);
  });
  it("counts empty numbered paragraphs, and shows their number", async () => {
    const { accepted } = await readWord({ body: p("", listed(1)) + p("x", listed(1)), numbering: three });
    expect(show(accepted)).toEqual(["[1] ", "[2] x"]);
  });
  it("prints none for a list that is not there", async () => {
    expect(await labels(items([77, 0]), three)).toEqual([""]);
  });
});
