import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { fakeTerminal } from "../fake-terminal.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "callflow-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function call(...words: readonly string[]) {
  const terminal = fakeTerminal(root);
  const exit = await main(words, terminal);
  return { exit, printed: terminal.both() };
}

/** The lines under a heading, as far as they are indented, without spaces at their ends. */
function below(printed: string, heading: string): readonly string[] {
  const lines = printed.split("\n");
  const at = lines.findIndex((line) => line.trim() === heading);
  const [indent] = /^ */u.exec(lines[at] ?? "") ?? [""];
  const end = lines.findIndex((line, index) => index > at && !line.startsWith(`${indent} `));
  return lines.slice(at + 1, end).map((line) => line.trim().replaceAll(/ {2,}/gu, "  "));
}

const HEADING = "The trace against the flow, step by step:";

/** Replays a trace whose lines somebody has changed. */
async function replayed(name: string, change: (lines: readonly string[]) => readonly string[]) {
  const file = join(folder, `${name}.jsonl`);
  writeFileSync(file, change(readFileSync(join(root, "out/mmsc-transfer/trace.jsonl"), "utf8").split("\n")).join("\n"));
  const { exit, printed } = await call("replay", file);
  return { exit, steps: below(printed, HEADING), printed };
}

const isOf = (step: string) => (line: string) => line.includes(`"step":"${step}"`);

test("a trace is replayed with a flow that has changed: the steps that differ are told", async () => {
  const flows = join(folder, "flows");
  cpSync(join(root, "flows"), flows, { recursive: true });
  const file = join(flows, "mmsc-transfer.ts");
  const text = readFileSync(file, "utf8");
  const shorter = text
    .slice(0, text.indexOf("    const trying ="))
    .concat(text.slice(text.indexOf("    const invite =")))
    .replace(/ {4}flow\.erratum\(notified, \{.*?\}\);\n/su, "");
  writeFileSync(file, shorter);
  const { exit, printed } = await call("replay", "out/mmsc-transfer/trace.jsonl", "--flows", flows);
  expect(exit).toBe(1);
  expect(printed).toContain("out/mmsc-transfer/trace.jsonl:1: the flow has changed since this trace was written\n");
  expect(below(printed, HEADING)).toEqual(["extra  after 6  9~14 in the trace: NOTIFY, 200 OK", "renumbered  9~38  15~44 in the trace"]);

  // And the other way round: what the trace of the shorter flow does not have.
  const trace = join(folder, "shorter.jsonl");
  expect((await call("run", "mmsc-transfer", "--flows", flows, "--trace", trace)).exit).toBe(0);
  const back = await call("replay", trace);
  expect(below(back.printed, HEADING)).toEqual(["missing  9~14  the trace has none of them", "renumbered  15~44  9~38 in the trace"]);
  const json = JSON.parse((await call("replay", trace, "--json")).printed);
  expect(json).toMatchObject({
    same: false,
    changed: "flow",
    steps: [
      { kind: "missing", step: "9~14" },
      { kind: "renumbered", step: "15~44" },
    ],
  });
});

test("a trace in which something is missing, does not arrive, is moved, is another one", async () => {
  const missing = await replayed("missing", (lines) => lines.filter((line) => !isOf("20")(line)));
  expect(missing).toMatchObject({ exit: 1, steps: ["missing  20  200 OK from S-CSCF to MMSC AS: the trace does not have it"] });
  const lost = await replayed("lost", (lines) => lines.filter((line) => !(isOf("20")(line) && line.includes('"event":"receive"'))));
  expect(lost.steps).toEqual(["missing  20  200 OK from S-CSCF to MMSC AS: it is sent and does not arrive"]);
  const moved = await replayed("moved", (lines) => {
    const own = lines.filter(isOf("3"));
    const others = lines.filter((line) => !isOf("3")(line));
    return others.toSpliced(others.findIndex(isOf("5")), 0, ...own);
  });
  expect(moved.steps).toEqual(["moved  3  REFER from UE-1 to P-CSCF-1: after step 4, which needs it"]);
  const other = await replayed("other", (lines) =>
    lines.map((line) => (isOf("20")(line) ? line.replace("200 OK", "202 Accepted").replace(/"hop":"[^"]*"/u, '"hop":null') : line)),
  );
  expect(other.steps).toEqual(["other  20  202 Accepted instead of 200 OK from S-CSCF to MMSC AS"]);
  const prelude = await replayed("prelude", (lines) =>
    lines.map((line) => line.replace('"time":11,"phase":"prelude"', '"time":12,"phase":"prelude"')),
  );
  expect(prelude.exit).toBe(1);
  expect(prelude.printed).toContain("The trace has every step of the flow, in order; what differs is within one.\n");
});

test("a run that fails says how far it has come, one with a fault what is said again", async () => {
  const silent = await call("run", "mmsc-transfer", "--fault", "silence UE-2 from 18");
  expect(below(silent.printed, "against the flow").slice(-2)).toEqual([
    "other  19~20  408 Request Timeout instead of 200 OK",
    "missing  21~44  the trace has none of them",
  ]);
  const busy = await call("run", "mmsc-transfer", "--fault", "answer 15 with 486");
  expect(below(busy.printed, "against the flow")).toEqual([
    "other  18~20  486 Busy Here instead of 200 OK",
    "missing  21~44  the trace has none of them",
  ]);
  const anew = await call("run", "mcx-migration", "--fault", "desynchronise signalling user agent");
  expect(below(anew.printed, "against the flow")).toEqual([
    "again  2, 4-7, 9-11  once more, with new messages: events 33 to 59 of the trace",
  ]);
  const dropped = await call("run", "mmsc-transfer", "--fault", "drop 14", "--fault", "delay 20 by 600ms");
  expect(below(dropped.printed, "against the flow")).toEqual(["again  9, 14~15, 18~23  each once more"]);
  const clean = await call("run", "mmsc-transfer");
  expect(clean.printed).not.toContain("against the flow");
});
