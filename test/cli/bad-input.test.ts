import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { smallFlow } from "../small-flow.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { call } from "./call.ts";

// Whatever is wrong with what a user hands in: one clear message with place and remedy, exit code 2, nothing half-written.

const loop = smallFlow("endless", { inside: "for (;;);" });
const wrongFlows: readonly (readonly [what: string, text: string, message: RegExp])[] = [
  ["does not parse", "export default defineFlow(;\n", /^flows\/wrong\.ts:1:27: Expression expected\n$/u],
  [
    "throws",
    smallFlow("x", { inside: "bob.call();" }),
    /^flows\/wrong\.ts:13:9: this flow file throws TypeError: bob\.call is not a function\. `npx tsc --noEmit` tells what a flow can say\n$/u,
  ],
  ["exports nothing", "const x = 1;\n", /^flows\/wrong\.ts:1:1: this file exports no flow\. Export one with/u],
  [
    "has an id that another one has",
    smallFlow("right"),
    /^flows\/wrong\.ts:4:16: the flow id "right" is used already, in flows\/right\.ts\. Give/u,
  ],
  ["loops for ever", loop, /^flows\/wrong\.ts did not come to an end within 0\.5 s\. Look for a loop without an end/u],
  ["imports what it cannot", 'import "lodash";', /^flows\/wrong\.ts:1:8: cannot import "lodash"\. A flow file imports "callflow"/u],
];

test.each(wrongFlows)("a flow file that %s", async (_, text, message) => {
  const cwd = temporaryFolder({ "flows/right.ts": smallFlow("right"), "flows/wrong.ts": text });
  const env = { CALLFLOW_TIMEOUT: "0.5" };
  for (const args of [["list"], ["build"], ["build", "--check"], ["lint"], ["lint", "flows/right.ts", "flows/wrong.ts"], ["run", "x"]]) {
    const { exit, out, err } = await call(cwd, args, { env });
    expect([args, exit, out]).toEqual([args, 2, ""]);
    expect(err).toMatch(message);
  }
  expect(readdirSync(cwd)).toEqual(["flows"]);
});

test("a flow that is not there, by id and by path, and a variant that is not there", async () => {
  const cwd = temporaryFolder({ "flows/right.ts": smallFlow("right") });
  // What is no flow may have been meant for a template.
  const { exit, out, err } = await call(cwd, ["write", "rihgt"]);
  expect([exit, out]).toEqual([2, ""]);
  expect(err).toMatch(/^there is no flow and no template "rihgt"\. Did you mean right\? Flows: right\. Templates: /u);
  for (const name of ["show", "draw", "run", "build"]) {
    expect(await call(cwd, [name, "rihgt"])).toEqual({
      exit: 2,
      out: "",
      err: 'there is no flow "rihgt" in flows. Did you mean right? Flows: right\n',
    });
  }
  for (const name of ["show", "draw", "write", "run", "build"]) {
    expect(await call(cwd, [name, "flows/x.ts"])).toEqual({
      exit: 2,
      out: "",
      err: "cannot read the flow file flows/x.ts: there is no such file or directory\n",
    });
  }
  for (const name of ["show", "draw", "write", "run"]) {
    expect(await call(cwd, [name, "right", "--variant", "x"])).toEqual({
      exit: 2,
      out: "",
      err: 'right has no variant "x". There are no variants\n',
    });
  }
});

test("a trace that is cut, of another version, of a flow that is not there, or no trace", async () => {
  const cwd = temporaryFolder({ "flows/right.ts": smallFlow("right") });
  expect((await call(cwd, ["run", "right", "--trace", "t.jsonl"])).exit).toBe(0);
  const trace = readFileSync(join(cwd, "t.jsonl"), "utf8");
  const lines = trace.split("\n");
  const cuts: readonly (readonly [string, RegExp])[] = [
    [
      trace.slice(0, -30),
      /^cut\.jsonl:\d+:1: the trace is cut in the middle of a line\. Write the trace again with callflow run --trace\n$/u,
    ],
    [`${lines.slice(0, 3).join("\n")}\n`, /^cut\.jsonl:3:1: the trace is cut: its last line is not the outcome/u],
    [trace.replace('"version":2', '"version":99'), /^cut\.jsonl:1:1: the trace has version 99, this tool reads version 2\./u],
    [trace.replace('"flow":"right"', '"flow":"wrong"'), /^there is no flow "wrong" in flows\. Flows: right\n$/u],
    [trace.replace('"variant":null', '"variant":"x"'), /^right has no variant "x"\. There are no variants\n$/u],
    ["", /^cut\.jsonl:1:1: /u],
    ["not a trace\n", /^cut\.jsonl:1:1: this is no trace/u],
    ["[]\n", /^cut\.jsonl:1:1: this is no trace/u],
  ];
  for (const [text, message] of cuts) {
    writeFileSync(join(cwd, "cut.jsonl"), text);
    const { exit, out, err } = await call(cwd, ["replay", "cut.jsonl"]);
    expect([exit, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
  }
});

test("where nothing can be written", async () => {
  const cwd = temporaryFolder({ "flows/right.ts": smallFlow("right"), file: "" });
  const commands = [
    ["build", "--out", "file"],
    ["draw", "right", "-o", "file/x.svg"],
    ["write", "right", "-o", "file/x.md"],
    ["run", "right", "--trace", "file/x.jsonl"],
    ["draw", "right", "--format", "svg", "-o", "flows"],
    ["build", "--out", "/proc/callflow"],
  ];
  for (const args of commands) {
    const { exit, out, err } = await call(cwd, args);
    expect([args, exit, out]).toEqual([args, 2, ""]);
    expect(err).toMatch(/^cannot write [^\n]+: [^\n]+\. Nothing was written; name a place that can be written to\n$/u);
  }
  expect(readdirSync(cwd).sort()).toEqual(["file", "flows"]);
  expect(readFileSync(join(cwd, "file"), "utf8")).toBe("");
});

test("a limit that is no number", async () => {
  const cwd = temporaryFolder({ "flows/right.ts": smallFlow("right") });
  expect(await call(cwd, ["list"], { env: { CALLFLOW_TIMEOUT: "long" } })).toEqual({
    exit: 2,
    out: "",
    err: 'CALLFLOW_TIMEOUT is "long". Give it a number of seconds\n',
  });
});
