import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { call } from "../../cli/call.ts";
import { smallFlow } from "../../small-flow.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const flow = (id: string) => smallFlow(id, { inside: "flow.request(path(alice, bob), sip.options()).reply(200);" });
const CI = { env: { CI: "true" } };

/** A project, and beside it what somebody else has written. */
function folders() {
  const root = temporaryFolder({
    "project/package.json": "{}",
    "project/work/flows/own.ts": flow("own"),
    "elsewhere/theirs.ts": flow("theirs"),
    "elsewhere/data.json": "{}",
    "elsewhere/said.md": "# Nothing\n",
  });
  return { project: join(root, "project/work"), theirs: join(root, "elsewhere/theirs.ts"), elsewhere: join(root, "elsewhere") };
}

test("in CI, code from outside the project is loaded only with --trust", async () => {
  const { project, theirs } = folders();
  const { exit, out, err } = await call(project, ["lint", theirs], CI);
  expect([exit, out]).toEqual([2, ""]);
  expect(err).toBe(
    "../../elsewhere/theirs.ts is code from outside this project, and CI is set: it is not loaded. Load it with --trust if you know what is in it\n",
  );
  expect(await call(project, ["lint", "--trust", theirs], CI)).toMatchObject({ exit: 0, out: "✔ 1 flow, no problems\n" });
  // A person is at a desk.
  for (const env of [{}, { CI: "" }, { CI: "false" }, { CI: "0" }])
    expect(await call(project, ["lint", theirs], { env })).toMatchObject({ exit: 0 });
});

test("nothing of it has run", async () => {
  const { project } = folders();
  const evil = temporaryFolder({ "evil.ts": "(globalThis as { evil?: boolean }).evil = true;\nexport default 1;\n" });
  expect((await call(project, ["lint", join(evil, "evil.ts")], CI)).exit).toBe(2);
  expect("evil" in globalThis).toBe(false);
  expect((await call(project, ["lint", "--trust", join(evil, "evil.ts")], CI)).err).toContain("exports no flow");
  expect("evil" in globalThis).toBe(true);
  delete (globalThis as { evil?: boolean }).evil;
});

test("a folder, and a link in the project, lead outside too", async () => {
  const { project, theirs, elsewhere } = folders();
  expect((await call(project, ["lint", `${elsewhere}/.`, "--flows", elsewhere], CI)).exit).toBe(2);
  symlinkSync(theirs, join(project, "flows/linked.ts"));
  const { exit, err } = await call(project, ["lint"], CI);
  expect([exit, err.split(" is code")[0]]).toEqual([2, "flows/linked.ts"]);
});

test("what lies in the project, and what is data, needs no trust", async () => {
  const { project, elsewhere } = folders();
  expect(await call(project, ["lint"], CI)).toMatchObject({ exit: 0, out: "✔ 1 flow, no problems\n" });
  expect(await call(project, ["lint", join(elsewhere, "said.md")], CI)).toMatchObject({ exit: 0 });
  expect((await call(project, ["lint", join(elsewhere, "data.json")], CI)).err).not.toContain("--trust");
});

test("what can be looked at is, all the same", async () => {
  const { project, theirs, elsewhere } = folders();
  const { exit, out } = await call(project, ["lint", theirs, join(elsewhere, "said.md")], CI);
  expect([exit, out]).toEqual([2, "✔ no numbered flow found, no problems\n"]);
});
