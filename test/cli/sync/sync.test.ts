import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { strFromU8, unzipSync } from "fflate/browser";
import { describe, expect, test } from "vitest";
import { flowBeginning } from "../../../src/cli/new/flow-beginning.ts";
import { complaintsOf, hasValidator } from "../../spec/word/validate.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { call } from "../call.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const flow = flowBeginning("x");
const changed = flow.replace("decides to call Bob", "decides to call Bob, at last");
const own = "My own words: naïve, “quoted”.\n";
const begin = "<!-- callflow:begin flow=x part=steps -->\n";
const end = "<!-- callflow:end -->\n";

/** A folder with a flow and a document, once synchronized. */
async function project(files: Readonly<Record<string, string>>): Promise<string> {
  const cwd = temporaryFolder({ "package.json": "{}", "flows/x.ts": flow, ...files });
  return cwd;
}

const read = (cwd: string, name: string) => readFileSync(join(cwd, name), "utf8");

describe("Markdown", () => {
  test("a bare pair of marks is filled; what is around it stays", async () => {
    const cwd = await project({ "a.md": `# Mine\n\n${own}\n${begin}${end}\nThe end, without a line break` });
    expect(await call(cwd, ["sync", "a.md"])).toEqual({ exit: 0, out: "", err: "wrote a.md\n" });
    const text = read(cwd, "a.md");
    expect(text.startsWith(`# Mine\n\n${own}\n<!-- callflow:begin flow=x part=steps hash=`)).toBe(true);
    expect(text).toContain("1\\. Alice decides to call Bob.\n");
    expect(text.endsWith(`${end}\nThe end, without a line break`)).toBe(true);
    expect(await call(cwd, ["sync", "a.md"])).toEqual({ exit: 0, out: "", err: "Nothing has changed.\n" });
    expect((await call(cwd, ["sync", "a.md", "--check"])).exit).toBe(0);
  });

  test("byte for byte: marks of the order of bytes, line ends of two kinds, and what is no UTF-8", async () => {
    const cwd = await project({});
    const bytes = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from(`one\r\n${begin.trimEnd()}\r\n${end.trimEnd()}\r\nLatin: `),
      Buffer.from([0xe9, 0xff, 0x00, 0x0a]),
      Buffer.from("no end of line\rat all"),
    ]);
    writeFileSync(join(cwd, "a.md"), bytes);
    expect((await call(cwd, ["sync", "a.md"])).exit).toBe(0);
    const after = readFileSync(join(cwd, "a.md"));
    const head = bytes.indexOf("<!--");
    const tail = bytes.indexOf("<!-- callflow:end");
    expect(after.subarray(0, head)).toEqual(bytes.subarray(0, head));
    expect(after.subarray(after.indexOf("<!-- callflow:end"))).toEqual(bytes.subarray(tail));
    expect(after.subarray(head, after.indexOf("<!-- callflow:end")).toString("latin1")).not.toMatch(/[^\r]\n/u);
    expect(await call(cwd, ["sync", "a.md"])).toMatchObject({ err: "Nothing has changed.\n" });
  });

  test("a flow that has changed: --check finds it, and sync renews its parts alone", async () => {
    const cwd = await project({ "a.md": `${own}${begin}${end}${own}` });
    await call(cwd, ["sync", "a.md"]);
    const before = read(cwd, "a.md");
    writeFileSync(join(cwd, "flows/x.ts"), changed);
    expect(await call(cwd, ["sync", "a.md", "--check"])).toMatchObject({ exit: 1, out: "a.md differs\n" });
    expect(read(cwd, "a.md")).toBe(before);
    expect((await call(cwd, ["sync", "a.md"])).exit).toBe(0);
    const hash = / hash=\w+/u;
    expect(read(cwd, "a.md").replace(hash, "")).toBe(before.replace("call Bob.", "call Bob, at last.").replace(hash, ""));
  });

  test("what was edited by hand is told, and stays unless it is forced", async () => {
    const cwd = await project({ "a.md": `${begin}${end}` });
    await call(cwd, ["sync", "a.md"]);
    const edited = read(cwd, "a.md").replace("Alice decides", "Alice, after all, decides");
    writeFileSync(join(cwd, "a.md"), edited);
    for (const words of [["a.md"], ["a.md", "--check"]]) {
      expect(await call(cwd, ["sync", ...words])).toMatchObject({
        exit: 1,
        out: "a.md:1:1: x, steps: it has been edited by hand since it was generated\n",
      });
      expect(read(cwd, "a.md")).toBe(edited);
    }
    expect((await call(cwd, ["sync", "a.md", "--force"])).exit).toBe(0);
    expect(read(cwd, "a.md")).toContain("Alice decides");
  });

  test("words between marks without a hash are somebody's", async () => {
    const cwd = await project({ "a.md": `${begin}My text\n${end}` });
    expect(await call(cwd, ["sync", "a.md"])).toMatchObject({
      exit: 1,
      out: "a.md:1:1: x, steps: something stands there that was not generated\n",
    });
  });

  test("pictures stand beside it; marks in fenced code are an example", async () => {
    const cwd = await project({
      "a.md": `~~~\n${begin}\`\`\`\n${end}~~~\n<!-- callflow:begin flow=x part=figure -->\n${end}<!-- callflow:begin flow=x part=procedure participant="Bob" -->\n${end}`,
    });
    expect((await call(cwd, ["sync", "a.md"])).err).toBe("wrote a.md, a.x.svg\n");
    expect(read(cwd, "a.md").startsWith(`~~~\n${begin}\`\`\`\n${end}~~~\n`)).toBe(true);
    expect(read(cwd, "a.md")).toContain("](a.x.svg)");
    expect((await call(cwd, ["sync", "a.md", "--check"])).exit).toBe(0);
  });

  test("a picture that was edited by hand is told, and stays unless it is forced; one that is not there is made", async () => {
    const cwd = await project({});
    await call(cwd, ["write", "x", "--markers", "-o", "a.md"]);
    const generated = read(cwd, "a.x.svg");
    const mine = generated.replace("<svg ", '<svg class="mine" ');
    writeFileSync(join(cwd, "a.x.svg"), mine);
    writeFileSync(join(cwd, "flows/x.ts"), changed);
    const told = { exit: 1, out: "a.md:1:1: x, clause: its picture a.x.svg has been edited by hand since it was generated\n" };
    const before = read(cwd, "a.md");
    expect(await call(cwd, ["sync", "a.md"])).toMatchObject(told);
    expect([read(cwd, "a.md"), read(cwd, "a.x.svg")]).toEqual([before, mine]);
    expect(await call(cwd, ["sync", "a.md", "--check"])).toMatchObject(told);
    expect(await call(cwd, ["sync", "a.md", "--force"])).toMatchObject({ exit: 0, err: "wrote a.md, a.x.svg\n" });
    expect((await call(cwd, ["sync", "a.md", "--check"])).exit).toBe(0);
    rmSync(join(cwd, "a.x.svg"));
    expect(await call(cwd, ["sync", "a.md"])).toMatchObject({ exit: 0, err: "wrote a.x.svg\n" });
    expect((await call(cwd, ["sync", "a.md", "--check"])).exit).toBe(0);
  });

  test.each([
    [`${begin}`, "a.md:1:1: this part has no end. Put <!-- callflow:end --> behind it, on a line of its own\n"],
    [
      `one\n${end}`,
      "a.md:2:1: a part ends that has not begun. Take this line out, or put <!-- callflow:begin flow=… part=… --> before it\n",
    ],
    [`${begin}${begin}${end}`, "a.md:2:1: a part begins within that of line 1. Put <!-- callflow:end --> before it\n"],
    [`\n\n${begin.replace("flow=x", "flow=y")}${end}`, 'a.md:3:1: there is no flow "y". Did you mean x? Flows: x\n'],
    [`${begin.replace("steps", "stepps")}${end}`, expect.stringContaining('a.md:1:1: flow has no part "stepps". Did you mean steps?')],
    [`${begin.replace("part", "prt")}${end}`, expect.stringContaining('a.md:1:1: flow has no attribute "prt"')],
    [`see ${begin}${end}`, expect.stringContaining("a.md:1:1: this mark is not a line of its own")],
    [`${begin.replace("flow=x ", "")}${end}`, expect.stringContaining("a.md:1:1: this mark names no flow")],
    [`<!-- callflow:begn flow=x -->\n${end}`, 'a.md:1:1: there is no mark "callflow:begn". There are callflow:begin and callflow:end\n'],
    [
      `${begin.replace("steps", "steps hash=0123456789az")}${end}`,
      expect.stringContaining('a.md:1:1: no hash is "0123456789az". Take hash=… out of the mark'),
    ],
    ["# No marks\n", expect.stringContaining("a.md has no parts that are generated. `callflow write FLOW --markers")],
    ["\u0000\u0001%PDF-1.4", expect.stringContaining("a.md has no parts")],
  ])("damaged: %j", async (text, err) => {
    const cwd = await project({ "a.md": text, "b.md": `${begin}${end}` });
    expect(await call(cwd, ["sync", "b.md", "a.md"])).toEqual({ exit: 2, out: "", err });
    expect([read(cwd, "a.md"), read(cwd, "b.md")]).toEqual([text, `${begin}${end}`]);
    expect(readdirSync(cwd).sort()).toEqual(["a.md", "b.md", "flows", "package.json"]);
  });

  test("a target that is read-only, or not there", async () => {
    const cwd = await project({ "a.md": `${begin}${end}` });
    chmodSync(join(cwd, "a.md"), 0o444);
    const { exit, err } = await call(cwd, ["sync", "a.md"]);
    expect([exit, err]).toEqual([
      2,
      expect.stringMatching(/^cannot write a\.md: (?:it is read-only|permission denied)\. Nothing was written/u),
    ]);
    expect(read(cwd, "a.md")).toBe(`${begin}${end}`);
    expect((await call(cwd, ["sync", "b.md"])).err).toBe("cannot read the document b.md: there is no such file or directory\n");
  });

  test("the file keeps its permissions", async () => {
    const cwd = await project({ "a.md": `${begin}${end}` });
    chmodSync(join(cwd, "a.md"), 0o600);
    await call(cwd, ["sync", "a.md"]);
    expect(statSync(join(cwd, "a.md")).mode & 0o777).toBe(0o600);
  });
});

describe("Word", () => {
  async function written(): Promise<string> {
    const cwd = await project({});
    expect((await call(cwd, ["write", "x", "--markers", "-o", "a.docx"])).exit).toBe(0);
    return cwd;
  }

  const document = (bytes: Uint8Array) => strFromU8(unzipSync(bytes)["word/document.xml"] ?? new Uint8Array());

  test("what is written with marks is as it would be written", async () => {
    const cwd = await written();
    expect(await call(cwd, ["sync", "a.docx", "--check"])).toEqual({ exit: 0, out: "", err: "The file is as it would be written.\n" });
  });

  test("a flow that has changed: of the archive one entry is new, and of that the part alone", async () => {
    const cwd = await written();
    const before = readFileSync(join(cwd, "a.docx"));
    writeFileSync(join(cwd, "flows/x.ts"), changed);
    expect((await call(cwd, ["sync", "a.docx", "--check"])).exit).toBe(1);
    expect(readFileSync(join(cwd, "a.docx"))).toEqual(before);
    expect(await call(cwd, ["sync", "a.docx"])).toMatchObject({ exit: 0, err: "wrote a.docx\n" });
    const after = readFileSync(join(cwd, "a.docx"));
    const [old, now] = [entriesOf(before), entriesOf(after)];
    expect([...now.keys()]).toEqual([...old.keys()]);
    for (const [name, raw] of old) if (name !== "word/document.xml") expect([name, now.get(name)]).toEqual([name, raw]);
    const around = (xml: string) => xml.replace(/<w:tag [^>]*>/u, "").replace(/<w:sdtContent>.*<\/w:sdtContent>/su, "");
    expect(around(document(after))).toBe(around(document(before)));
    expect(document(after)).toContain("at last");
    expect((await call(cwd, ["sync", "a.docx", "--check"])).exit).toBe(0);
    if (hasValidator()) expect(complaintsOf(after)).toEqual([]);
  });

  test("what was edited by hand is told, and so are changes that nobody has accepted", async () => {
    const cwd = await written();
    const bytes = readFileSync(join(cwd, "a.docx"));
    const { replaceEntry } = await import("../../../src/document/parts/zip-entry.ts");
    const edits: readonly ((xml: string) => string)[] = [
      (xml) => xml.replace("decides to call", "decides never to call"),
      // An arrow is dragged elsewhere; a head is made wider; an arrow becomes red; a word becomes bold.
      (xml) => xml.replace(/(<wpg:grpSp>.*?<a:off x="\d+" y=")(\d+)(")/su, (_, head, y, tail) => `${head}${Number(y) + 6350}${tail}`),
      (xml) => xml.replace(/(name="head \d+".*?<a:ext cx=")(\d+)(")/su, (_, head, width, tail) => `${head}${Number(width) + 6350}${tail}`),
      (xml) => xml.replace(/(name="request \d+".*?srgbClr val=")000000/su, "$1FF0000"),
      (xml) => xml.replace(/<w:r>(<w:t [^>]*>Alice decides)/u, "<w:r><w:rPr><w:b/></w:rPr>$1"),
      (xml) =>
        xml.replace(
          /<w:r><w:t [^>]*>Alice decides/u,
          '<w:ins w:id="999" w:author="a" w:date="2026-01-31T00:00:00Z"><w:r><w:t>not</w:t></w:r></w:ins>$&',
        ),
    ];
    for (const edit of edits) {
      const xml = edit(document(bytes));
      expect(xml).not.toBe(document(bytes));
      writeFileSync(join(cwd, "a.docx"), replaceEntry(bytes, "word/document.xml", new TextEncoder().encode(xml), "a.docx"));
      expect(await call(cwd, ["sync", "a.docx"])).toMatchObject({
        exit: 1,
        out: "a.docx:1:1: x, clause: it has been edited by hand since it was generated\n",
      });
      expect(document(readFileSync(join(cwd, "a.docx")))).toBe(xml);
      expect((await call(cwd, ["sync", "a.docx", "--force"])).exit).toBe(0);
      expect(document(readFileSync(join(cwd, "a.docx")))).toContain("Alice decides to call Bob.");
    }
  });

  test.each([
    ["callflow:x", 'a.docx:1:1: the tag of this content control is "callflow:x". Write it as callflow:mmsc-transfer/clause\n'],
    ["callflow:y/clause", 'a.docx:1:1: there is no flow "y". Did you mean x? Flows: x\n'],
    ["callflow:x/clawse", expect.stringContaining('flow has no part "clawse". Did you mean clause?')],
    ["mine", expect.stringContaining("a.docx has no parts that are generated")],
  ])("damaged: the tag %s", async (tag, err) => {
    const cwd = await written();
    const bytes = readFileSync(join(cwd, "a.docx"));
    const { replaceEntry } = await import("../../../src/document/parts/zip-entry.ts");
    const xml = document(bytes).replace(/<w:tag [^>]*>/u, `<w:tag w:val="${tag}"/>`);
    const damaged = replaceEntry(bytes, "word/document.xml", new TextEncoder().encode(xml), "a.docx");
    writeFileSync(join(cwd, "a.docx"), damaged);
    expect(await call(cwd, ["sync", "a.docx"])).toEqual({ exit: 2, out: "", err });
    expect(new Uint8Array(readFileSync(join(cwd, "a.docx")))).toEqual(damaged);
  });

  test("a Word file without marks, and one that is cut", async () => {
    const cwd = await project({});
    await call(cwd, ["write", "x", "-o", "a.docx"]);
    expect(await call(cwd, ["sync", "a.docx"])).toMatchObject({
      exit: 2,
      err: expect.stringContaining("a.docx has no parts that are generated"),
    });
    writeFileSync(join(cwd, "a.docx"), readFileSync(join(cwd, "a.docx")).subarray(0, 5000));
    expect((await call(cwd, ["sync", "a.docx"])).exit).toBe(2);
    writeFileSync(join(cwd, "a.docx"), "");
    expect(await call(cwd, ["sync", "a.docx"])).toMatchObject({
      exit: 2,
      err: "a.docx is no Word document: it is no archive. Take another copy of it\n",
    });
  });
});

/** The raw bytes of each entry of a zip archive: header, name and packed data. */
function entriesOf(bytes: Buffer): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const [packed, name, extra] = [bytes.readUInt32LE(at + 18), bytes.readUInt16LE(at + 26), bytes.readUInt16LE(at + 28)];
    const next = at + 30 + name + extra + packed;
    entries.set(bytes.toString("utf8", at + 30, at + 30 + name), bytes.toString("hex", at, next));
    at = next;
  }
  return entries;
}

describe("in the middle of it", () => {
  /** The command in a process of its own, in which one function of the file system does something else. */
  function run(cwd: string, patch: string) {
    const code = `import fs from "node:fs"; import { syncBuiltinESMExports } from "node:module"; const { writeFileSync, renameSync } = fs; ${patch}; syncBuiltinESMExports();`;
    const node = ["--import", `data:text/javascript,${encodeURIComponent(code)}`, join(root, "dist/callflow.js"), "sync", "a.md"];
    return spawnSync(process.execPath, node, { cwd, encoding: "utf8" });
  }
  const isOurs = 'String(file).includes(".a.md.callflow")';
  const half = "writeFileSync(file, content.subarray(0, content.length >> 1))";

  test.each([
    [
      "killed while it writes",
      `fs.writeFileSync = (file, content, ...rest) => { if (!(${isOurs})) return writeFileSync(file, content, ...rest); ${half}; process.kill(process.pid, "SIGKILL"); while (true); }`,
    ],
    ["killed before it renames", 'fs.renameSync = () => { process.kill(process.pid, "SIGKILL"); while (true); }'],
  ])("%s: the old file is whole, and the next run sweeps up", async (_, patch) => {
    const cwd = await project({ "a.md": `${own}${begin}${end}` });
    expect(run(cwd, patch).signal).toBe("SIGKILL");
    expect(read(cwd, "a.md")).toBe(`${own}${begin}${end}`);
    expect(readdirSync(cwd).filter((name) => name.includes(".callflow-"))).toHaveLength(1);
    expect((await call(cwd, ["sync", "a.md"])).exit).toBe(0);
    expect(readdirSync(cwd).sort()).toEqual(["a.md", "flows", "package.json"]);
  });

  test("a full disk: the old file is whole, and nothing is left behind", async () => {
    const cwd = await project({ "a.md": `${own}${begin}${end}` });
    const full = `fs.writeFileSync = (file, content, ...rest) => { if (!(${isOurs})) return writeFileSync(file, content, ...rest); ${half}; throw Object.assign(new Error("full"), { code: "ENOSPC" }); }`;
    const { status, stderr } = run(cwd, full);
    expect([status, stderr]).toEqual([
      2,
      "cannot write a.md: the disk is full. Nothing was written; name a place that can be written to\n",
    ]);
    expect(read(cwd, "a.md")).toBe(`${own}${begin}${end}`);
    expect(readdirSync(cwd).sort()).toEqual(["a.md", "flows", "package.json"]);
  });
});
