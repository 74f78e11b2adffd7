import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";

// The commands as they are called: what `npm test` has bundled into dist/, in a process of its own.
const root = fileURLToPath(new URL("../..", import.meta.url));

function shell(line: string) {
  const { status, stdout, stderr } = spawnSync("sh", ["-c", line], { cwd: root, encoding: "utf8" });
  return { status, stdout, stderr };
}

test("both names, and the exit code of what they do", () => {
  expect(shell("node dist/callflow.js list --json").stdout).toContain('"id": "mmsc-transfer"');
  expect(shell("node dist/flowlint.js test/lint/step/no-gap/good.ts")).toEqual({
    status: 0,
    stdout: "✔ 1 flow, no problems\n",
    stderr: "",
  });
  expect(shell("node dist/flowlint.js test/lint/step/no-gap/bad.ts").status).toBe(1);
  expect(shell("node dist/callflow.js lisst").status).toBe(2);
});

test("a reader that leaves early is no mistake", () => {
  expect(shell("node dist/callflow.js draw mmsc-transfer | true")).toEqual({ status: 0, stdout: "", stderr: "" });
  expect(shell("{ node dist/callflow.js draw mmsc-transfer; echo $? >&2; } | true").stderr).toBe("0\n");
});

test("a result that cannot be written is told", () => {
  const told = "cannot write to standard output: the disk is full\n";
  expect(shell("node dist/callflow.js draw mmsc-transfer > /dev/full")).toEqual({ status: 2, stdout: "", stderr: told });
});

test("packages beside the programs are found by code that an earlier run has kept", () => {
  const file = join(temporaryFolder(), "figure");
  for (const ending of ["svg", "png", "png", "pdf", "pdf"])
    expect(shell(`node dist/callflow.js draw flows/mmsc-transfer.ts -o ${file}.${ending}`)).toMatchObject({ status: 0 });
});

test("an older Node is refused before anything runs", () => {
  const asOlder = `Object.defineProperty(process, "versions", { value: { node: "18.20.8" } })`;
  const told = "callflow needs Node 20.19 or newer; this is Node 18.20.8. See https://nodejs.org/\n";
  for (const file of ["dist/callflow.js", "setup.mjs"]) {
    const { status, stderr } = shell(`node --import 'data:text/javascript,${asOlder}' ${file}`);
    expect([status, stderr]).toEqual([2, told]);
  }
});
