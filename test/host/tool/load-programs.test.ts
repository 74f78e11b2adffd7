import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
let tool = "";

beforeEach(() => {
  tool = mkdtempSync(join(tmpdir(), "callflow-programs-"));
  mkdirSync(join(tool, "dist"));
  const files = readdirSync(join(root, "dist")).filter((name) => /^(?:flowlint[.]js|programs-.*[.]cjs)$/u.test(name));
  for (const name of files) cpSync(join(root, "dist", name), join(tool, "dist", name));
  cpSync(join(root, "package.json"), join(tool, "package.json"));
  writeFileSync(
    join(tool, "a.md"),
    "# Flow\n\n1. The UE sends INVITE to the AS.\n\n2. The AS sends 200 OK to the UE.\n\n4. The UE sends ACK to the AS.\n",
  );
  writeFileSync(join(tool, "b.txt"), "Nothing.\n");
});

afterEach(() => rmSync(tool, { recursive: true }));

const CODE = () => join(tool, "node_modules", ".cache", "callflow", `lint-documents-${process.version}-${process.arch}.code`);

function lint(file: string, env: Readonly<Record<string, string>> = {}) {
  const given = { PATH: process.env["PATH"], ...env };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["dist/flowlint.js", file], { cwd: tool, encoding: "utf8", env: given });
  return { status, stdout, stderr };
}

function headOfCode() {
  const bytes = readFileSync(CODE());
  return JSON.parse(bytes.toString("latin1", 0, bytes.indexOf("\n")));
}

test("what V8 has made of the programs is kept for the next run, and grows with what they are given", () => {
  const first = lint("a.md");
  expect(first).toMatchObject({ status: 1, stderr: "" });
  expect(first.stdout).toContain("step/no-gap");
  expect(headOfCode().kinds).toEqual([" .md"]);
  const { mtimeMs } = statSync(CODE());
  expect(lint("a.md")).toEqual(first);
  expect(statSync(CODE()).mtimeMs).toBe(mtimeMs);
  expect(lint("b.txt").status).toBe(0);
  expect(headOfCode().kinds).toEqual([" .md", " .txt"]);
  expect(lint("a.md")).toEqual(first);
});

test("the programs are ASCII, as they are read", () => {
  for (const name of readdirSync(join(tool, "dist"))) {
    expect(readFileSync(join(tool, "dist", name)).every((byte) => byte < 0x80)).toBe(true);
  }
  writeFileSync(join(tool, "a.md"), "# Flow\n\n1. “UE” sends INVITE to the AS.\n\n3~5. The AS sends 200 OK to the “UE”.\n");
  expect(lint("a.md").stdout).toContain("step/no-gap");
});

test("a package that is not in the programs is found by code that was kept, too", () => {
  mkdirSync(join(tool, "node_modules"));
  symlinkSync(join(root, "node_modules", "amaro"), join(tool, "node_modules", "amaro"));
  const flow = readFileSync(join(root, "flows", "cmr-continue.ts"), "utf8");
  for (const times of [1, 2, 3]) {
    writeFileSync(join(tool, "a.ts"), `${flow}\n// ${times}\n`);
    expect(lint("a.ts")).toEqual({ status: 0, stdout: "✔ 1 flow, no problems\n", stderr: "" });
  }
});

test("code that was changed, cut off or made from another program is made again", () => {
  const first = lint("a.md");
  const whole = readFileSync(CODE());
  const changed = Buffer.from(whole);
  changed[Math.floor(changed.length / 2)] = ~(changed[Math.floor(changed.length / 2)] ?? 0) & 0xff;
  const other = Buffer.from(whole.toString("latin1").replace(/programs-\w+/u, "programs-AAAAAAAA"), "latin1");
  for (const wrong of [changed, whole.subarray(0, whole.length / 2), other, Buffer.from("{"), Buffer.alloc(0)]) {
    writeFileSync(CODE(), wrong);
    expect(lint("a.md")).toEqual(first);
    expect(readFileSync(CODE()).equals(wrong)).toBe(false);
    expect(headOfCode()).toMatchObject({
      programs: readdirSync(join(tool, "dist")).find((name) => name.endsWith(".cjs")),
      kinds: [" .md"],
    });
  }
});

test("where nothing can be kept, the programs run all the same", () => {
  writeFileSync(join(tool, "node_modules"), "");
  const first = lint("a.md", { XDG_CACHE_HOME: join(tool, "a.md"), HOME: "/dev/null" });
  expect(first).toMatchObject({ status: 1, stderr: "" });
  expect(readdirSync(tool).sort()).toEqual(["a.md", "b.txt", "dist", "node_modules", "package.json"]);
});
