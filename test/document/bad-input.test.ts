import { closeSync, ftruncateSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { paragraphsOf, type ReadDocument } from "../../src/document/index.ts";
import { readDocumentFile } from "../../src/host/documents/read-documents.ts";
import { BadInput, printBadInput } from "../../src/model/wrong.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { readBytes, readString, readWord, show } from "./show.ts";
import { p, partsOf, styled, t, wordFile } from "./word-file.ts";

/** What is said of it on one line, or what stands in it. */
async function said(bytes: Uint8Array, file = "a.docx"): Promise<string> {
  try {
    const { accepted } = await readBytes(bytes, file);
    return [...accepted.notices.map(({ text }) => `(${text})`), ...show(accepted)].join(" | ");
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    const line = printBadInput(error);
    expect(line).not.toMatch(/\n/u);
    return line;
  }
}

const zip = (files: Readonly<Record<string, Uint8Array | string>>, options = {}) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, typeof text === "string" ? strToU8(text) : text])), {
    mtime: "2020-01-01T00:00:00",
    ...options,
  });

const locked = "a.docx is protected with a password. Open it in Word with its password, save it without one, and give that";

/** Each file in a zip marked as one that needs a password. */
function encrypted(bytes: Uint8Array): Uint8Array {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const [mark, flags] of [
    ["504b0304", 6],
    ["504b0102", 8],
  ] as const) {
    for (let at = view.indexOf(Buffer.from(mark, "hex")); at >= 0; at = view.indexOf(Buffer.from(mark, "hex"), at + 4))
      view.writeUInt16LE(view.readUInt16LE(at + flags) | 1, at + flags);
  }
  return bytes;
}

describe("what is no document", () => {
  const ole = (name: string) =>
    Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600), Buffer.from(`${name}\0`, "utf16le"), Buffer.alloc(600)]);
  it.each<[string, Uint8Array, string, string]>([
    ["an encrypted Word file", ole("EncryptedPackage"), "a.docx", locked],
    [
      "a Word file for some people only",
      ole("DRMEncryptedDataSpace"),
      "a.docx",
      "a.docx is for some people only, and encrypted for them. Ask for a copy without such restrictions",
    ],
    [
      "Word 2",
      Buffer.from("dba52d0031400904000000", "hex"),
      "a.doc",
      "a.doc is from a Word of before 1995. Save it as .docx, or install LibreOffice, which is used to convert it",
    ],
    [
      "another Office file",
      ole("Workbook"),
      "a.doc",
      "a.doc is an Office file, but no Word document. Give a .docx, .doc, .md or .txt file, or a .zip of them",
    ],
    [
      "a broken .doc",
      ole("WordDocument"),
      "a.doc",
      "a.doc cannot be read: it is damaged, or from a Word that is too old. Save it as .docx, or install LibreOffice, which is used to convert it",
    ],
    [
      "a PDF",
      Buffer.from("%PDF-1.7\n"),
      "a.docx",
      "a.docx is a PDF file, whose paragraphs cannot be told apart. Give the document it was made from",
    ],
    [
      "RTF",
      Buffer.from("{\\rtf1\\ansi x}"),
      "a.doc",
      "a.doc is an RTF file. Save it as .docx, or install LibreOffice, which is used to convert it",
    ],
    ["a web page", Buffer.from("\uFEFF <!DOCTYPE html><html><body>x</body></html>"), "a.md", "a.md is a web page. Save it as .docx or .md"],
    [
      "the page that a server sends instead of a file",
      Buffer.from("<!DOCTYPE html><html><body>404</body></html>"),
      "a.docx",
      "a.docx is a web page. Its download may have failed: look at it in a browser",
    ],
    [
      "a Word 2003 file in XML",
      Buffer.from('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'),
      "a.xml",
      "a.xml is a Word 2003 file in XML. Save it as .docx, or install LibreOffice, which is used to convert it",
    ],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), "a.md", "a.md is a picture. Give the document it is from"],
    [
      "another archive",
      Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27]),
      "a.zip",
      "a.zip is an archive of a kind that is not read. Give a .zip, or what is in it",
    ],
    ["an empty archive", zip({}), "a.zip", "a.zip is an empty archive. Give a .docx, .doc, .md or .txt file, or a .zip of them"],
    [
      "an archive of other things",
      zip({ "a.png": "x" }),
      "a.zip",
      "a.zip holds no document. Give a .docx, .doc, .md or .txt file, or a .zip of them",
    ],
    [
      "an Excel file",
      zip({ "[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>" }),
      "a.docx",
      "a.docx is an Excel file. Give a .docx, .doc, .md or .txt file, or a .zip of them",
    ],
    [
      "an OpenDocument file",
      zip({ "META-INF/manifest.xml": "<x/>", "content.xml": "<x/>" }),
      "a.docx",
      "a.docx is an OpenDocument file. Save it as .docx",
    ],
    [
      "a Word file without a document",
      zip({ "[Content_Types].xml": "<x/>" }),
      "a.docx",
      "a.docx has no word/document.xml in it. It is damaged, or no Word document",
    ],
    [
      "a lock file",
      Buffer.concat([Buffer.from("\x04user"), Buffer.alloc(157)]),
      "x/~$a.docx",
      "x/~$a.docx is no document, but the mark that Word leaves beside one that is open. Give the document itself",
    ],
    ["a download of which nothing has come", new Uint8Array(), "a.docx", "a.docx is empty. Download or copy it again"],
    [
      "rubbish",
      Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919 + (index >> 3) * 31) & 0xff)),
      "a.txt",
      "a.txt is neither text nor a Word document. Give a .docx, .doc, .md or .txt file, or a .zip of them",
    ],
  ])("says what %s is", async (_, bytes, file, line) => {
    expect(await said(bytes, file)).toBe(line);
  });
  it("takes a single zero for no text", async () => {
    expect(await said(new Uint8Array(1), "a.txt")).toMatch(/^a\.txt is neither text nor a Word document\./u);
  });
  it("reads what has only the wrong name", async () => {
    expect(await said(wordFile({ body: p("1. A") }), "a.md")).toBe("1. A");
    expect(await said(Buffer.from("1. A"), "a.docx")).toBe("(This is plain text, whatever its name says, and is read as such) | 1. A");
    expect(await said(new Uint8Array(), "a.md")).toBe("");
  });
  it("reads a Word file that is a single XML file", async () => {
    const parts = Object.entries(partsOf({ body: p("1. A") + p("2. B", styled("NO")) })).map(([name, bytes]) => {
      const xml = new TextDecoder().decode(bytes).replace(/^<\?xml[^>]*\?>\s*/u, "");
      return `<pkg:part pkg:name="/${name}" pkg:contentType="application/xml"><pkg:xmlData>${xml}</pkg:xmlData></pkg:part>`;
    });
    const picture = '<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>AAAA</pkg:binaryData></pkg:part>';
    const text = `<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">${picture}${parts.join("")}</pkg:package>`;
    expect(await said(Buffer.from(text), "a.xml")).toBe("1. A | 2. B");
    expect(await said(Buffer.from(text.slice(0, -100)), "a.xml")).toBe(
      "a.xml is damaged: it is cut off. Save the document again, or ask for another copy",
    );
    expect(await said(Buffer.from(text.replace("/word/document.xml", "/xl/workbook.xml")), "a.xml")).toMatch(/^a\.xml has no /u);
  });
  it("reads a file with macros as what it says, and runs nothing", async () => {
    const macro = { "word/vbaProject.bin": ole("VBA"), "word/vbaData.xml": "<x/>" };
    expect(await said(wordFile({ body: p("1. A"), more: macro }), "a.docm")).toBe("1. A");
  });
});

describe("damaged and hostile archives", () => {
  const good = wordFile({ body: p("1. A sends a request to B.").repeat(50) });
  it("says that one is cut off", async () => {
    expect(await said(good.subarray(0, good.length - 30))).toBe(
      "a.docx is damaged: it is cut off, or no zip. Download it again, or ask for another copy",
    );
    expect(await said(good.subarray(0, 100))).toBe(
      "a.docx is damaged: it is cut off, or no zip. Download it again, or ask for another copy",
    );
  });
  it("reads one that has something behind its end, from memory and from disk", async () => {
    const longer = Buffer.concat([wordFile({ body: p("1. A") }), Buffer.alloc(600)]);
    expect(await said(longer)).toBe("1. A");
    const folder = temporaryFolder();
    writeFileSync(join(folder, "a.docx"), longer);
    for await (const read of readDocumentFile("a.docx", { cwd: folder, env: {} }))
      expect(read instanceof BadInput ? read.message : show(read.accepted)).toEqual(["1. A"]);
  });
  it("says that one is packed in an odd way", async () => {
    const bytes = zip(partsOf({ body: p("1. A") }));
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = view.indexOf(Buffer.from("504b0102", "hex")); at >= 0; at = view.indexOf(Buffer.from("504b0102", "hex"), at + 4))
      view.writeUInt16LE(14, at + 10);
    expect(await said(bytes)).toBe(
      "a.docx!/_rels/.rels is packed in a way that no Word document is. Save it in Word, or pack it as an ordinary .zip",
    );
  });
  it("notices a single wrong bit by the checksum", async () => {
    const bytes = zip(partsOf({ body: p("1. A") }), { level: 0 });
    const at = Buffer.from(bytes).indexOf("1. A");
    bytes[at] = "7".charCodeAt(0);
    expect(await said(bytes)).toBe(
      "a.docx!/word/document.xml is damaged: its checksum is wrong. Download it again, or ask for another copy",
    );
  });
  it("refuses a name that leads out", async () => {
    const line = /^a\.(docx|zip) has a file in it whose name leads out of it .*\. It is refused: no document is like that$/u;
    expect(await said(wordFile({ body: p("1. A"), more: { "../../evil.txt": "x" } }))).toMatch(line);
    expect(await said(zip({ "../a.md": "x" }), "a.zip")).toMatch(line);
    expect(await said(zip({ "/etc/a.md": "x" }), "a.zip")).toMatch(line);
  });
  it("refuses an encrypted part", async () => {
    const bytes = encrypted(zip(partsOf({ body: p("1. A") })));
    expect(await said(bytes)).toBe(locked);
    expect(await said(zip({ "a.md": "1. A" }), "a.zip")).toBe("1. A");
    expect(await said(encrypted(zip({ "a.md": "1. A" })), "a.zip")).toBe(
      "a.zip!/a.md needs a password. Unpack it with its password, and give what is in it",
    );
  });
  it("refuses what grows without end, by its part and by its ratio", async () => {
    const bomb = wordFile({ body: p(t(" ".repeat(70 * 1024 * 1024))) });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await said(bomb)).toBe(
      "a.docx!/word/document.xml grows to more than 200 times its size. It is refused: no document is like that",
    );
  });
  it("does not believe the size that an archive states", async () => {
    const bytes = zip(partsOf({ body: p("A".repeat(5000)) }));
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = view.indexOf(Buffer.from("504b0102", "hex")); at >= 0; at = view.indexOf(Buffer.from("504b0102", "hex"), at + 4))
      view.writeUInt32LE(10, at + 24);
    expect(await said(bytes)).toMatch(/^a\.docx!\/.* is damaged: /u);
  });
  it("refuses an archive of ten thousand files", async () => {
    const files = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`${index}.md`, ""]));
    expect(await said(zip(files), "a.zip")).toBe("a.zip has more than 10000 files in it. It is refused: no document is like that");
  });
});

describe("hostile XML", () => {
  const withXml = (xml: string) => wordFile({ body: "", more: { "word/document.xml": xml } });
  it.each([
    ["entities that multiply", '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'],
    ["entities from outside", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'],
    ["a document type from outside", '<!DOCTYPE x SYSTEM "http://example.com/x.dtd"><x/>'],
  ])("refuses %s", async (_, xml) => {
    expect(await said(withXml(xml))).toBe(
      "a.docx!/word/document.xml declares a document type, which no Word document does. It is refused: what it declares can be of any size",
    );
  });
  it("reads a part in the encoding that it declares", async () => {
    const [before = "", after = ""] = new TextDecoder()
      .decode(partsOf({ body: p("UE?1") })["word/document.xml"])
      .replace("UTF-8", "windows-1252")
      .split("?1");
    const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0x96]), Buffer.from(`1${after}`)]);
    expect(await said(wordFile({ body: "", more: { "word/document.xml": bytes } }))).toBe("UE–1");
  });
  it("says what is not well-formed", async () => {
    expect(await said(withXml("<w:document><w:body>"))).toMatch(
      /^a\.docx!\/word\/document\.xml is damaged: unclosed tag: .*\. Save the document again, or ask for another copy$/u,
    );
    expect(await said(withXml("<w:document>&nbsp;</w:document>"))).toMatch(/is damaged: undefined entity/u);
  });
  it("reads 20,000 tables in each other", async () => {
    const deep = 20_000;
    const body = "<w:tbl><w:tr><w:tc>".repeat(deep) + p("deep") + "</w:tc></w:tr></w:tbl>".repeat(deep);
    const { accepted } = await readWord(body);
    expect([...paragraphsOf(accepted.blocks)].map(({ text }) => text)).toEqual(["deep"]);
    expect(accepted.notices.map(({ text }) => text)).toEqual([
      "Tables are nested deeper than 64 times here, and are read as the paragraphs in them",
    ]);
  });
  it("refuses elements without end in each other", async () => {
    expect(await said(withXml("<a>".repeat(300_000)))).toBe(
      "a.docx!/word/document.xml has more than 250000 elements in each other. It is no document",
    );
  });
  it("reads 20,000 lists, quotations and tables in each other in text", async () => {
    for (const text of [
      ">".repeat(20_000),
      "> ".repeat(20_000),
      "- ".repeat(20_000),
      "*a ".repeat(20_000),
      "[".repeat(20_000),
      "<table><tr><td>".repeat(20_000),
    ]) {
      const { accepted } = await readString(`${text}x`, "a.md");
      expect([...paragraphsOf(accepted.blocks)].at(-1)?.text).toMatch(/x$/u);
    }
  });
});

describe("files on disk", () => {
  const all = async (path: string, cwd: string): Promise<readonly (ReadDocument | BadInput)[]> => {
    const read: (ReadDocument | BadInput)[] = [];
    for await (const each of readDocumentFile(path, { cwd, env: { CALLFLOW_SOFFICE: "" } })) read.push(each);
    return read;
  };
  it("reads the documents in an archive of a meeting, and says which it cannot", async () => {
    const folder = temporaryFolder();
    const inner = zip({ "deep.md": "1. D", "deeper.zip": zip({ "x.md": "x" }) });
    const files = {
      "S2-1.docx": wordFile({ body: p("1. A") }), "sub/b.md": "1. B", "~$S2-1.docx": "lock", "__MACOSX/._b.md": "mac", "c.png": "png", "bad.docx": "PK\x03\x04", "worse.docx": "PK\x03\x04", "x/1.docx": "PK\x03\x04", "x/2.docx": "PK\x03\x04", "x/3.docx": "PK\x03\x04", "in.zip": inner,
    }; // biome-ignore format: a list
    writeFileSync(join(folder, "meeting.zip"), zip(files));
    const read = (await all("meeting.zip", folder)).map((each) =>
      each instanceof BadInput ? `! ${each.message}` : `${each.accepted.file} ${show(each.accepted).join()}`,
    );
    expect(read).toEqual([
      "meeting.zip!/S2-1.docx 1. A",
      "meeting.zip!/sub/b.md 1. B",
      "meeting.zip!/in.zip!/deep.md 1. D",
      "! meeting.zip!/in.zip!/deeper.zip is an archive in an archive in an archive",
      "! meeting.zip!/bad.docx is damaged: it is cut off, or no zip; the same goes for 4 more in meeting.zip: worse.docx, x/1.docx, x/2.docx, …",
    ]);
  });
  it("refuses a text of 1 GB without reading it", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "large.txt");
    const file = openSync(path, "w");
    ftruncateSync(file, 1024 ** 3);
    closeSync(file);
    const before = process.memoryUsage().rss;
    await expect(all("large.txt", folder)).rejects.toThrow("large.txt is larger than 32 MiB");
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });
  it.skipIf(process.platform === "win32")("refuses a device without an end", async () => {
    await expect(all("/dev/zero", "/")).rejects.toThrow("dev/zero is larger than 32 MiB");
  });
  it("says what is not there", async () => {
    const folder = temporaryFolder({ "x/y.md": "" });
    await expect(all("no.docx", folder)).rejects.toThrow("cannot read the document no.docx: there is no such file or directory");
    await expect(all("x", folder)).rejects.toThrow("cannot read the document x: it is a directory");
  });
});
