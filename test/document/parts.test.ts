import * as fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate/browser";
import { describe, expect, test } from "vitest";
import { bytesAsText, markdownParts, textAsBytes } from "../../src/document/parts/markdown-parts.ts";
import { splice } from "../../src/document/parts/marked-part.ts";
import { visibleLook } from "../../src/document/parts/word-look.ts";
import { tagOf, wordParts } from "../../src/document/parts/word-parts.ts";
import { readEntry, replaceEntry } from "../../src/document/parts/zip-entry.ts";
import { BadInput, printBadInput } from "../../src/model/wrong.ts";
import { settled } from "../../src/spec/word/settle.ts";

const control = (tag: string, content: string, properties = "") =>
  `<w:sdt><w:sdtPr><w:tag w:val="${tag}"/>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

function complaint(xml: string): string {
  try {
    wordParts(xml, "a.docx");
  } catch (error) {
    if (error instanceof BadInput) return printBadInput(error);
    throw error;
  }
  return "";
}

describe("parts of a Word document", () => {
  test("what they want, what stands there, and where", () => {
    const xml = `<w:body>${p("one")}${control("mine", p("two"))}${control("callflow:x@v/procedure:bob#0123", p("a &amp; b") + p(""))}</w:body>`;
    const [part, ...others] = wordParts(xml, "a.docx");
    expect(others).toEqual([]);
    expect(part).toMatchObject({ hash: "0123", content: "a & b", place: { file: "a.docx", line: 3, column: 1 } });
    expect([...(part?.wanted ?? [])]).toEqual([
      ["flow", "x"],
      ["part", "procedure"],
      ["variant", "v"],
      ["participant", "bob"],
    ]);
    const renewed = splice(xml, part?.renew(p("new"), "beef") ?? []);
    expect(renewed).toBe(xml.replace("#0123", "#beef").replace(p("a &amp; b") + p(""), p("new")));
  });

  test("a level of the heading, too", () => {
    const xml = control("callflow:x/clause^3", "<w:p/>");
    expect(wordParts(xml, "a.docx")[0]?.wanted.get("level")).toBe("3");
    expect(splice(xml, wordParts(xml, "a.docx")[0]?.renew(p("new"), "beef") ?? [])).toBe(control("callflow:x/clause^3#beef", p("new")));
  });

  test("a place that Word shows a hint in is empty", () => {
    const xml = control("callflow:x/steps", p("Click here"), "<w:showingPlcHdr/>");
    expect(wordParts(xml, "a.docx")[0]).toMatchObject({ hash: null, content: "" });
    expect(splice(xml, wordParts(xml, "a.docx")[0]?.renew(p("new"), "beef") ?? [])).toBe(control("callflow:x/steps#beef", p("new")));
  });

  test.each([
    [
      control("callflow:x/clause", control("callflow:x/steps", p("a"))),
      "a.docx:1:1: a part stands within that of paragraph 1. Take one of the two content controls away",
    ],
    [
      `<w:p>${control("callflow:x/clause", "<w:r><w:t>a</w:t></w:r>")}</w:p>`,
      "a.docx:2:1: this content control stands within a paragraph. Put it around whole paragraphs",
    ],
    [
      control("callflow:x/clause", `<w:tc>${p("a")}</w:tc>`),
      "a.docx:1:1: this content control stands around cells of a table. Put it into one cell, around its paragraphs",
    ],
    [control("callflow:", p("a")), 'a.docx:1:1: the tag of this content control is "callflow:". Write it as callflow:mmsc-transfer/clause'],
    [
      `${p("a")}<w:p><w:bookmarkStart w:id="1" w:name="callflow_x_text"/><w:bookmarkEnd w:id="1"/></w:p>`,
      "a.docx:2:1: the bookmark callflow_x_text marks no part: a part is marked by a content control. Put one around the place (Developer tab), with the tag callflow:FLOW/text, and take the bookmark away",
    ],
    [`<!-- ${control("callflow:", "")} --><![CDATA[${control("callflow:", "")}]]>`, ""],
  ])("damaged: %s", (xml, said) => expect(complaint(xml)).toBe(said));

  test("a tag that is too long for Word is refused", () => {
    expect(() => tagOf(new Map([["flow", "x".repeat(60)]]), "0123456789abcdef")).toThrow(/64 characters at most/u);
  });

  test("other XML for the same text is the same text; a change that nobody has accepted is not", () => {
    const split =
      '<w:p w:rsidR="1"><w:pPr/><w:r><w:t xml:space="preserve">a </w:t></w:r><w:proofErr/><w:r><w:rPr><w:noProof/><w:b w:val="0"/></w:rPr><w:t>b</w:t></w:r></w:p>';
    expect(visibleLook(split)).toBe(visibleLook(p("a b")));
    expect(visibleLook(`<w:p><w:ins w:id="1"><w:r><w:t>a b</w:t></w:r></w:ins></w:p>`)).not.toBe(visibleLook(p("a b")));
  });

  test.each([
    ["words in bold", "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a b</w:t></w:r></w:p>"],
    ["another style", '<w:p><w:pPr><w:pStyle w:val="B1"/></w:pPr><w:r><w:t>a b</w:t></w:r></w:p>'],
    ["a comment", '<w:p><w:r><w:t>a b</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>'],
    ["a picture", '<w:p><w:r><w:t>a b</w:t></w:r><w:r><w:drawing><pic:pic><a:blip r:embed="rId9"/></pic:pic></w:drawing></w:r></w:p>'],
  ])("%s is an edit", (_, xml) => {
    expect(visibleLook(xml)).not.toBe(visibleLook(p("a b")));
  });

  test("of a drawing: where each shape stands, however it is grouped, to a tenth of a point; and how it looks", () => {
    const shape = (x: number, more = "") =>
      `<wps:wsp><wps:spPr><a:xfrm><a:off x="${x}" y="0"/><a:ext cx="12700" cy="0"/></a:xfrm>${more}</wps:spPr></wps:wsp>`;
    const group = (offset: number, origin: number, inside: string) =>
      `<wpg:wgp><wpg:grpSpPr><a:xfrm><a:off x="${offset}" y="0"/><a:ext cx="127000" cy="127000"/><a:chOff x="${origin}" y="0"/><a:chExt cx="127000" cy="127000"/></a:xfrm></wpg:grpSpPr>${inside}</wpg:wgp>`;
    const drawn = group(0, 0, shape(25400));
    const same = [
      group(0, 12700, shape(38100)),
      group(12700, 0, shape(12700)),
      group(0, 0, shape(25600)),
      group(0, 0, shape(25400, '<a:ln><a:prstDash val="solid"/><a:headEnd/><a:tailEnd type="none"/></a:ln>')),
    ];
    for (const other of same) expect(visibleLook(other)).toBe(visibleLook(drawn));
    const others = [
      shape(38100),
      shape(25400, '<a:prstGeom prst="rect"/>'),
      shape(25400, '<a:ln><a:srgbClr val="FF0000"/></a:ln>'),
      shape(25400) + shape(0),
      "",
    ];
    for (const other of others) expect(visibleLook(group(0, 0, other))).not.toBe(visibleLook(drawn));
    expect(visibleLook(drawn.replaceAll('cx="127000"', 'cx="63500"').replace('chExt cx="63500"', 'chExt cx="127000"'))).not.toBe(
      visibleLook(drawn),
    );
  });

  test("among others, bookmarks and shapes get numbers of their own, and prefixes are declared", () => {
    const around = '<w:document xmlns:w="w"><w:bookmarkStart w:id="7" w:name="a"/><wp:docPr id="30" name="b"/>';
    const text =
      '<w:bookmarkStart w:id="1" w:name="c"/><w:bookmarkEnd w:id="1"/><mc:AlternateContent><wp:docPr id="2" name="d"/></mc:AlternateContent>';
    const made = settled(text, around);
    expect(made).toContain('<w:bookmarkStart w:id="8" w:name="c"/><w:bookmarkEnd w:id="8"/>');
    expect(made).toContain('<wp:docPr id="32" name="d"/>');
    expect(made).toMatch(/<mc:AlternateContent xmlns:r="[^"]*" xmlns:mc="[^"]*"/u);
  });
});

describe("one entry of a zip archive", () => {
  const files = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/u), fc.uint8Array({ maxLength: 300 }), { minKeys: 1, maxKeys: 5 });

  test("is replaced, and no other", () => {
    fc.assert(
      fc.property(files, fc.nat(), fc.uint8Array({ maxLength: 2000 }), fc.boolean(), (all, at, content, isStored) => {
        const archive = zipSync(all, { level: isStored ? 0 : 6 });
        const before = archive.slice();
        const names = Object.keys(all);
        const name = names[at % names.length] ?? "";
        const made = replaceEntry(archive, name, content, "a.zip");
        expect(archive).toEqual(before);
        expect(Object.entries(unzipSync(made))).toEqual(Object.entries({ ...all, [name]: content }));
        expect(readEntry(made, name, "a.zip")).toEqual(content);
      }),
    );
  });

  test("with its sizes behind the data, as some programs write it", () => {
    const archive = zipSync({ a: strToU8("first"), b: strToU8("second") }, { level: 0 });
    // The flag of a data descriptor, in the local header and in the directory.
    const flagged = Buffer.from(archive);
    flagged.writeUInt16LE(8, 6);
    flagged.writeUInt16LE(
      8,
      flagged.lastIndexOf(Buffer.from("PK\u0001\u0002", "latin1"), flagged.lastIndexOf(Buffer.from("PK\u0001\u0002", "latin1")) - 1) + 8,
    );
    const made = replaceEntry(flagged, "a", strToU8("other"), "a.zip");
    expect(strFromU8(unzipSync(made)["a"] ?? new Uint8Array())).toBe("other");
    expect(made[6]).toBe(0);
  });

  test("damaged archives are refused", () => {
    const archive = zipSync({ a: strToU8("first"), b: strToU8("second") });
    for (let length = 0; length < archive.length; length += 7) {
      expect(() => readEntry(archive.subarray(0, length), "a", "a.zip")).toThrow(/a\.zip is a damaged zip archive/u);
    }
    expect(() => readEntry(archive, "c", "a.zip")).toThrow(/it has no part c/u);
  });
});

test("whatever stands around the marks of Markdown stays, byte by byte", () => {
  const line = fc.oneof(
    fc.uint8Array({ maxLength: 30 }).map((bytes) => bytesAsText(bytes).replace(/[\r\n<`~]/gu, " ")),
    fc.constantFrom("", "# A", "- b"),
  );
  const end = fc.constantFrom("\n", "\r\n");
  fc.assert(
    fc.property(fc.array(fc.tuple(line, end)), fc.array(fc.tuple(line, end)), end, fc.string(), (before, after, lineEnd, content) => {
      const head = `x${before.map((pair) => pair.join("")).join("")}\n`;
      const tail = after.map((pair) => pair.join("")).join("");
      const text = `${head}<!-- callflow:begin flow=x -->${lineEnd}<!-- callflow:end -->${lineEnd}${tail}`;
      const [part] = markdownParts(text, "a.md");
      const made = splice(text, part?.renew(`${content}\n`, "beef") ?? []);
      expect(made.startsWith(head)).toBe(true);
      expect(made.endsWith(`<!-- callflow:end -->${lineEnd}${tail}`)).toBe(true);
      expect(bytesAsText(textAsBytes(made))).toBe(made);
    }),
  );
});
