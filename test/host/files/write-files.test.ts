import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compareFiles, writeFiles } from "../../../src/host/index.ts";
import { BadInput, printBadInput } from "../../../src/model/wrong.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

function complaint(files: Readonly<Record<string, string>>, cwd: string): string {
  try {
    writeFiles(new Map(Object.entries(files)), cwd);
  } catch (error) {
    if (error instanceof BadInput) return printBadInput(error);
    throw error;
  }
  return "";
}

test("directories are made, and only what is new is written", () => {
  const cwd = temporaryFolder({ "out/a.txt": "same", "out/b.txt": "old" });
  utimesSync(join(cwd, "out/a.txt"), 1, 1);
  const files = new Map<string, string | Uint8Array>([
    ["out/a.txt", "same"],
    ["out/b.txt", "new"],
    ["out/c/d.bin", new Uint8Array([0, 255])],
  ]);
  expect(writeFiles(files, cwd)).toEqual(["out/b.txt", "out/c/d.bin"]);
  expect(readFileSync(join(cwd, "out/b.txt"), "utf8")).toBe("new");
  expect([...readFileSync(join(cwd, "out/c/d.bin"))]).toEqual([0, 255]);
  expect(statSync(join(cwd, "out/a.txt")).mtimeMs).toBe(1000);
  expect(readdirSync(join(cwd, "out"))).toEqual(["a.txt", "b.txt", "c"]);
  expect(writeFiles(files, cwd)).toEqual([]);
});

test("all or nothing: where one cannot be written, none is, and nothing is left behind", () => {
  const cwd = temporaryFolder({ "out/a.txt": "old", file: "", "out/taken/x": "" });
  const remedy = "Nothing was written; name a place that can be written to";
  expect(complaint({ "out/a.txt": "new", "new/deep/b.txt": "b", "file/c.txt": "c" }, cwd)).toBe(
    `cannot write file/c.txt: a part of its path is a file, not a directory. ${remedy}`,
  );
  expect(complaint({ "out/a.txt": "new", "out/taken": "c" }, cwd)).toBe(`cannot write out/taken: it is a directory. ${remedy}`);
  expect(complaint({ [`out/${"x".repeat(300)}`]: "c" }, cwd)).toMatch(/its name is too long\. Nothing was written/u);
  expect(readFileSync(join(cwd, "out/a.txt"), "utf8")).toBe("old");
  expect(readdirSync(cwd).sort()).toEqual(["file", "out"]);
  expect(readdirSync(join(cwd, "out"))).toEqual(["a.txt", "taken"]);
});

test("a link is written through, a device is written to", () => {
  const cwd = temporaryFolder({ "real/a.txt": "old" });
  symlinkSync("real/a.txt", join(cwd, "link.txt"));
  symlinkSync("/dev/null", join(cwd, "nowhere"));
  writeFiles(
    new Map([
      ["link.txt", "new"],
      ["nowhere", "x"],
    ]),
    cwd,
  );
  expect(readFileSync(join(cwd, "real/a.txt"), "utf8")).toBe("new");
  expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  expect(readdirSync(cwd)).toEqual(["link.txt", "nowhere", "real"]);
});

test("what a run that was killed has left is removed; what a living one is writing stays", () => {
  const cwd = temporaryFolder();
  const [dead, living] = [".a.txt.callflow-4999999", `.a.txt.callflow-${process.ppid}`];
  for (const name of [dead, living, ".other.1.tmp"]) writeFileSync(join(cwd, name), "half");
  mkdirSync(join(cwd, "sub"));
  writeFiles(new Map([["a.txt", "whole"]]), cwd);
  expect(existsSync(join(cwd, dead))).toBe(false);
  expect(readdirSync(cwd).sort()).toEqual([living, ".other.1.tmp", "a.txt", "sub"].sort());
});

test("what differs from what would be written", () => {
  const cwd = temporaryFolder({ same: "a\nb\n", other: "a\nb\nc\n", longer: "a\nb\n", "bytes.bin": "x" });
  const files = new Map<string, string | Uint8Array>([
    ["same", "a\nb\n"],
    ["other", "a\nB\nc\n"],
    ["longer", "a\nb\nc\n"],
    ["bytes.bin", new Uint8Array([1])],
    ["gone/deep", "x"],
    ["same/below", "x"],
  ]);
  expect(compareFiles(files, cwd)).toEqual([
    { path: "other", how: "differs", line: 2 },
    { path: "longer", how: "differs", line: 3 },
    { path: "bytes.bin", how: "differs", line: null },
    { path: "gone/deep", how: "missing", line: null },
    { path: "same/below", how: "missing", line: null },
  ]);
});
