import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { flowBeginning } from "../../../src/cli/new/flow-beginning.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { call } from "../call.ts";

const written = flowBeginning("x");
const published = (version: string, flow = written) => flow.replace('id: "x",', `id: "x",\n    published: "${version}",`);
const inserted = (flow: string) =>
  flow.replace("    const invite =", '    flow.action(alice, "looks up his address");\n    const invite =');
const shorter = (flow: string) => flow.replace("    invite.reply(180);\n", "");

function project(flow: string) {
  const cwd = temporaryFolder({ "package.json": "{}", "flows/x.ts": flow });
  return {
    cwd,
    edit: (text: string) => writeFileSync(join(cwd, "flows/x.ts"), text),
    read: (path: string) => readFileSync(join(cwd, path), "utf8"),
    run: (...words: readonly string[]) => call(cwd, words),
  };
}

const labels = (clause: string) =>
  [...clause.matchAll(/^(\d\w*(?:-\d+)?)\\?\. (\S+(?: \S+){0,2})/gmu)].map(([, label, words]) => `${label} ${words}`);

test("published, inserted, deleted, published again, renumbered", async () => {
  const { cwd, edit, read, run } = project(published("1"));
  expect((await run("build", "--quiet", "--check")).out).toContain("flows/x.numbers.json is missing\n");
  expect((await run("build", "--quiet")).exit).toBe(0);
  const pins = read("flows/x.numbers.json");
  expect(labels(read("out/x/clause.md"))).toEqual([
    "1 Alice decides to",
    "2-3 Alice sends INVITE",
    "4-5 Bob answers INVITE",
    "6-7 Bob answers INVITE",
    "8-9 Alice sends ACK",
    "10 Alice and Bob",
    "11-14 Bob ends the",
  ]);
  expect(await run("build", "--check")).toMatchObject({ exit: 0 });

  edit(shorter(inserted(published("1"))));
  expect(await run("lint")).toMatchObject({ exit: 0, out: "✔ 1 flow, no problems\n" });
  expect((await run("build", "--quiet")).exit).toBe(0);
  expect(labels(read("out/x/clause.md"))).toEqual([
    "1 Alice decides to",
    "1a Alice looks up",
    "2-3 Alice sends INVITE",
    "4-5 Void.",
    "6-7 Bob answers INVITE",
    "8-9 Alice sends ACK",
    "10 Alice and Bob",
    "11-14 Bob ends the",
  ]);
  expect(read("out/x/clause.md")).toContain("that Alice began in steps 2-3.");
  expect(read("out/x/figure.svg")).toContain('id="step-1a"');
  expect(read("out/x/trace.jsonl")).toContain('"step":"1a"');
  expect(read("out/x/trace.jsonl")).not.toContain('"step":"4"');
  expect(read("flows/x.numbers.json")).toBe(pins);
  expect((await run("show", "x", "--json")).out).toContain('"letter": "a"');
  expect((await run("show", "x")).out).toMatch(/\n {2}3 .*\n {2}4 +Void\.\n {2}5 +Void\.\n {2}6 /u);

  edit(shorter(inserted(published("2"))));
  expect((await run("build", "--quiet", "--check")).out).toContain("flows/x.numbers.json:3 differs\n");
  expect((await run("build", "--quiet")).exit).toBe(0);
  expect(JSON.parse(read("flows/x.numbers.json"))).toMatchObject({ published: "2" });
  expect(read("flows/x.numbers.json")).toContain('{"number":"4","step":null}');
  edit(shorter(published("2")));
  await run("build", "--quiet");
  expect(labels(read("out/x/clause.md")).slice(0, 4)).toEqual(["1 Alice decides to", "1a Void.", "2-3 Alice sends INVITE", "4-5 Void."]);

  expect((await run("build", "x", "--renumber", "--quiet")).exit).toBe(0);
  expect(labels(read("out/x/clause.md"))).toEqual([
    "1 Alice decides to",
    "2-3 Alice sends INVITE",
    "4-5 Bob answers INVITE",
    "6-7 Alice sends ACK",
    "8 Alice and Bob",
    "9-12 Bob ends the",
  ]);
  expect((await run("build", "--check")).exit).toBe(0);
  expect(existsSync(join(cwd, "flows/x.numbers.json"))).toBe(true);
});

test("what is moved is void in one place and lettered in another", async () => {
  const ringing = "    invite.reply(180);\n";
  const { edit, run } = project(published("1"));
  await run("build", "--quiet");
  edit(
    published("1")
      .replace('    flow.action(alice, "decides to call Bob");\n', "")
      .replace(ringing, `${ringing}    flow.action(alice, "decides to call Bob");\n`),
  );
  const { out } = await run("write", "x");
  expect(labels(out).slice(0, 4)).toEqual(["1 Void.", "2-3 Alice sends INVITE", "4-5 Bob answers INVITE", "5a Alice decides to"]);
});

test("a file of numbers that is damaged, or of another flow", async () => {
  const { cwd, run } = project(published("1"));
  for (const [text, err] of [
    [
      "{}",
      /^flows\/x\.numbers\.json:1:1: this is no file of numbers: flow is missing; published is missing; participants is missing; and 1 more\. Take/u,
    ],
    ["{", /^flows\/x\.numbers\.json:1:2: /u],
    ['{"flow":"y","published":"1","participants":{},"steps":[]}', /these are the numbers of y, not of x/u],
  ] as const) {
    writeFileSync(join(cwd, "flows/x.numbers.json"), text);
    const { exit, err: said } = await run("show", "x");
    expect([exit, said]).toEqual([2, expect.stringMatching(err)]);
  }
});
