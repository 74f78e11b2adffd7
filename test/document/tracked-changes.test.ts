import { describe, expect, it } from "vitest";
import { paragraphsOf } from "../../src/document/index.ts";
import { changes, readWord, show } from "./show.ts";
import { abstractList, del, ins, level, list, listed, mark, p, styled, t } from "./word-file.ts";

async function bothViews(body: string, numbering?: string): Promise<{ accepted: readonly string[]; original: readonly string[] | null }> {
  const { accepted, original } = await readWord(numbering === undefined ? { body } : { body, numbering });
  return { accepted: show(accepted, changes), original: original === null ? null : show(original, changes) };
}

describe("tracked changes", () => {
  it("keeps inserted and deleted text apart", async () => {
    expect(await bothViews(p(`${t("as in step ")}${del("3")}${ins(t("2"))}${t(".")}`))).toEqual({
      accepted: ["changed: as in step 2."],
      original: ["changed: as in step 3."],
    });
  });
  it("has one view where nothing is tracked", async () => {
    expect(await bothViews(p("1. A sends."))).toEqual({ accepted: ["none: 1. A sends."], original: null });
  });
  it("shares what is the same", async () => {
    const { accepted, original } = await readWord(p("same") + p(ins(t("new")), mark("ins")));
    expect(original?.blocks[0]).toBe(accepted.blocks[0]);
    expect(original?.blocks).toHaveLength(1);
  });
  it("shows in neither view what was inserted and deleted again", async () => {
    expect(await bothViews(p(`${t("a")}${ins(del("never"))}${t("b")}`))).toEqual({ accepted: ["changed: ab"], original: ["changed: ab"] });
  });
  it("moves text and paragraphs", async () => {
    const range = (name: string, id: number) => `<w:${name}RangeStart w:id="${id}" w:name="move1"/>`;
    const end = (name: string, id: number) => `<w:${name}RangeEnd w:id="${id}"/>`;
    const body =
      range("moveFrom", 1) +
      p(`<w:moveFrom w:id="2"><w:r><w:t>2. B.</w:t></w:r></w:moveFrom>`, mark("moveFrom")) +
      end("moveFrom", 1) +
      p("1. A.") +
      range("moveTo", 3) +
      p(`<w:moveTo w:id="4"><w:r><w:t>2. B.</w:t></w:r></w:moveTo>`, mark("moveTo")) +
      end("moveTo", 3);
    expect(await bothViews(body)).toEqual({ accepted: ["none: 1. A.", "inserted: 2. B."], original: ["deleted: 2. B.", "none: 1. A."] });
  });
  it("joins two paragraphs in the view that has no mark between them", async () => {
    const body = p("1. A sends the request", mark("del")) + p(" to B.") + p("2. B answers.", mark("ins")) + p(" NOTE: That is all.");
    const { accepted, original } = await readWord(body);
    expect(show(accepted)).toEqual(["1. A sends the request to B.", "2. B answers.", "NOTE: That is all."]);
    expect(show(original)).toEqual(["1. A sends the request", "to B.", "2. B answers. NOTE: That is all."]);
    const [first] = [...paragraphsOf(accepted.blocks)];
    expect([first?.place.wordParagraph, first?.also]).toEqual([1, [2]]);
    const last = [...paragraphsOf(original?.blocks ?? [])].at(-1);
    expect([last?.place.wordParagraph, last?.also]).toEqual([3, [4]]);
  });
  it("gives joined paragraphs the style of the mark that is left", async () => {
    const { accepted } = await readWord(p("Call ", styled("Heading2") + mark("del")) + p("flow", styled("B1")));
    expect([...paragraphsOf(accepted.blocks)].map(({ style, text }) => [style, text])).toEqual([["B1", "Call flow"]]);
  });
  it("leaves no line behind where a whole paragraph is deleted", async () => {
    expect(await bothViews(p("1. A.") + p(del("2. B."), mark("del")) + p("3. C."))).toEqual({
      accepted: ["none: 1. A.", "none: 3. C."],
      original: ["none: 1. A.", "deleted: 2. B.", "none: 3. C."],
    });
  });
  it("goes on behind a table that is not in the view, and ends before one that is", async () => {
    const row = (change: string, text: string) =>
      `<w:tr><w:trPr><w:${change} w:id="1" w:author="A"/></w:trPr><w:tc>${p(text)}</w:tc></w:tr>`;
    const body =
      `${p("a ", mark("ins"))}<w:tbl>${row("ins", "new")}</w:tbl>` + `${p("b ", mark("del"))}<w:tbl>${row("del", "old")}</w:tbl>${p("c")}`;
    const { accepted, original } = await readWord(body);
    expect(show(accepted)).toEqual(["a", "row inserted", "  cell", "    new", "b c"]);
    expect(show(original)).toEqual(["a b", "row deleted", "  cell", "    old", "c"]);
  });
  it("ends with its cell what has no mark any more", async () => {
    const cell = (inner: string) => `<w:tc>${inner}</w:tc>`;
    const body = `<w:tbl><w:tr>${cell(p("a", mark("del")))}${cell(p("b"))}</w:tr></w:tbl>${p("c")}`;
    expect(show((await readWord(body)).accepted)).toEqual(["row changed", "  cell", "    a", "  cell", "    b", "c"]);
  });
  it("takes rows and cells in and out", async () => {
    const row = (text: string, properties = "") => `<w:tr>${properties}<w:tc>${p(text)}</w:tc></w:tr>`;
    const track = (change: string) => `<w:trPr><w:${change} w:id="1" w:author="A"/></w:trPr>`;
    const cells = `<w:tr><w:tc>${p("x")}</w:tc><w:tc><w:tcPr><w:cellIns w:id="9"/></w:tcPr>${p("y")}</w:tc><w:tc><w:tcPr><w:cellDel w:id="9"/></w:tcPr>${p("z")}</w:tc></w:tr>`;
    const { accepted, original } = await readWord(`<w:tbl>${row("1")}${row("2", track("del"))}${row("3", track("ins"))}${cells}</w:tbl>`);
    expect(show(accepted)).toEqual([
      "row",
      "  cell",
      "    1",
      "row inserted",
      "  cell",
      "    3",
      "row changed",
      "  cell",
      "    x",
      "  cell",
      "    y",
    ]);
    expect(show(original)).toEqual([
      "row",
      "  cell",
      "    1",
      "row deleted",
      "  cell",
      "    2",
      "row changed",
      "  cell",
      "    x",
      "  cell",
      "    z",
    ]);
  });
  it("leaves no table where all its rows are deleted", async () => {
    const { accepted, original } = await readWord(`<w:tbl><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>${p("1")}</w:tc></w:tr></w:tbl>`);
    expect([accepted.blocks.length, original?.blocks.length]).toEqual([0, 1]);
  });
  it("counts automatic numbers in each view for itself", async () => {
    const numbering = abstractList(1, level(0, "decimal", "%1.")) + list(1, 1);
    const item = (text: string, more = "") => p(text, listed(1) + more);
    const body =
      item("A") + item(del("B"), mark("del")) + item(ins(t("C")), mark("ins")) + item("D") + item(del("E"), mark("del")) + item("F");
    expect(await bothViews(body, numbering)).toEqual({
      accepted: ["none: [1.] A", "inserted: [2.] C", "none: [3.] D", "none: [4.] F"],
      original: ["none: [1.] A", "deleted: [2.] B", "none: [3.] D", "deleted: [4.] E", "none: [5.] F"],
    });
  });
  it("knows style and number from before their change", async () => {
    const numbering = abstractList(1, level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)")) + list(1, 1);
    const change = `<w:pPrChange w:id="1"><w:pPr>${styled("B2")}${listed(1, 1)}</w:pPr></w:pPrChange>`;
    const { accepted, original } = await readWord({ body: p("A", listed(1)) + p("B", styled("B1") + listed(1) + change), numbering });
    const shown = (tree: typeof accepted | null) =>
      [...paragraphsOf(tree?.blocks ?? [])].map(({ label, style, change }) => [label, style, change]);
    expect(shown(accepted)).toEqual([
      ["1.", "Normal", "none"],
      ["2.", "B1", "changed"],
    ]);
    expect(shown(original)).toEqual([
      ["1.", "Normal", "none"],
      ["a)", "B2", "changed"],
    ]);
  });
  it("knows what was no list before, and what an old number was", async () => {
    const numbering = abstractList(1, level(0, "decimal", "%1.")) + list(1, 1);
    const added = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins w:id="1"/></w:numPr>';
    const renumbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:numberingChange w:id="2" w:original="%1:7:4:)"/></w:numPr>';
    expect(await bothViews(p("A", added) + p("B", renumbered), numbering)).toEqual({
      accepted: ["changed: [1.] A", "changed: [2.] B"],
      original: ["changed: A", "changed: [g)] B"],
    });
  });
  it("says which part of the text is new", async () => {
    const { accepted, original } = await readWord(p(`${t("  see ")}${del("old ")}${ins(t("new "))}${t("step")}`));
    const [now] = [...paragraphsOf(accepted.blocks)];
    const [before] = [...paragraphsOf(original?.blocks ?? [])];
    expect([now?.text, now?.edits, now?.place.column]).toEqual(["see new step", [{ from: 4, to: 8 }], 3]);
    expect([before?.text, before?.edits]).toEqual(["see old step", [{ from: 4, to: 8 }]]);
  });
  it("counts Word paragraphs the same in both views", async () => {
    const { accepted, original } = await readWord(p("A") + p("") + p(del("B"), mark("del")) + p(ins(t("C")), mark("ins")) + p("D"));
    const numbers = (tree: typeof accepted | null) => [...paragraphsOf(tree?.blocks ?? [])].map(({ place }) => place.wordParagraph);
    expect([numbers(accepted), numbers(original)]).toEqual([
      [1, 4, 5],
      [1, 3, 5],
    ]);
  });
});
