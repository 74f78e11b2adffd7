import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { smallFlow } from "../../small-flow.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { call } from "../call.ts";

const names = ["clause.md", "figure.mmd", "figure.svg", "ladder.txt", "trace.jsonl"];

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
}

const variant = `const asked = flow.request(path(bob, alice), sip.message());
    asked.reply(200);
    flow.variant("silent", "Bob has no question", (variant) => variant.omit(asked));`;

test("everything of every flow and variant, the same bytes each time", async () => {
  const cwd = temporaryFolder({ "flows/a.ts": smallFlow("one", { inside: variant }), "flows/b.ts": smallFlow("two") });
  expect(await call(cwd, ["build"])).toEqual({ exit: 0, out: "", err: "15 files, 15 of them new or changed.\n" });
  const expected = ["one", "one/silent", "two"].flatMap((folder) => names.map((name) => `${folder}/${name}`)).sort();
  expect(filesIn(join(cwd, "out"))).toEqual(expected);
  expect(await call(cwd, ["build"])).toEqual({ exit: 0, out: "", err: "15 files, 0 of them new or changed.\n" });
  await call(cwd, ["build", "two", "--out", "elsewhere/", "--quiet"]);
  expect(filesIn(join(cwd, "elsewhere"))).toEqual(names.map((name) => `two/${name}`));
  for (const name of names) expect(readFileSync(join(cwd, "elsewhere/two", name))).toEqual(readFileSync(join(cwd, "out/two", name)));
});

test("--check writes nothing and names what differs, is missing, or is of what is gone", async () => {
  const cwd = temporaryFolder({ "flows/a.ts": smallFlow("one", { inside: variant }), "flows/b.ts": smallFlow("two") });
  const missing = await call(cwd, ["build", "--check"]);
  expect(missing.exit).toBe(1);
  expect(missing.out.split("\n")[0]).toBe("out/one/figure.svg is missing");
  expect(readdirSync(cwd)).toEqual(["flows"]);

  await call(cwd, ["build"]);
  expect(await call(cwd, ["build", "--check"])).toEqual({ exit: 0, out: "", err: "15 files are as they would be written.\n" });
  expect(await call(cwd, ["build", "--check", "--quiet"])).toEqual({ exit: 0, out: "", err: "" });

  writeFileSync(join(cwd, "out/two/clause.md"), readFileSync(join(cwd, "out/two/clause.md"), "utf8").replace(/\n\n/u, "\n\nnew\n\n"));
  rmSync(join(cwd, "out/one/silent/ladder.txt"));
  writeFileSync(join(cwd, "flows/a.ts"), smallFlow("one", { inside: variant.replace('"silent"', '"quiet"') }));
  const differs = await call(cwd, ["build", "--check"]);
  expect(differs.exit).toBe(1);
  expect(differs.out.split("\n")).toEqual(expect.arrayContaining(["out/two/clause.md:3 differs", "out/one/quiet/clause.md is missing"]));
  expect(differs.out).toContain("out/one/silent/clause.md should not be there any more\n");
  expect(differs.err).toMatch(/of 15 files differ; `callflow build` writes them\.\n$/u);
});

test("what is not of callflow is left alone, what is of a flow that is gone is named", async () => {
  const cwd = temporaryFolder({
    "flows/a.ts": smallFlow("one"),
    "flows/b.ts": smallFlow("two"),
    "out/photos/figure.svg": "mine",
    "out/two/notes.txt": "mine",
    "out/odd/trace.jsonl": "mine",
  });
  await call(cwd, ["build"]);
  expect((await call(cwd, ["build", "--check"])).exit).toBe(0);
  rmSync(join(cwd, "flows/b.ts"));
  const left = names.map((name) => `out/two/${name}`);
  const checked = await call(cwd, ["build", "--check"]);
  expect(checked).toMatchObject({ exit: 1, out: left.map((path) => `${path} should not be there any more\n`).join("") });
  const built = await call(cwd, ["build"]);
  expect(built.exit).toBe(0);
  expect(built.err).toContain(
    `Nothing is written there any more; delete what you do not need:\n${left.map((path) => `  ${path}\n`).join("")}`,
  );
  // One that was asked for by name says nothing of the others.
  expect((await call(cwd, ["build", "one", "--check"])).exit).toBe(0);
  expect(filesIn(join(cwd, "out"))).toEqual(expect.arrayContaining(["photos/figure.svg", "two/notes.txt", "odd/trace.jsonl"]));
});

test("flows of another folder, built into a folder of the same out, are none of the first ones' business", async () => {
  const cwd = temporaryFolder({ "flows/a.ts": smallFlow("one"), "flows/more/b.ts": smallFlow("two") });
  expect((await call(cwd, ["build"])).exit).toBe(0);
  expect((await call(cwd, ["build", "--flows", "flows/more", "--out", "out/more"])).exit).toBe(0);
  expect(await call(cwd, ["build", "--check"])).toEqual({ exit: 0, out: "", err: "5 files are as they would be written.\n" });
  expect((await call(cwd, ["build", "--flows", "flows/more", "--out", "out/more", "--check"])).exit).toBe(0);
  expect(filesIn(join(cwd, "out"))).toEqual([...names.map((name) => `more/two/${name}`), ...names.map((name) => `one/${name}`)]);
});

test("a flow that breaks a rule stops everything", async () => {
  const gap = smallFlow("two")
    .replace("export default", "const flow =")
    .concat("export default { ...flow, steps: flow.steps.slice(1) };\n");
  const cwd = temporaryFolder({ "flows/a.ts": smallFlow("one"), "flows/b.ts": gap });
  const { exit, out, err } = await call(cwd, ["build"]);
  expect([exit, err]).toEqual([1, "Nothing was written: these errors come first.\n"]);
  expect(out).toMatch(/^flows\/b\.ts\n {2}\d+:\d+ {2}error {2}/u);
  expect(readdirSync(cwd)).toEqual(["flows"]);
});

test("a flow that fails when executed stops everything", async () => {
  const unanswered = smallFlow("two").replace(".reply(200)", "");
  const cwd = temporaryFolder({ "flows/a.ts": smallFlow("one"), "flows/b.ts": unanswered });
  const { exit, out, err } = await call(cwd, ["build"]);
  expect([exit, err]).toEqual([1, "Nothing was written: `callflow run` tells more of what failed.\n"]);
  expect(out).toMatch(/^two, step 1: \S/u);
  expect(readdirSync(cwd)).toEqual(["flows"]);
});

test("a build that cannot be written leaves what was there", async () => {
  const cwd = temporaryFolder({ "flows/a.ts": smallFlow("one"), "flows/b.ts": smallFlow("two"), file: "" });
  await call(cwd, ["build"]);
  cpSync(join(cwd, "out"), join(cwd, "before"), { recursive: true });
  rmSync(join(cwd, "out/two"), { recursive: true });
  writeFileSync(join(cwd, "out/two"), "in the way");
  writeFileSync(join(cwd, "flows/a.ts"), smallFlow("one").replace("A call", "Another call"));
  const built = await call(cwd, ["build"]);
  expect(built.exit).toBe(2);
  expect(built.err).toMatch(/^cannot write out\/two\/[a-z.]+: a part of its path is a file, not a directory\. Nothing was written/u);
  for (const name of names) expect(readFileSync(join(cwd, "out/one", name))).toEqual(readFileSync(join(cwd, "before/one", name)));
  expect(filesIn(join(cwd, "out"))).toEqual([...names.map((name) => `one/${name}`), "two"]);
});
