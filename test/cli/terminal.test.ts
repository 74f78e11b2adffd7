import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { smallFlow } from "../small-flow.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { call } from "./call.ts";

const ESCAPE = "\u001b";
const folder = () => temporaryFolder({ "flows/one.ts": smallFlow("one") });

test("colour only on a terminal, and never with NO_COLOR", async () => {
  const cwd = folder();
  for (const args of [["show", "one"], ["run", "one"], ["lint"]]) {
    expect((await call(cwd, args, { isTerminal: true })).out).toContain(ESCAPE);
    expect((await call(cwd, args, { isTerminal: true, env: { NO_COLOR: "" } })).out).toContain(ESCAPE);
    expect((await call(cwd, args, { isTerminal: true, env: { NO_COLOR: "1" } })).out).not.toContain(ESCAPE);
    expect((await call(cwd, args, { isTerminal: true, env: { TERM: "dumb" } })).out).not.toContain(ESCAPE);
    expect((await call(cwd, args)).out).not.toContain(ESCAPE);
  }
});

test("a table ends at the edge of a terminal, and has no edge in a pipe", async () => {
  const cwd = folder();
  const narrow = await call(cwd, ["show", "one"], { isTerminal: true, columns: 60, env: { NO_COLOR: "1" } });
  const [, ...table] = narrow.out.split("\n");
  expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(60);
  expect(Math.max(...(await call(cwd, ["show", "one"])).out.split("\n").map((line) => line.length))).toBeGreaterThan(60);
});

test("progress: on a terminal, after a second, and gone when done", async () => {
  const cwd = folder();
  let time = 0;
  const slow = { isTerminal: true, clock: () => (time += 600) };
  const { err } = await call(cwd, ["build"], slow);
  expect(err).toContain(`\r${ESCAPE}[K1 of 1: one`);
  expect(err.endsWith(`\r${ESCAPE}[K5 files, 5 of them new or changed.\n`)).toBe(true);
  expect((await call(cwd, ["build"], { ...slow, isTerminal: false })).err).toBe("5 files, 0 of them new or changed.\n");
  expect((await call(cwd, ["build"], { isTerminal: true })).err).toBe("5 files, 0 of them new or changed.\n");
  expect((await call(cwd, ["build", "--quiet"], slow)).err).toBe("");
});

test("-o - is standard output; a file is told of, unless --quiet", async () => {
  const cwd = folder();
  const { out } = await call(cwd, ["draw", "one"]);
  expect(out).toContain("<svg");
  expect(await call(cwd, ["draw", "one", "-o", "-"])).toEqual({ exit: 0, out, err: "" });
  expect(await call(cwd, ["draw", "one", "-o", "one.svg"])).toEqual({ exit: 0, out: "", err: "wrote one.svg\n" });
  expect(readFileSync(join(cwd, "one.svg"), "utf8")).toBe(out);
  expect(await call(cwd, ["draw", "one", "-o", "one.svg", "--quiet"])).toEqual({ exit: 0, out: "", err: "" });
  const text = (await call(cwd, ["draw", "one", "--format", "text"])).out;
  await call(cwd, ["draw", "one", "-o", "one.txt"]);
  expect(readFileSync(join(cwd, "one.txt"), "utf8")).toBe(text);
});

test("run --trace - gives the trace alone", async () => {
  const cwd = folder();
  const { out, err } = await call(cwd, ["run", "one", "--trace", "-"]);
  expect(out.split("\n")[0]).toContain('"format":"callflow-trace"');
  expect(err).toContain("one: ok");
});

test("replay: the same byte for byte, or the first event that differs", async () => {
  const cwd = folder();
  await call(cwd, ["run", "one", "--seed", "3", "--trace", "t.jsonl"]);
  const trace = readFileSync(join(cwd, "t.jsonl"), "utf8");
  const events = trace.split("\n").length - 3;
  expect(await call(cwd, ["replay", "t.jsonl"])).toEqual({ exit: 0, out: `one: ${events} events, the same byte for byte\n`, err: "" });

  const changed = async (text: string) => {
    writeFileSync(join(cwd, "changed.jsonl"), text);
    return await call(cwd, ["replay", "changed.jsonl"]);
  };
  const other = await changed(trace.replace('"n":2,"time":', '"n":2,"time":9'));
  expect(other.exit).toBe(1);
  expect(other.out).toMatch(
    /^The trace has every step of the flow, in order; what differs is within one\.\nchanged\.jsonl:3: event 2, step 1 is the first that differs\n {2}time\n {4}trace {2}9\d+\n {4}now {4}\d+\n$/u,
  );
  // Of a message the lines alone that differ.
  const header = await changed(trace.replace(/\\r\\nMax-Forwards: \d+/u, "\\r\\nMax-Forwards: 3"));
  expect(header.out).toMatch(/ is the first that differs\n {2}message\n {4}trace {2}Max-Forwards: 3\n {4}now {4}Max-Forwards: 70\n$/u);
  const lost = await changed(trace.split("\n").toSpliced(2, 1).join("\n"));
  expect(lost).toMatchObject({
    exit: 1,
    out: expect.stringMatching(/\n {2}missing {2}1 .*\nchanged\.jsonl:3: event 2, step \d is the first that differs\n/u),
  });
  expect(await changed(trace.replace('"kind":"header",', '"kind": "header",'))).toMatchObject({
    exit: 1,
    out: "changed.jsonl: the events are the same, but not written as callflow writes them\n",
  });

  writeFileSync(join(cwd, "flows/one.ts"), smallFlow("one").replace("reply(200)", "reply(486)"));
  const flowChanged = await call(cwd, ["replay", "t.jsonl"]);
  expect(flowChanged.exit).toBe(1);
  expect(flowChanged.out).toMatch(
    /^t\.jsonl:1: the flow has changed since this trace was written\nThe trace against the flow, step by step:\n {2}other {2}2 {2}200 OK instead of 486 Busy Here from Bob to Alice\nt\.jsonl:\d: event \d, step 2 is the first that differs\n/u,
  );
  const json = JSON.parse((await call(cwd, ["replay", "t.jsonl", "--json"])).out);
  expect(json).toMatchObject({
    trace: "t.jsonl",
    flow: "one",
    variant: null,
    seed: 3,
    same: false,
    changed: "flow",
    difference: { step: "2" },
  });
});

test("replay --step walks through what happens now, up to what differs, on a screen or line by line", async () => {
  const cwd = folder();
  await call(cwd, ["run", "one", "--trace", "t.jsonl"]);
  const lineOf = (out: string) => out.split("\n").filter((line) => /^ +\d+ /u.test(line)).length;
  const all = await call(cwd, ["replay", "t.jsonl", "--step"]);
  expect(lineOf(all.out)).toBe(4);
  expect(all.out).toMatch(/1 {2}step 1 +0 ms {2}send +Alice → Bob {2}OPTIONS\n/u);
  const plain = { isTerminal: true, env: { NO_COLOR: "1" } };
  const seen = await call(cwd, ["replay", "t.jsonl", "--step"], { ...plain, keys: ["n", "n", "n", "n", "q"] });
  const screens = seen.out.split("====\n");
  expect(screens.slice(0, -1).map((screen) => /event \d of \d/u.exec(screen)?.[0])).toEqual(
    [1, 2, 3, 4, 4].map((at) => `event ${at} of 4`),
  );
  expect(screens.at(-2)).toContain("this is the end");
  expect(screens.at(-1)).toContain("4 events, the same byte for byte");
  expect((await call(cwd, ["replay", "t.jsonl", "--step"], { isTerminal: true, keys: ["q"] })).out).toContain("\u001b[7m>");
  writeFileSync(join(cwd, "t.jsonl"), readFileSync(join(cwd, "t.jsonl"), "utf8").replace('"n":3,"time":', '"n":3,"time":9'));
  expect(lineOf((await call(cwd, ["replay", "t.jsonl", "--step"])).out)).toBe(3);
  const cut = await call(cwd, ["replay", "t.jsonl", "--step"], { ...plain, keys: ["n", "n", "n", "q"] });
  expect(cut.out).toContain("from here on the trace says something else");
});

test("a run that fails says where and why, and leaves with 1", async () => {
  const cwd = temporaryFolder({ "flows/one.ts": smallFlow("one").replace(".reply(200)", "") });
  const { exit, out } = await call(cwd, ["run", "one"]);
  expect(exit).toBe(1);
  expect(out).toMatch(/^one: failed\n {2}executed\n {4}\d of 1 steps.*\n {2}failures\n {4}step 1 {2}\S/u);
  const json = JSON.parse((await call(cwd, ["run", "one", "--json"])).out);
  expect(json).toMatchObject({ flow: "one", ok: false, failures: [{ step: "1" }] });
});

test("warnings weigh as much as --max-warnings says", async () => {
  const note = "flow.action(alice, text`looks for bob`);";
  const file = smallFlow("one", { inside: note }).replace("{ defineFlow,", "{ defineFlow, text,").replaceAll("bob: ue", "bob: ue");
  const cwd = temporaryFolder({ "flows/one.ts": file.replace("participants: {", 'participants: { carol: ue("Carol"),') });
  const free = await call(cwd, ["lint"]);
  const found = JSON.parse((await call(cwd, ["lint", "--format", "json"])).out) as readonly { readonly severity: string }[];
  const warnings = found.filter(({ severity }) => severity === "warning").length;
  expect(warnings).toBeGreaterThan(0);
  expect(free.exit).toBe(0);
  expect((await call(cwd, ["lint", "--max-warnings", String(warnings)])).exit).toBe(0);
  const strict = await call(cwd, ["lint", "--max-warnings", "0"]);
  expect(strict).toMatchObject({ exit: 1, err: `${warnings} warning${warnings === 1 ? " is" : "s are"} more than --max-warnings 0\n` });
});

test("a rule that is not there: the nearest one, and all there are", async () => {
  const { exit, err } = await call(folder(), ["lint", "--explain", "step/no-gab"]);
  expect(exit).toBe(2);
  expect(err).toMatch(/^there is no rule "step\/no-gab"\. Did you mean step\/no-gap\? Rules: .*step\/no-duplicate, /u);
});
