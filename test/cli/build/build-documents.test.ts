import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { smallFlow } from "../../small-flow.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { call } from "../call.ts";

const template = (id: string) => `::document{title="About ${id}"}\n\n# 1 Flows\n\n::flow{id=${id}}\n`;

function project(): string {
  return temporaryFolder({
    "flows/a.ts": smallFlow("one"),
    "flows/b.ts": smallFlow("two"),
    "elsewhere/c.ts": smallFlow("three"),
    "templates/first.md": template("one"),
    "templates/second.md": template("../elsewhere/c.ts"),
    "templates/README.md": "no template",
  });
}

const documents = (cwd: string, out = "out") => readdirSync(join(cwd, out, "documents")).sort();

test("a document of each template, in each format, with its pictures where it looks for them; the same bytes each time", async () => {
  const cwd = project();
  expect((await call(cwd, ["build"])).exit).toBe(0);
  expect(documents(cwd)).toEqual(["first.docx", "first.html", "first.md", "second.docx", "second.html", "second.md", "second.three.svg"]);
  for (const name of ["first.md", "second.md"]) {
    const [, picture = ""] = /!\[[^\]]*\]\(([^)]+)\)/u.exec(readFileSync(join(cwd, "out/documents", name), "utf8")) ?? [];
    expect([name, existsSync(join(cwd, "out/documents", picture))]).toEqual([name, true]);
  }
  expect((await call(cwd, ["build"])).err).toMatch(/ 0 of them new or changed\.\n$/u);
  expect((await call(cwd, ["build", "--check"])).exit).toBe(0);
});

test("a build of one flow makes the documents that show it", async () => {
  const cwd = project();
  await call(cwd, ["build", "one"]);
  expect(documents(cwd)).toEqual(["first.docx", "first.html", "first.md"]);
  await call(cwd, ["build", "two", "--out", "other"]);
  expect(existsSync(join(cwd, "other/documents"))).toBe(false);
});

test("--check tells what differs and what is of a template that is gone, and nothing of what somebody else put there", async () => {
  const cwd = project();
  await call(cwd, ["build"]);
  writeFileSync(join(cwd, "out/documents/mine.md"), "mine");
  writeFileSync(join(cwd, "out/documents/first.docx"), "edited");
  rmSync(join(cwd, "templates/second.md"));
  const { exit, out } = await call(cwd, ["build", "--check"]);
  expect([exit, out.trimEnd().split("\n").sort()]).toEqual([
    1,
    [
      "out/documents/first.docx differs",
      "out/documents/second.docx should not be there any more",
      "out/documents/second.html should not be there any more",
      "out/documents/second.md should not be there any more",
      "out/documents/second.three.svg should not be there any more",
    ],
  ]);
});

test("a template of one's own wins over one that comes with the tool; --templates names another folder", async () => {
  const cwd = project();
  writeFileSync(join(cwd, "templates/tr-23893.md"), template("one"));
  expect((await call(cwd, ["write", "tr-23893"])).out).toContain("# 1 Flows");
  mkdirSync(join(cwd, "more"));
  writeFileSync(join(cwd, "more/third.md"), template("two"));
  expect((await call(cwd, ["write", "third", "--templates", "more"])).exit).toBe(0);
  await call(cwd, ["build", "--templates", "more", "--out", "other"]);
  expect(documents(cwd, "other")).toEqual(["third.docx", "third.html", "third.md"]);
  const none = await call(cwd, ["build", "--templates", "nowhere"]);
  expect([none.exit, none.err]).toEqual([
    2,
    expect.stringMatching(/^cannot read the folder nowhere: .*\. Name the folder of your templates with --templates DIR\n$/u),
  ]);
});

test("Markdown that is written to a file has its pictures beside it", async () => {
  const cwd = project();
  await call(cwd, ["write", "one", "-o", "clause.md"]);
  expect(readFileSync(join(cwd, "clause.md"), "utf8")).toContain("](clause.svg)");
  expect(readFileSync(join(cwd, "clause.svg"), "utf8")).toContain("<svg ");
});

test("Word is not written to a terminal", async () => {
  const cwd = project();
  const shown = await call(cwd, ["write", "one", "--format", "docx"], { isTerminal: true });
  expect([shown.exit, shown.out, shown.err]).toEqual([
    2,
    "",
    "this format is no text, which a terminal could show. Name a file with -o FILE\n",
  ]);
});
