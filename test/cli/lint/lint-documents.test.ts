import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { ins, p, t, wordFile } from "../../document/word-file.ts";
import { smallFlow } from "../../small-flow.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { call } from "../call.ts";

const gap = "## 1 Transfer\n\n1. The client sends a request to the server.\n3. The server sends a response to the client.\n";
const clean = gap.replace("3.", "2.");
const doubtful = gap.replace("3.", "<!-- flowlint-disable-line step/no-gap -->\n2.");
const flow = smallFlow("own", { inside: "flow.request(path(alice, bob), sip.options()).reply(200);" });

test("one that cannot be read does not keep the others from being linted", async () => {
  const cwd = temporaryFolder({ "a.md": gap, "b.docx": "PK\u0003\u0004 cut off", "c.md": clean, "~$d.docx": "x", "flows/own.ts": flow });
  const args = ["lint", "a.md", "b.docx", "missing.md", "~$d.docx", "c.md", "flows/own.ts"];
  const { exit, out, err } = await call(cwd, args);
  expect(exit).toBe(2);
  expect(out).toContain("a.md\n  4:1  error  clause 1 step 3  ");
  expect(out).toContain("✖ 1 problem (1 error)\n");
  const told = err.trimEnd().split("\n");
  expect(told.map((line) => line.split(" ")[0])).toEqual(["there", "b.docx", "~$d.docx"]);
  expect(told[0]).toBe("there is no missing.md. Name a document, a flow file, or a folder of them");
  // What is wrong is told with --quiet too, and in every format the others are reported.
  const quiet = await call(cwd, [...args, "--quiet", "--format", "json"]);
  expect([quiet.exit, quiet.err]).toEqual([2, err]);
  expect(JSON.parse(quiet.out)).toMatchObject([{ file: "a.md", rule: "step/no-gap" }]);
});

test("a flow file that cannot be loaded does not keep documents from being linted", async () => {
  const cwd = temporaryFolder({ "a.md": gap, "broken.ts": "export default 3 +;\n" });
  const { exit, out, err } = await call(cwd, ["lint", "broken.ts", "a.md"]);
  expect([exit, err.split("\n").length]).toEqual([2, 2]);
  expect(out).toContain("✖ 1 problem (1 error)\n");
  // Alone, there is nothing to report.
  expect(await call(cwd, ["lint", "broken.ts"])).toEqual({ exit: 2, out: "", err });
});

test("more warnings than are allowed fail, in documents as in flows", async () => {
  const cwd = temporaryFolder({ "a.md": doubtful, "b.md": clean });
  expect(await call(cwd, ["lint", "a.md", "b.md"])).toMatchObject({ exit: 0 });
  expect(await call(cwd, ["lint", "a.md", "b.md", "--max-warnings", "1"])).toMatchObject({ exit: 0 });
  expect(await call(cwd, ["lint", "a.md", "b.md", "--max-warnings", "0"])).toMatchObject({
    exit: 1,
    err: "1 warning is more than --max-warnings 0\n",
  });
});

test("a configuration weighs what documents have, too", async () => {
  const files = {
    "a.md": gap,
    "flowlint.config.json": '{ "rules": { "step/no-gap": "warning" } }',
    "off.json": '{ "rules": { "step/no-gap": "off" } }',
  };
  const cwd = temporaryFolder(files);
  expect(await call(cwd, ["lint", "a.md"])).toMatchObject({ exit: 0, out: expect.stringContaining("(1 warning)") });
  expect(await call(cwd, ["lint", "a.md", "--config", "off.json"])).toMatchObject({ exit: 0, out: "✔ 1 flow, no problems\n" });
});

test("a folder of documents is looked through to its end, in order, without what nobody has written there", async () => {
  const cwd = temporaryFolder({
    "in/b.md": gap,
    "in/a.txt": clean,
    "in/deeper/c.MD": gap,
    "in/deeper/findings.json": "[]",
    "in/deeper/evil.ts": "(globalThis as { evil?: boolean }).evil = true;",
    "in/~$b.docx": "x",
    "in/.hidden.md": gap,
    "in/.git/d.md": gap,
    "in/node_modules/e.md": gap,
    "in/picture.png": "x",
  });
  const { exit, out, err } = await call(cwd, ["lint", "in", "--summary", "--format", "json"]);
  expect([exit, err]).toEqual([1, ""]);
  expect(JSON.parse(out).files.map(({ file }: { file: string }) => file)).toEqual(["in/a.txt", "in/b.md", "in/deeper/c.MD"]);
  expect("evil" in globalThis).toBe(false);
});

test("of a folder documents and flow files are linted, but no code that lies beside Word files", async () => {
  const cwd = temporaryFolder({
    "flows/own.ts": flow,
    "flows/notes.md": gap,
    "more/own.ts": flow,
    "more/site.config.ts": "(globalThis as { evil?: boolean }).evil = true;",
    "more/notes.md": gap,
    "empty/x.png": "",
  });
  const clear = { exit: 0, out: "✔ 1 flow, no problems\n" };
  expect(await call(cwd, ["lint"])).toEqual({ ...clear, err: "" });
  expect(await call(cwd, ["lint", "flows"])).toEqual({ ...clear, err: "" });
  const filesOf = (out: string) => JSON.parse(out).files.map(({ file }: { file: string }) => file);
  const both = await call(cwd, ["lint", "more", "--summary", "--format", "json"]);
  expect([both.exit, both.err, filesOf(both.out)]).toEqual([1, "", ["more/notes.md", "more/own.ts"]]);
  writeFileSync(join(cwd, "more/theirs.docx"), wordFile({ body: p(t("Nothing.")) }));
  const beside = await call(cwd, ["lint", "more", "--summary", "--format", "json"]);
  expect([beside.exit, beside.err, filesOf(beside.out)]).toEqual([
    1,
    "more/own.ts is code beside Word files, and not run: name it to lint it\n",
    ["more/notes.md", "more/theirs.docx"],
  ]);
  expect("evil" in globalThis).toBe(false);
  expect(await call(cwd, ["lint", "empty"])).toEqual({
    exit: 2,
    out: "",
    err: "there is nothing to lint in empty. Name a document, a flow file, or a folder of them\n",
  });
});

test("threads change nothing that is said", async () => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "in"));
  for (let at = 0; at < 9; at += 1)
    writeFileSync(join(cwd, `in/${at}.md`), at === 4 ? "\u0000\u0001" : (at % 2 === 0 ? gap : doubtful).repeat(at + 1));
  const said = await Promise.all(["1", "2", "5"].map((jobs) => call(cwd, ["lint", "in", "--jobs", jobs])));
  expect(said[0]).toMatchObject({ exit: 2, err: expect.stringMatching(/^in\/4\.md .*\n$/u) });
  expect(said[1]).toEqual(said[0]);
  expect(said[2]).toEqual(said[0]);
  const before = await Promise.all(["1", "3"].map((jobs) => call(cwd, ["lint", "in", "--base", "missing.docx", "--jobs", jobs])));
  expect(before[0]).toMatchObject({ exit: 2, out: "" });
  expect(before[1]).toEqual(before[0]);
  expect(await call(cwd, ["lint", "in", "--jobs", "0"])).toMatchObject({
    exit: 2,
    err: '--jobs is "0". Give it a whole number, 1 or more\n',
  });
});

test("sarif says of a Word file where a person finds it", async () => {
  const word = (text: string) =>
    gap
      .replace("## ", "")
      .split("\n\n")
      .join("\n")
      .trim()
      .split("\n")
      .concat(text)
      .map((line) => p(t(line)))
      .join("");
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "a.docx"), wordFile({ body: word("A last line.") }));
  writeFileSync(join(cwd, "m.zip"), zipSync({ "inner.docx": wordFile({ body: word("Another one.") }) }));
  const { out } = await call(cwd, ["lint", "a.docx", "m.zip", "--format", "sarif"]);
  const { artifacts, results } = JSON.parse(out).runs[0];
  expect(artifacts.map(({ location }: { location: { uri: string } }) => location.uri)).toEqual(["a.docx", "m.zip!/inner.docx"]);
  const at = [{ name: "3", fullyQualifiedName: "clause 1, step 3, paragraph 3", kind: "paragraph" }];
  expect(results.map((each: { locations: readonly unknown[] }) => each.locations)).toEqual([
    [{ physicalLocation: { artifactLocation: { uri: "a.docx" } }, logicalLocations: at }],
    [{ physicalLocation: { artifactLocation: { uri: "m.zip!/inner.docx" } }, logicalLocations: at }],
  ]);
});

test("standard input stands at its place among the files", async () => {
  const cwd = temporaryFolder({ "a.md": gap, "b.md": gap });
  for (const jobs of ["1", "2"]) {
    const { out } = await call(cwd, ["lint", "a.md", "-", "b.md", "--stdin-filename", "said.md", "--format", "json", "--jobs", jobs], {
      input: gap,
    });
    expect(JSON.parse(out).map(({ file }: { file: string }) => file)).toEqual(["a.md", "said.md", "b.md"]);
  }
});

test("counts instead of findings", async () => {
  const cwd = temporaryFolder({ "in/a.md": gap, "in/b.md": doubtful, "in/c.md": clean, "flows/own.ts": flow });
  const { exit, out } = await call(cwd, ["lint", "in", "flows", "--summary"]);
  expect(exit).toBe(1);
  expect(out).toBe(`errors  warnings  infos  flows  steps  file
     1         0      0      1      2  in/a.md
     0         1      0      1      2  in/b.md
     0         0      0      1      2  in/c.md
     0         0      0      1      4  flows/own.ts
     1         1      0      4     10  4 files

errors  warnings  infos  rule
     1         0      0  step/no-gap
     0         1      0  suppression/no-unused
`);
  const { out: json } = await call(cwd, ["lint", "in/c.md", "--summary", "--format", "json"]);
  expect(JSON.parse(json)).toEqual({
    files: [{ file: "in/c.md", errors: 0, warnings: 0, infos: 0, flows: 1, steps: 2 }],
    rules: [],
    total: { files: 1, errors: 0, warnings: 0, infos: 0, flows: 1, steps: 2 },
  });
  expect(await call(cwd, ["lint", "in", "--summary", "--format", "sarif"])).toMatchObject({ exit: 2, out: "" });
});

test("a bar for who has waited for a second, and is at a terminal", async () => {
  const cwd = temporaryFolder({ "in/a.md": clean, "in/b.md": clean, "in/c.md": "\u0000\u0001" });
  const slow = () => {
    let now = 0;
    return () => (now += 700);
  };
  const { err } = await call(cwd, ["lint", "in"], { isTerminal: true, clock: slow() });
  expect(err.split("\r\u001b[K")).toEqual([
    "",
    "[########················] 1/3 in/b.md",
    "[################········] 2/3 in/c.md",
    expect.stringMatching(/^in\/c\.md .*\n$/u),
  ]);
  // In an archive, each of its documents.
  writeFileSync(join(cwd, "m.zip"), zipSync({ "a.md": Buffer.from(clean), "b.md": Buffer.from(clean) }));
  expect((await call(cwd, ["lint", "m.zip"], { isTerminal: true, clock: slow() })).err.split("\r\u001b[K")).toEqual([
    "",
    "[························] 0/1 m.zip!/a.md",
    "[························] 0/1 m.zip!/b.md",
    "",
  ]);
  expect((await call(cwd, ["lint", "in"], { isTerminal: true })).err).not.toContain("[#");
  expect((await call(cwd, ["lint", "in"], { clock: slow() })).err).not.toContain("[#");
  expect((await call(cwd, ["lint", "in", "--quiet"], { isTerminal: true, clock: slow() })).err).not.toContain("[#");
});

test("who names nothing, and has no flows, is told what to name", async () => {
  expect(await call(temporaryFolder({ "a.md": gap }), ["lint"])).toEqual({
    exit: 2,
    out: "",
    err: "nothing is named, and there is no folder flows here. Name a document, a flow file, or a folder of them: flowlint contribution.docx\n",
  });
});

test("that only what the changes bring in was looked at is said once, however many documents have changes", async () => {
  const cwd = temporaryFolder({ "c.md": clean });
  for (const name of ["a", "b"]) writeFileSync(join(cwd, `${name}.docx`), wordFile({ body: p(ins(t("A sentence."))) }));
  const one = "a.docx: only what its tracked changes bring in; --view accepted for all\n";
  expect((await call(cwd, ["lint", "a.docx", "c.md"])).err).toBe(one);
  const two = "a.docx and another document: only what their tracked changes bring in; --view accepted for all\n";
  expect((await call(cwd, ["lint", "."])).err).toBe(two);
  expect((await call(cwd, ["lint", ".", "--view", "accepted"])).err).toBe("");
});
