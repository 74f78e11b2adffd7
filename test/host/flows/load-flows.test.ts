import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cacheIn, loadFlows } from "../../../src/host/index.ts";
import { BadInput, printBadInput } from "../../../src/model/wrong.ts";
import { smallFlow } from "../../small-flow.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

/** In the folder, with a cache of its own. */
function surroundings(cwd: string, timeout = 5000) {
  return { cwd, timeout, cache: cacheIn(join(cwd, ".cache")) };
}

/** What is said of files that cannot be loaded; the last file is the one to load unless others are named. */
async function complaint(
  files: Readonly<Record<string, string>>,
  { load = Object.keys(files).slice(-1), timeout = 5000 } = {},
): Promise<string> {
  const cwd = temporaryFolder(files);
  const error: unknown = await loadFlows(load, surroundings(cwd, timeout)).catch((thrown: unknown) => thrown);
  if (error instanceof BadInput) return printBadInput(error);
  throw error;
}

test("a flow is loaded with the places of its calls, whatever its types and imports do to the lines", async () => {
  const before = `import type { Flow } from "callflow";
type É = "é😀"; const text = <T extends string>(value: T): string => value as string;
import { name } from "./parts/name.js"
(0, text)(name);`;
  const inside = `const é: É = "é😀"; flow.action(alice, text(é));`;
  const cwd = temporaryFolder({
    "package.json": "{}",
    "flows/call.ts": smallFlow("call", { before, inside }),
    "flows/parts/name.ts": `import data from "./data.json" with { type: "json" };\nexport const name: string = data.name;`,
    "flows/parts/data.json": `{ "name": "x" }`,
  });
  const [loaded] = await loadFlows(["./flows/call.ts"], surroundings(cwd));
  expect(loaded?.file).toBe("flows/call.ts");
  expect(loaded?.flow.id).toBe("call");
  expect(loaded?.flow.place).toEqual({ file: "flows/call.ts", line: 7, column: 16 });
  const action = loaded?.flow.body[0];
  expect(action?.place).toEqual({ file: "flows/call.ts", line: 16, column: inside.indexOf("action") + 5 });
});

test("a flow on the first line of a file has its column too", async () => {
  const oneLine = smallFlow("call").replaceAll("\n", " ");
  const cwd = temporaryFolder({ "call.ts": `\uFEFF${oneLine}` });
  const [loaded] = await loadFlows(["call.ts"], surroundings(cwd));
  expect(loaded?.flow.place).toEqual({ file: "call.ts", line: 1, column: oneLine.indexOf("defineFlow(") + 1 });
});

test("every way to export and import", async () => {
  const cwd = temporaryFolder({
    "all.ts": `#!/usr/bin/env callflow
import main, { made, "string name" as named, b as two } from "./parts.ts";
import * as parts from './parts.ts'
export * from "./parts.ts"
export { two as second } from "./again.ts"
export * as again from "./again.ts"
import "./again.ts";
if (main !== 1 || made !== 2 || named !== 3 || two !== 4 || parts.c !== 5 || parts.D.name !== "D" || parts.f() !== 6) throw new Error("wrong");
${smallFlow("call").replace("export default", "export const {flow} = {flow:").replace(/;\n$/u, "};\n")}
`,
    "parts.ts": `const value = 1
export default value
export const made: number = 2, { a: { b } , ...rest } = { a: { b: 4 }, z: 1 }, [c = 5] = []
const three = 3
export { three as "string name", type T }
export class D { x: number = 1 }
type T = 1;
export function f() { return 6 }
export async function* g() { await 1; for await (const x of []) x }`,
    "again.ts": `export { b as two } from "./parts.ts"; export default function () { return 1 }
;[1].map(String)`,
  });
  const loaded = await loadFlows(["all.ts"], surroundings(cwd));
  expect(loaded.map(({ flow }) => flow.id)).toEqual(["call"]);
});

test("a file may export several flows", async () => {
  const second = smallFlow("second")
    .replace(/import.*\n/gu, "")
    .replace("export default", "export const second =");
  const cwd = temporaryFolder({ "two.ts": smallFlow("first") + second });
  const loaded = await loadFlows(["two.ts"], surroundings(cwd));
  expect(loaded.map(({ flow }) => flow.id)).toEqual(["first", "second"]);
});

test("a flow that is data", async () => {
  const cwd = temporaryFolder({ "call.ts": smallFlow("call") });
  const [made] = await loadFlows(["call.ts"], surroundings(cwd));
  writeFileSync(join(cwd, "call.json"), JSON.stringify(made?.flow));
  const [read] = await loadFlows(["call.json"], surroundings(cwd));
  expect(read).toEqual({ flow: made?.flow, file: "call.json" });
});

test("what does not parse", async () => {
  expect(await complaint({ "a.ts": "\n\tconst a = ;\n" })).toBe("a.ts:2:12: Expression expected");
  expect(await complaint({ "a.ts": "const 中中 = ;" })).toBe("a.ts:1:12: Expression expected");
  expect(await complaint({ "a.ts": "const a = 1;\n{" })).toMatch(/^a\.ts:2:\d+: .*eof/u);
  expect(await complaint({ "a.ts": "let a = 1;\n  let a = 2;" })).toBe("a.ts:2:7: Identifier 'a' has already been declared");
  expect(await complaint({ "a.js": "const a: number = 1;" })).toBe("a.js:1:8: Unexpected token");
  expect(await complaint({ "a.ts": "const a = 1;\nenum A { x }" })).toBe(
    "a.ts:2:1: TypeScript enum is not possible in a flow file, whose types are only removed",
  );
  expect(await complaint({ "a.ts": "const a = 1;\n  namespace X {\n    const a = 1;\n  }" })).toMatch(/^a\.ts:2:3: TypeScript namespace/u);
  expect(await complaint({ "a.json": '{ "kind": "flow",\n  }' })).toBe("a.json:2:3: this is no JSON: unexpected text");
  expect(await complaint({ "a.json": '{ "kind":' })).toBe("a.json:1:10: this is no JSON: it ends too early");
  expect(await complaint({ "a.json": "[]" })).toMatch(/^a\.json:1:1: this is no flow/u);
});

test("what throws, with the line of the flow", async () => {
  expect(await complaint({ "a.ts": smallFlow("a", { inside: "alice.nothing();" }) })).toBe(
    "a.ts:13:11: this flow file throws TypeError: alice.nothing is not a function. `npx tsc --noEmit` tells what a flow can say",
  );
  expect(
    await complaint({
      "part.ts": "export const f = () => {\n  throw new RangeError('no');\n}",
      "a.ts": 'import { f } from "./part.ts"; f();',
    }),
  ).toBe("part.ts:2:9: this flow file throws RangeError: no");
  expect(await complaint({ "a.ts": "throw 'a word'" })).toBe("a.ts:1:1: this flow file throws a word");
  expect(await complaint({ "a.ts": "const f = (): number => 1 + f();\nf();" })).toMatch(
    /^a\.ts:1:\d+: this flow file throws RangeError: Maximum call stack/u,
  );
  const misspelt = smallFlow("a", { inside: "const hello = flow.action(alice, 'x');\nflow.note(helo, 'y');" });
  expect(await complaint({ "a.ts": misspelt })).toBe("a.ts:14:11: there is no helo here. Did you mean hello?");
  expect(await complaint({ "a.ts": "nothingOfTheKind;" })).toMatch(/^a\.ts:1:1: there is no nothingOfTheKind here\. `npx tsc --noEmit`/u);
  const early = smallFlow("a", { inside: "flow.note(later, 'y');\nconst later = flow.action(alice, 'x');" });
  expect(await complaint({ "a.ts": early })).toBe(
    "a.ts:13:15: later is used before the line that makes it. Only what stands above can be cited, answered or acted upon",
  );
  const unbuildable = smallFlow("a", { inside: "flow.request(path(alice, bob), sip.invite()).trying(alice);" });
  expect(await complaint({ "a.ts": unbuildable })).toMatch(/^a\.ts:13:50: alice/u);
});

test("what loops for ever is stopped, in the body of a flow too", async () => {
  const remedy = "Look for a loop without an end; where it only needs longer, set CALLFLOW_TIMEOUT to more seconds";
  expect(await complaint({ "a.ts": "for (;;);" }, { timeout: 100 })).toBe(`a.ts did not come to an end within 0.1 s. ${remedy}`);
  expect(await complaint({ "a.ts": smallFlow("a", { inside: "while (true) { try { for (;;); } catch {} }" }) }, { timeout: 100 })).toMatch(
    /0\.1 s/u,
  );
});

test("a flow that is made by hand has the shape of one", async () => {
  const shape = "The shape of a flow is described in out/schema/flow.schema.json";
  expect(await complaint({ "a.ts": 'export default { kind: "flow", id: "a" }' })).toMatch(/^a\.ts:1:1: this is no flow: .* is missing/u);
  const changed = `${smallFlow("a").replace("export default", "const flow =")}export default { ...flow, steps: flow.steps.map(({ id, ...step }) => step) };`;
  expect(await complaint({ "a.ts": changed })).toBe(`a.ts:1:1: this is no flow: steps[0].id is missing; steps[1].id is missing. ${shape}`);
});

test("parts of flows may export none, and what is not there is told so", async () => {
  const cwd = temporaryFolder({
    "package.json": "{}",
    "a.ts": smallFlow("a"),
    "b/c.ts": "export const x = 1",
    "b/d.json": "{}",
    "b/e.ts": smallFlow("e"),
  });
  const loaded = await loadFlows(["a.ts"], { cwd, timeout: 5000, cache: cacheIn(null) }, ["a.ts", "b/c.ts", "b/d.json", "b/e.ts"]);
  expect(loaded.map(({ flow }) => flow.id)).toEqual(["a", "e"]);
  expect(await complaint({ "a.ts": "" }, { load: ["nowhere"] })).toBe("there is no nowhere. Name a flow file, or a folder of them");
});

test("what exports no flow, or one id twice", async () => {
  const none =
    "this file exports no flow. Export one with `export default defineFlow(…)`; move what is only imported by flows into a folder of its own";
  expect(await complaint({ "a.ts": "export const x = 1" })).toBe(`a.ts:1:1: ${none}`);
  expect(await complaint({ "a.ts": "" })).toBe(`a.ts:1:1: ${none}`);
  const second = smallFlow("same")
    .replace(/import.*\n/gu, "")
    .replace("export default", "export const second =");
  expect(await complaint({ "a.ts": smallFlow("same") + second })).toBe(
    'a.ts:18:23: the flow id "same" is used already, in line 4. Give each flow an id of its own',
  );
  expect(await complaint({ "a.ts": smallFlow("same"), "b.ts": smallFlow("same") }, { load: ["a.ts", "b.ts"] })).toBe(
    'b.ts:4:16: the flow id "same" is used already, in a.ts. Give each flow an id of its own',
  );
});

test("imports of anything else", async () => {
  const remedy = 'A flow file imports "callflow", "callflow/sip" and relative files of its own project ("./…")';
  expect(await complaint({ "a.ts": 'const x = 1;\nimport fs from "node:fs";' })).toBe(`a.ts:2:16: cannot import "node:fs". ${remedy}`);
  expect(await complaint({ "a.ts": 'import "/etc/passwd"' })).toBe(`a.ts:1:8: cannot import "/etc/passwd". ${remedy}`);
  expect(await complaint({ "a.ts": 'import { defineFlaw } from "callflow";' })).toMatch(
    /^a\.ts:1:10: "callflow" has no export defineFlaw\. Did you mean defineFlow\? Exports: /u,
  );
  expect(await complaint({ "b.ts": "", "a.ts": 'export * from "./b";' })).toBe('a.ts:1:15: there is no file "./b". Did you mean "./b.ts"?');
  expect(await complaint({ "b.ts": "", "p/package.json": "{}", "p/a.ts": 'import "../b.ts";' })).toBe(
    'p/a.ts:1:8: "../b.ts" lies outside the project of this flow file',
  );
  expect(await complaint({ "b.txt": "", "a.ts": 'import "./b.txt";' })).toBe(
    'a.ts:1:8: cannot import "./b.txt". A flow file imports files that end in .ts, .js, .json',
  );
  expect(await complaint({ "b.ts": 'import "./a.ts"', "a.ts": 'import "./b.ts";' })).toBe(
    'b.ts:1:8: "./a.ts" imports this file in turn. Move what both need into a third file',
  );
});

test("what a flow file cannot do", async () => {
  expect(await complaint({ "a.ts": "const x = 1;\n  await x;" })).toBe("a.ts:2:3: a flow file cannot wait for something at its top level");
  expect(await complaint({ "a.ts": 'const f = () => import("./b.ts");' })).toBe(
    'a.ts:1:17: a flow file cannot import while it runs: use `import … from "…"` at its top',
  );
  expect(await complaint({ "a.ts": "import.meta.url" })).toBe("a.ts:1:1: a flow file has no import.meta");
});

test("files that are not there", async () => {
  expect(await complaint({}, { load: ["a.ts"] })).toBe("cannot read the flow file a.ts: there is no such file or directory");
  expect(await complaint({ "a.ts/b.ts": "" }, { load: ["a.ts"] })).toBe("cannot read the flow file a.ts: it is a directory");
  expect(await complaint({ "a.doc": "" })).toBe("a.doc is no flow file. The name of a flow file ends in .ts or .js or .json");
});

test("a file is parsed once; what was broken in the cache is made again", async () => {
  const cwd = temporaryFolder({ "a.ts": smallFlow("a") });
  const cache = join(cwd, ".cache");
  const load = () => loadFlows(["a.ts"], surroundings(cwd));
  const [first] = await load();
  const [entry] = readdirSync(cache);
  const kept = readFileSync(join(cache, entry ?? ""), "utf8");

  // What runs is what the cache holds.
  const text = kept.slice(kept.indexOf("\n") + 1).replace("Alice", "Carol");
  const { createHash } = await import("node:crypto");
  writeFileSync(join(cache, entry ?? ""), `${createHash("sha256").update(text).digest("hex")}\n${text}`);
  expect((await load())[0]?.flow.participants[0]?.name).toBe("Carol");

  for (const broken of ["", kept.slice(0, -20), kept.replace("Alice", "Carol"), "\0".repeat(kept.length)]) {
    writeFileSync(join(cache, entry ?? ""), broken);
    expect((await load())[0]).toEqual(first);
    expect(readFileSync(join(cache, entry ?? ""), "utf8")).toBe(kept);
  }
  mkdirSync(join(cwd, "sub"));
  expect(readdirSync(cache)).toEqual([entry]);
});
