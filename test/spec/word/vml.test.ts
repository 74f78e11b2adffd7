import { strFromU8, strToU8, unzipSync, zipSync } from "fflate/browser";
import { expect, test } from "vitest";
import everyElement from "../../../flows/examples/every-element.ts";
import mmscTransfer from "../../../flows/mmsc-transfer.ts";
import { manuscriptOf } from "../../../src/spec/index.ts";
import { writeWord } from "../../../src/spec/word/write-word.ts";
import { partOf } from "./read-word.ts";
import { complaintsOf, hasValidator } from "./validate.ts";

// What a program shows that does not know DrawingML in Word.

const ALTERNATIVE =
  /<mc:AlternateContent><mc:Choice Requires="wpg">(.*?)<\/mc:Choice><mc:Fallback>(.*?)<\/mc:Fallback><\/mc:AlternateContent>/gsu;
const textsIn = (xml: string) => [...xml.matchAll(/<w:t[ >][^<]*<\/w:t>/gu)].map(([text]) => text);
const count = (xml: string, pattern: RegExp) => [...xml.matchAll(pattern)].length;

test.each([mmscTransfer, everyElement])("$id: the same words, lines, boxes and heads as in the shapes", (flow) => {
  const written = [...partOf(writeWord(manuscriptOf(flow)), "word/document.xml").matchAll(ALTERNATIVE)];
  expect(written.length).toBeGreaterThan(0);
  for (const [, shapes = "", vml = ""] of written) {
    expect(textsIn(vml)).toEqual(textsIn(shapes));
    // Without the area that the group of shapes has.
    expect(count(vml, /<v:(?:line|rect|shape) /gu)).toBe(count(shapes, /<wps:wsp>/gu) - 1);
    expect(count(vml, /(?:start|end)arrow="/gu)).toBe(count(shapes, /<a:tailEnd /gu));
    expect(count(vml, /dashstyle="dash"/gu)).toBe(count(shapes, /<a:prstDash /gu));
    for (const [, from, to] of vml.matchAll(/<v:line from="(-?\d+),-?\d+" to="(-?\d+),/gu))
      expect(Number(from)).toBeLessThanOrEqual(Number(to));
  }
});

test.skipIf(!hasValidator())("alone, it is valid by the Open XML validator (skipped where its package is absent)", () => {
  const files = unzipSync(writeWord(manuscriptOf(everyElement)));
  const document = strFromU8(files["word/document.xml"] ?? new Uint8Array()).replace(ALTERNATIVE, "$2");
  expect(document).not.toContain("wps:wsp");
  expect(complaintsOf(zipSync({ ...files, "word/document.xml": strToU8(document) }))).toEqual([]);
});
