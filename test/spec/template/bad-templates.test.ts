import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { call } from "../../cli/call.ts";
import { smallFlow } from "../../small-flow.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

// One clear message with the place, exit code 2, the target untouched.

const head = '::document{title="A document"}\n\n';
const wrong: readonly (readonly [what: string, text: string, message: RegExp])[] = [
  ["names an unknown flow", "::flow{id=smal}", /^t\.md:3:1: there is no flow "smal"\. Did you mean small\? Flows: small\n$/u],
  [
    "names an unknown part",
    "::flow{id=small part=txt}",
    /^t\.md:3:1: flow has no part "txt"\. Did you mean text\? Values of part: clause, text, /u,
  ],
  ["names an unknown variant", "::flow{id=small variant=x}", /^t\.md:3:1: small has no variant "x"\. There are no variants\n$/u],
  [
    "names an unknown participant",
    "::flow{id=small part=procedure participant=Bop}",
    /^t\.md:3:1: small has no participant "Bop"\. Did you mean Bob\? /u,
  ],
  [
    "names no participant",
    "::flow{id=small part=procedure}",
    /^t\.md:3:1: a procedure is that of one participant\. Participants: Alice, Bob\n$/u,
  ],
  ["names no flow", "::flow", /^t\.md:3:1: flow has no id\. Add id="…": its id, or the path/u],
  [
    "has an unknown directive",
    "::flwo{id=small}",
    /^t\.md:3:1: there is no directive "flwo"\. Did you mean flow\? Directives: document, flow, /u,
  ],
  [
    "has an unknown attribute",
    "::flow{ib=small}",
    /^t\.md:3:1: flow has no attribute "ib"\. Did you mean id\? Attributes of flow: id, part, /u,
  ],
  [
    "nests directives",
    ":::proposal\n:::change\nx\n:::\n:::",
    /^t\.md:4:1: :::change stands within :::proposal of line 3\. Close that one before it with a line of :::\n$/u,
  ],
  ["nests one in itself", "::::change\n:::change\nx\n:::\n::::", /^t\.md:4:1: :::change stands within :::change of line 3/u],
  ["leaves a directive open", ":::proposal\n\n# 1 Text\n", /^t\.md:3:1: :::proposal is never closed\. Close it with a line of :::\n$/u],
  ["closes nothing", "# 1 Text\n\n:::\n", /^t\.md:5:1: ::: closes nothing\. /u],
  [
    "has an attribute without an end",
    "::flow{id=small\n",
    /^t\.md:3:1: ::flow\{id=small is no directive\. A directive is a line of its own/u,
  ],
  ["has a directive behind words", "words\n::flow {id=small}\n", /^t\.md:4:1: ::flow \{id=small\} is no directive/u],
  ["has one colon", "words\n\n:flow{id=small}", /^t\.md:5:1: :flow\{id=small\} is no directive/u],
  ["has too few colons", "::proposal", /^t\.md:3:1: ::proposal has too few colons\. Write it from :::proposal to a line of :::\n$/u],
  ["has too many colons", ":::contents\n:::", /^t\.md:3:1: :::contents has too many colons\. Write it as one line, ::contents\{…\}\n$/u],
  ["hides a directive in a list", "- ::flow{id=small}", /^t\.md:3:3: ::flow stands in a list\. Begin its line in the first column\n$/u],
  ["cites nothing", "see [](#smll)\n\n::flow{id=small}", /^t\.md:3:5: there is nothing called "smll" to cite\. Did you mean small\? /u],
  ["cites what is no URI", "see [](#100%)", /^t\.md:3:5: there is nothing called "100%" to cite\. /u],
  [
    "shows a part twice",
    "::flow{id=small}\n\n::flow{id=small part=figure}",
    /^t\.md:5:1: this part of small stands in line 3 already\. Show each part of a flow once\n$/u,
  ],
  ["says twice what it is", '::document{title="x"}', /^t\.md:3:1: ::document is not the first line of the template\. /u],
  [
    "names an unknown form",
    ":::cover{form=cr}\n- Title: x\n:::",
    /^t\.md:3:1: there is no form "cr"\. .*Forms: 3gpp-pcr, 3gpp-cr, oma-cr\n$/u,
  ],
  [
    "fills an unknown row",
    ":::cover{form=oma-cr}\n- Titel: x\n:::",
    /^t\.md:4:1: the form oma-cr has no row "Titel"\. Did you mean Title\? Rows: /u,
  ],
  ["fills a row twice", ":::cover{form=oma-cr}\n- Title: x\n- title: y\n:::", /^t\.md:5:1: "Title" is filled twice\. /u],
  ["holds HTML", "<b>x</b>", /^t\.md:3:1: a template cannot say this: HTML\. Say it in words\n$/u],
  ["holds a picture", "![x](y.png)", /^t\.md:3:1: a template cannot say this: a picture\. /u],
];

test.each(wrong)("a template that %s", async (_, text, message) => {
  const cwd = temporaryFolder({ "flows/small.ts": smallFlow("small"), "t.md": `${head}${text}\n`, "there.docx": "mine" });
  const written = await call(cwd, ["write", "t.md", "-o", "there.docx"]);
  expect(written.err).toMatch(message);
  expect(written.err.trimEnd().split("\n")).toHaveLength(1);
  expect([written.exit, written.out, readFileSync(join(cwd, "there.docx"), "utf8")]).toEqual([2, "", "mine"]);
});

test("a template that does not say what document it is, or when it never was", async () => {
  const cwd = temporaryFolder({
    "flows/small.ts": smallFlow("small"),
    "t.md": "# 1 Text\n",
    "d.md": '::document{title=x date="31.1.2026"}\n',
  });
  const none = await call(cwd, ["write", "t.md"]);
  expect([none.exit, none.err]).toEqual([
    2,
    't.md:1:1: this template does not say what document it is. Begin it with a line such as ::document{title="…"}\n',
  ]);
  const date = await call(cwd, ["write", "d.md"]);
  expect([date.exit, date.err]).toEqual([2, 'd.md:1:1: document has no date "31.1.2026". Write it as 2026-01-31\n']);
});

test("a wrong template stops a build before anything is written", async () => {
  const cwd = temporaryFolder({ "flows/small.ts": smallFlow("small"), "templates/t.md": `${head}::flow{id=big}\n` });
  const built = await call(cwd, ["build"]);
  expect([built.exit, built.err]).toEqual([2, 'templates/t.md:3:1: there is no flow "big". Flows: small\n']);
  expect(existsSync(join(cwd, "out"))).toBe(false);
});

test("a target that cannot be written", async () => {
  const cwd = temporaryFolder({ "flows/small.ts": smallFlow("small"), "t.md": `${head}::flow{id=small}\n`, file: "x" });
  const written = await call(cwd, ["write", "t.md", "-o", "file/out.md"]);
  expect([written.exit, written.err]).toEqual([2, expect.stringMatching(/^cannot write file\/out\.md: .*\. Nothing was written; /u)]);
  expect(readdirSync(cwd).sort()).toEqual(["file", "flows", "t.md"]);
});

test("a name that is a flow and a template, and a name that is nothing", async () => {
  const cwd = temporaryFolder({ "flows/small.ts": smallFlow("small"), "templates/small.md": `${head}::flow{id=small}\n` });
  const both = await call(cwd, ["write", "small"]);
  expect([both.exit, both.err]).toEqual([2, "small is a flow and a template. Name the file of the one you mean: templates/small.md\n"]);
  expect((await call(cwd, ["write", "templates/small.md"])).exit).toBe(0);
  expect((await call(cwd, ["write", "flows/small.ts"])).exit).toBe(0);
  const none = await call(cwd, ["write", "tr-2389"]);
  expect([none.exit, none.err]).toEqual([
    2,
    expect.stringMatching(/^there is no flow and no template "tr-2389"\. Did you mean tr-23893\? Flows: small\. Templates: /u),
  ]);
});

test("a template that comes with the tool shows the flows that do too, where there are none of one's own", async () => {
  const written = await call(temporaryFolder({}), ["write", "mmsc-session-transfer"]);
  expect([written.exit, written.err]).toEqual([0, ""]);
  expect(written.out).toContain("UE-1 transfers media components to UE-2");
});
