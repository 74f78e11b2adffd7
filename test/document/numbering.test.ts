import { describe, expect, it } from "vitest";
import { readWord, show } from "./show.ts";
import { abstractList, level, list, listed, p, style, styled } from "./word-file.ts";

async function labels(body: string, numbering: string, styles?: string): Promise<readonly string[]> {
  const { accepted } = await readWord(styles === undefined ? { body, numbering } : { body, numbering, styles });
  return show(accepted).map((line) => /^\[(.*)\]/u.exec(line)?.[1] ?? "");
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
    expect(await labels(items([1, 1], [1, 1], [1, 0], [1, 1]), three)).toEqual(["1.1", "1.2", "1", "1.1"]);
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
    ["someday", 5, "5"],
  ])("writes %s", async (format, start, label) => {
    expect(await labels(items([1, 0]), abstractList(1, level(0, format, "%1", { start })) + list(1, 1))).toEqual([label]);
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
