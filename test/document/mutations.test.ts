import fc from "fast-check";
import { zipSync } from "fflate";
import { expect, it } from "vitest";
import { paragraphsOf, placeAt, type ReadDocument } from "../../src/document/index.ts";
import { BadInput, printBadInput } from "../../src/model/wrong.ts";
import { readBytes } from "./show.ts";
import { abstractList, del, ins, level, list, listed, mark, p, partsOf, styled, t } from "./word-file.ts";

const run =
  '<w:r><w:drawing><wp:docPr descr="x"/></w:drawing><w:pict><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>';
const parts = partsOf({
  body:
    p("6.1\tFlow", styled("Heading2")) +
    p("1. A sends", listed(1)) +
    p(`${t("2. ")}${del("B")}${ins(t("C"))}`, mark("del")) +
    p("answers", listed(1, 1) + mark("ins")) +
    `<w:tbl><w:tr><w:trPr><w:ins w:id="1"/></w:trPr><w:tc><w:tcPr><w:cellDel w:id="1"/></w:tcPr>${p("cell")}</w:tc></w:tr></w:tbl>` +
    p(`${run}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>`),
  numbering: abstractList(1, level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)")) + list(1, 1),
  footnotes: `<w:footnote w:id="2">${p("said")}</w:footnote>`,
});
const word = zipSync(parts, { mtime: "2020-01-01T00:00:00" });

/** A document that holds together, or one line that says why there is none. */
async function readable(bytes: Uint8Array, file: string): Promise<boolean> {
  let read: ReadDocument;
  try {
    read = await readBytes(bytes, file);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    expect(printBadInput(error)).not.toMatch(/\n/u);
    return false;
  }
  for (const tree of [read.accepted, read.original]) {
    for (const paragraph of paragraphsOf(tree?.blocks ?? [])) {
      expect(paragraph.text !== "" || paragraph.label !== null).toBe(true);
      expect(paragraph.text).toBe(paragraph.text.trim());
      const { line, column } = placeAt(paragraph, Math.max(0, paragraph.text.length - 1));
      expect(line >= paragraph.place.line && column >= 1).toBe(true);
      for (const { from, to } of paragraph.edits) expect(0 <= from && from < to && to <= paragraph.text.length).toBe(true);
    }
  }
  return true;
}

const position = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

it("reads or refuses archives with wrong and missing bytes", async () => {
  const damage = fc.array(fc.tuple(position, fc.nat(255)), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(damage, fc.option(position), async (bytes, cut) => {
      const copy = Uint8Array.from(word);
      for (const [at, byte] of bytes) copy[Math.floor(at * copy.length)] = byte;
      await readable(cut === null ? copy : copy.subarray(0, Math.floor(cut * copy.length)), "a.docx");
    }),
    { numRuns: 400 },
  );
});

it("reads or refuses parts whose elements are deleted, doubled, renamed or moved", async () => {
  const part = fc.constantFrom(
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "word/_rels/document.xml.rels",
    "_rels/.rels",
  );
  const operation = fc.constantFrom("delete", "double", "rename", "move", "cut");
  let read = 0;
  await fc.assert(
    fc.asyncProperty(part, fc.array(fc.tuple(operation, position, position), { minLength: 1, maxLength: 5 }), async (name, operations) => {
      let xml = new TextDecoder().decode(parts[name]);
      for (const [kind, where, other] of operations) xml = mutate(xml, kind, where, other);
      const bytes = zipSync({ ...parts, [name]: new TextEncoder().encode(xml) }, { level: 0, mtime: "2020-01-01T00:00:00" });
      if (await readable(bytes, "a.docx")) read += 1;
    }),
    { numRuns: 600 },
  );
  // Most of them are still well-formed, so that the reader itself is tried, not only the parser.
  expect(read).toBeGreaterThan(200);
});

/** Each acts on a whole element, except `cut`. */
function mutate(xml: string, kind: string, where: number, other: number): string {
  const elements = elementsOf(xml);
  const [from, to] = elements[Math.floor(where * elements.length)] ?? [0, 0];
  const element = xml.slice(from, to);
  switch (kind) {
    case "delete":
      return xml.slice(0, from) + xml.slice(to);
    case "double":
      return xml.slice(0, to) + element + xml.slice(to);
    case "rename": {
      const names = [
        "w:p",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:r",
        "w:t",
        "w:ins",
        "w:del",
        "w:pPr",
        "w:numPr",
        "w:txbxContent",
        "mc:Fallback",
        "w:pPrChange",
        "w:fldChar",
      ];
      const name = names[Math.floor(other * names.length)] ?? "w:p";
      return xml.slice(0, from) + element.replace(/^<[\w:]+/u, `<${name}`).replace(/<\/[\w:]+>$/u, `</${name}>`) + xml.slice(to);
    }
    case "move": {
      const rest = xml.slice(0, from) + xml.slice(to);
      const places = elementsOf(rest);
      const [at] = places[Math.floor(other * places.length)] ?? [0];
      return rest.slice(0, at) + element + rest.slice(at);
    }
    default:
      return xml.slice(0, Math.floor(where * xml.length));
  }
}

/** Where each element but the root begins and ends. */
function elementsOf(xml: string): readonly (readonly [number, number])[] {
  const open: number[] = [];
  const found: (readonly [number, number])[] = [];
  for (const { 0: tag, index } of xml.matchAll(/<[^?!][^>]*>/gu)) {
    if (tag.startsWith("</")) found.push([open.pop() ?? 0, index + tag.length]);
    else if (tag.endsWith("/>")) found.push([index, index + tag.length]);
    else open.push(index);
  }
  return found.slice(0, -1);
}

it("reads or refuses any bytes, whatever they are called", async () => {
  const file = fc.constantFrom("a.md", "a.txt", "a.docx", "a.doc", "a.zip");
  const head = fc.constantFrom(
    "",
    "PK\x03\x04",
    "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "\xff\xfe",
    "\xfe\xff",
    "\xef\xbb\xbf",
    "@startuml\n",
    "---\n",
    "+--+--+\n|",
  );
  await fc.assert(
    fc.asyncProperty(file, head, fc.uint8Array({ maxLength: 300 }), async (name, begin, bytes) => {
      await readable(Buffer.concat([Buffer.from(begin, "latin1"), bytes]), name);
    }),
    { numRuns: 400 },
  );
});

it("reads any text as text and as Markdown", async () => {
  const sign = fc.constantFrom(
    "1. ",
    "- ",
    "> ",
    "# ",
    "    ",
    "\t",
    "|",
    "---",
    "```",
    "~~~",
    "<table>",
    "<td>",
    "</table>",
    "<!--",
    "-->",
    "*",
    "_",
    "[",
    "](",
    "]:",
    "![",
    "\\",
    "&",
    "&amp;",
    "+---+",
    "|  |",
    "\u00AD",
    "\u00A0",
    "\uD800",
    "a",
    "Step 3",
    ".",
    ":",
    "$",
    "\f",
    "\u2028",
    "{#a}",
    "[^1]",
    "<br>",
    "@enduml",
    "@startuml",
  );
  const text = fc.array(fc.oneof({ weight: 3, arbitrary: sign }, { weight: 1, arbitrary: fc.constantFrom("\n", "\r\n", "\n\n", " ") }), {
    maxLength: 40,
  });
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom("a.md", "a.txt"), async (signs, file) => {
      expect(await readable(new TextEncoder().encode(signs.join("")), file)).toBe(true);
    }),
    { numRuns: 1500 },
  );
});
