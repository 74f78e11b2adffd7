import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";
import { flowBeginning } from "../../../src/cli/new/flow-beginning.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { call } from "../call.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

test("a flow that was begun is clean, works, and builds; so does a template of it", async () => {
  const cwd = temporaryFolder({ "package.json": "{}" });
  expect(await call(cwd, ["new", "flow", "call-waiting"])).toEqual({
    exit: 0,
    out: "flows/call-waiting.ts\n",
    err: "Look at it with `callflow show call-waiting`.\n",
  });
  expect(await call(cwd, ["lint"])).toMatchObject({ exit: 0, out: "✔ 1 flow, no problems\n" });
  expect(await call(cwd, ["run", "call-waiting"])).toMatchObject({ exit: 0 });
  expect((await call(cwd, ["new", "template", "minutes"])).exit).toBe(0);
  expect(await call(cwd, ["build", "--quiet"])).toEqual({ exit: 0, out: "", err: "" });
  expect(readFileSync(join(cwd, "out/documents/minutes.md"), "utf8")).toContain("in clause 2.1, its figure is figure 1.");
  expect(readFileSync(join(cwd, "out/call-waiting/clause.md"), "utf8")).toContain("that Alice began in steps 2-3.");
  expect(readdirSync(join(cwd, "flows"))).toEqual(["call-waiting.ts"]);
});

test("a template comes before the first flow", async () => {
  const cwd = temporaryFolder();
  expect((await call(cwd, ["new", "template", "minutes"])).exit).toBe(0);
  expect((await call(cwd, ["new", "flow", "first"])).exit).toBe(0);
  expect(await call(cwd, ["build", "--quiet"])).toEqual({ exit: 0, out: "", err: "" });
});

test("a flow that was begun compiles", () => {
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile).config, ts.sys, root);
  const file = join(root, "flows/begun.ts");
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? flowBeginning("begun") : readFile(name));
  const { getSourceFile } = host;
  host.getSourceFile = (name, language) =>
    name === file ? ts.createSourceFile(name, flowBeginning("begun"), language) : getSourceFile.call(host, name, language);
  const program = ts.createProgram([file], options, host);
  const wrong = program.getSemanticDiagnostics(program.getSourceFile(file));
  expect(wrong.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});

test.each([
  ["My Flow", '"My Flow" cannot be the name of a flow: it begins with a lower-case letter. As my-flow\n'],
  ["call_waiting", '"call_waiting" cannot be the name of a flow: it has only lower-case letters, digits and hyphens. As call-waiting\n'],
  ["../x", '"../x" cannot be the name of a flow: it begins with a lower-case letter. As x\n'],
  ["x.ts", '"x.ts" cannot be the name of a flow: it has only lower-case letters, digits and hyphens. As x\n'],
  ["a--b", '"a--b" cannot be the name of a flow: a hyphen stands between two words. As a-b\n'],
  ["con", '"con" cannot be the name of a flow: Windows takes it for a device. As call-waiting\n'],
  ["", '"" cannot be the name of a flow: it begins with a lower-case letter. As call-waiting\n'],
  ["x".repeat(65), `"${"x".repeat(65)}" cannot be the name of a flow: it is longer than 64 characters. As ${"x".repeat(64)}\n`],
])("the name %s is refused", async (name, err) => {
  const cwd = temporaryFolder();
  expect(await call(cwd, ["new", "flow", name])).toEqual({ exit: 2, out: "", err });
  expect(readdirSync(cwd)).toEqual([]);
});

test("nothing is overwritten, no name has two meanings", async () => {
  const cwd = temporaryFolder({ "flows/x.ts": "not a flow", "templates/t.md": "a template", "package.json": "{}" });
  const again = { exit: 2, out: "" };
  expect(await call(cwd, ["new", "flow", "x"])).toEqual({
    ...again,
    err: "there is a flows/x.ts already. It was not touched; take another name\n",
  });
  expect(await call(cwd, ["new", "flow", "t"])).toMatchObject({
    ...again,
    err: expect.stringContaining('there is a template "t" already'),
  });
  expect(await call(cwd, ["new", "template", "readme"])).toMatchObject({
    ...again,
    err: expect.stringContaining("README.md is no template"),
  });
  expect(await call(cwd, ["new", "rule", "x"])).toMatchObject({ ...again, err: expect.stringContaining("Kinds: flow, template") });
  expect(readFileSync(join(cwd, "flows/x.ts"), "utf8")).toBe("not a flow");
  expect(existsSync(join(cwd, "flows/t.ts"))).toBe(false);
});
