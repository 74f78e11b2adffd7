import { execFileSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { flowBeginning } from "../../../src/cli/new/flow-beginning.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { call } from "../call.ts";

const flow = flowBeginning("x")
  .replace('"decides to call Bob"', "decision")
  .replace("\nexport", '\nimport { decision } from "./part/words.ts";\n\nexport');

function repository(): string {
  const cwd = temporaryFolder({
    "flows/x.ts": flow,
    "flows/part/words.ts": 'export const decision = "thinks of Bob";\n',
    "package.json": "{}",
  });
  git(cwd, "init", "-q", "-b", "main");
  git(cwd, "add", "-A");
  git(cwd, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "one");
  git(cwd, "tag", "v1");
  writeFileSync(join(cwd, "flows/part/words.ts"), 'export const decision = "wants to talk to Bob";\n');
  return cwd;
}

function git(cwd: string, ...words: readonly string[]): string {
  return execFileSync("git", words, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" },
  });
}

test("a revision of git, with what the flow imports there; files and index stay as they are", async () => {
  const cwd = repository();
  const before = [git(cwd, "status", "--porcelain"), readFileSync(join(cwd, ".git/index")).toString("hex")];
  const expected = [
    "  changed  1   Alice: wants to talk to Bob (was Alice: thinks of Bob)",
    "  text     1.  Alice [-thinks of-]{+wants to talk to+} Bob.",
  ];
  for (const old of ["v1:x", "HEAD:x", "v1:flows/x.ts", "main:flows/x.ts"]) {
    const { exit, out, err } = await call(cwd, ["diff", old, "x"]);
    expect([exit, err, out.split("\n").slice(2, 4)]).toEqual([0, "", expected]);
  }
  expect([git(cwd, "status", "--porcelain"), readFileSync(join(cwd, ".git/index")).toString("hex")]).toEqual(before);
  expect((await call(cwd, ["diff", "v1:x", "HEAD:x"])).out).toBe("v1:x and HEAD:x are the same.\n");
});

test("from a folder within, and from behind a link", async () => {
  const cwd = repository();
  expect((await call(join(cwd, "flows"), ["diff", "v1:x.ts", "x.ts"])).out).toContain("thinks of Bob");
  expect((await call(join(cwd, "flows"), ["diff", "v1:flows/x.ts", "x.ts"])).out).toContain("thinks of Bob");
  const link = join(temporaryFolder(), "link");
  symlinkSync(cwd, link);
  expect((await call(link, ["diff", "v1:x", "x"])).out).toContain("thinks of Bob");
});

test.each([
  ["v2:x", 'git has no revision "v2". Did you mean v1? Revisions: HEAD, v1, main\n'],
  ["v1:flows/y.ts", "v1 has no flow file flows/y.ts. Did you mean flows/x.ts? Files beside it: flows/x.ts\n"],
  ["v1:y", 'v1 has no flow "y" in flows. Did you mean x? Flows: x\n'],
  ["v1:", '"v1:" names no flow. Write it as HEAD~1:mmsc-transfer or v1.2:flows/x.ts\n'],
  ["--output=x:x", undefined],
])("%s is refused", async (old, said) => {
  const { exit, out, err } = await call(repository(), ["diff", old, "x"]);
  expect([exit, out]).toEqual([2, ""]);
  if (said !== undefined) expect(err).toBe(said);
});

test("outside of any repository", async () => {
  const cwd = temporaryFolder({ "flows/x.ts": flowBeginning("x") });
  const { exit, err } = await call(cwd, ["diff", "HEAD:x", "x"]);
  expect([exit, err]).toEqual([2, "this folder is in no git repository. Stand within one, or name the files of both versions\n"]);
});
