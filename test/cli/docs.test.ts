import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { docs } from "../../src/cli/docs.ts";
import { refusing } from "../../src/cli/main.ts";
import { rules } from "../../src/lint/index.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { fakeTerminal } from "./fake-terminal.ts";

const fixtures = fileURLToPath(new URL("../lint", import.meta.url));

async function calledIn(cwd: string, ...args: readonly string[]) {
  const terminal = fakeTerminal(cwd);
  const exit = await refusing(terminal, () => docs(args, terminal));
  return { exit, out: terminal.out(), err: terminal.err() };
}

test("the pages of the rules and the schemas, compared with what is there", async () => {
  const cwd = temporaryFolder({ "out/rules/old/rule.md": "" });
  cpSync(fixtures, join(cwd, "test/lint"), { recursive: true });
  // The index, and four schemas.
  const count = rules.length + 5;
  expect((await calledIn(cwd, "--check")).exit).toBe(1);
  expect(await calledIn(cwd)).toEqual({ exit: 0, out: `${count} pages and schemas, ${count + 1} changed\n`, err: "" });
  expect(await calledIn(cwd, "--check")).toEqual({ exit: 0, out: "", err: "" });
  expect(readFileSync(join(cwd, "out/rules/step/no-gap.md"), "utf8")).toMatch(/^# step\/no-gap\n/u);
  // A report names the file as the page does.
  for (const { meta } of rules) expect(readFileSync(join(cwd, `out/rules/${meta.id}.md`), "utf8"), meta.id).not.toContain("test/lint/");
  expect(JSON.parse(readFileSync(join(cwd, "out/schema/flow.schema.json"), "utf8"))).toHaveProperty("$schema");

  writeFileSync(join(cwd, "out/rules/step/no-gap.md"), "# step/no-gap\n\nedited by hand\n");
  rmSync(join(cwd, "out/schema/trace.schema.json"));
  writeFileSync(join(cwd, "out/rules/step/other.md"), "");
  expect(await calledIn(cwd, "--check")).toEqual({
    exit: 1,
    out: `out/rules/step/no-gap.md:3 differs
out/schema/trace.schema.json is missing
out/rules/step/other.md should not be there any more
npm run docs writes them.
`,
    err: "",
  });
});

test("a word that docs does not know", async () => {
  expect(await calledIn(temporaryFolder(), "--chek")).toEqual({ exit: 2, out: "", err: "unexpected --chek. The only option is --check\n" });
});
