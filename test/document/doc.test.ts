import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type CodeBlock,
  type DocumentPlace,
  type Paragraph,
  paragraphsOf,
  type ReadDocument,
  readDocument,
  type TableRow,
} from "../../src/document/index.ts";
import { findOffice } from "../../src/host/documents/convert-doc.ts";
import { boundedBytes, documentTools, readDocumentFile } from "../../src/host/documents/read-documents.ts";
import { BadInput } from "../../src/model/wrong.ts";
import { sharedFolder } from "../sip/shared-folder.ts";

const shared = sharedFolder();
const real = shared === null ? null : join(shared, "real", "word");
const office = findOffice(process.env);
if (real === null) console.warn("SKIPPED: .doc files: ../shared is absent");
if (office === null) console.warn("SKIPPED: converting .doc files: LibreOffice is not installed (Debian has it)");

async function readOnly(path: string, env: Readonly<Record<string, string | undefined>>): Promise<ReadDocument> {
  for await (const each of readDocumentFile(path, { cwd: real ?? "", env })) {
    if (each instanceof BadInput) throw each;
    return each;
  }
  throw new BadInput("nothing");
}

describe.skipIf(real === null)("a Word file of before 2007", () => {
  const texts = ({ accepted }: ReadDocument): readonly string[] => [...paragraphsOf(accepted.blocks)].map(({ text }: Paragraph) => text);

  it.skipIf(office === null)("is converted, and keeps its styles, tables and tracked changes", { timeout: 200_000 }, async () => {
    const read = await readOnly("S2-1900585.doc", process.env);
    expect(read.accepted).toMatchObject({ format: "doc", file: "S2-1900585.doc", notices: [] });
    expect(read.original).not.toBeNull();
    const styles = new Set([...paragraphsOf(read.accepted.blocks)].map(({ style }) => style));
    expect(styles.has("B1") && [...styles].some((name) => /^heading/iu.test(name ?? ""))).toBe(true);
    const rows: TableRow[] = read.accepted.blocks.flatMap((block) => (block.kind === "table" ? block.rows : []));
    expect(rows.length).toBeGreaterThan(5);
  });
  it("is read as text where nobody can convert it, and says what is lost", async () => {
    const { accepted, original } = await readOnly("S2-1900585.doc", { CALLFLOW_SOFFICE: "" });
    const place: DocumentPlace = { file: "S2-1900585.doc", line: 1, column: 1, wordParagraph: null };
    expect(accepted.notices).toEqual([
      {
        place,
        text: "LibreOffice is not installed (or name it in CALLFLOW_SOFFICE): styles, automatic numbers, tables and tracked changes are lost, and only the text is read",
      },
    ]);
    expect(original).toBeNull();
    expect(accepted.blocks.filter((block): block is CodeBlock => block.kind === "code")).toEqual([]);
    expect(texts({ accepted, original }).length).toBeGreaterThan(100);
  });
  it("is read as text where the converter fails", async () => {
    const { accepted } = await readOnly("S2-1900585.doc", { CALLFLOW_SOFFICE: process.execPath });
    expect(accepted.notices[0]?.text).toMatch(/^LibreOffice cannot convert this file: /u);
  });
});

describe.skipIf(office === null)("what LibreOffice reads, too", () => {
  const tools = documentTools(process.env);
  const texts = async (bytes: Uint8Array): Promise<readonly string[]> => {
    const { accepted } = await readDocument(bytes, { file: "a.doc", tools });
    return [...paragraphsOf(accepted.blocks)].map(({ text }) => text);
  };
  it("is converted: RTF, whatever it is called", { timeout: 200_000 }, async () => {
    expect(await texts(Buffer.from("{\\rtf1\\ansi 1. A sends.\\par 2. B answers.\\par}"))).toEqual(["1. A sends.", "2. B answers."]);
  });
  it("is converted: a Word 2003 file in XML", { timeout: 200_000 }, async () => {
    const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
    const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>${p("1. A sends.")}${p("2. B answers.")}</w:body></w:wordDocument>`;
    expect(await texts(Buffer.from(xml))).toEqual(["1. A sends.", "2. B answers."]);
  });
});

it("takes no more from a pipe than from a file", () => {
  expect(boundedBytes(new Uint8Array(10), "-")).toHaveLength(10);
  expect(() => boundedBytes(new Uint8Array(33 * 1024 * 1024).fill(65), "-")).toThrow("- is larger than 32 MiB");
});
