import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { commands } from "../../src/cli/commands/index.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { call } from "./call.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

test.each(["", ...commands.map(({ name }) => name)])("callflow %s --help: each of its examples works", async (name) => {
  const cwd = temporaryFolder();
  for (const folder of ["flows", "out", "templates"]) cpSync(join(root, folder), join(cwd, folder), { recursive: true });
  const help = await call(cwd, name === "" ? ["--help"] : [name, "--help"]);
  expect([help.exit, help.err]).toEqual([0, ""]);
  const examples = [...help.out.matchAll(/^ {2}\$ (callflow|flowlint)(.*)$/gmu)];
  expect(examples.length).toBeGreaterThan(0);
  for (const [line, program, rest = ""] of examples) {
    const words = [...rest.matchAll(/"([^"]*)"|(\S+)/gu)].map((found) => found[1] ?? found[2] ?? "");
    const { exit, err } = await call(cwd, program === "flowlint" ? ["lint", ...words] : words);
    expect([line, exit, err]).toEqual([line, 0, expect.any(String)]);
  }
});
