import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sayTimes, target, title } from "./report.ts";
import { measureInTurn, type Times } from "./stopwatch.ts";

const ROUNDS = 15;

/** What a person waits for at the terminal, beside a Node that does nothing. */
export function wholeProcess(): void {
  const flows = readdirSync("flows").map((name) => `flows/${name}`);
  const out = join(tmpdir(), "callflow-bench-out");
  const commands: Readonly<Record<string, readonly string[]>> = {
    "node -e 0": ["-e", "0"],
    "callflow list": ["dist/callflow.js", "list"],
    "flowlint flows/*.ts": ["dist/flowlint.js", ...flows],
    "callflow draw mmsc-transfer": ["dist/callflow.js", "draw", "mmsc-transfer"],
    "callflow build": ["dist/callflow.js", "build", "--out", out],
  };
  title(`Whole process, ${ROUNDS} runs in turn: ms min, median, max; above bare Node; times bare Node`);
  const run = (args: readonly string[]) => () => {
    const { status, stderr } = spawnSync(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
    if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  };
  const things = Object.fromEntries(Object.entries(commands).map(([name, args]) => [name, run(args)]));
  for (const once of Object.values(things)) once();
  const times = new Map<string, Times>(Object.entries(measureInTurn(things, ROUNDS)));
  const medianOf = (name: string) => times.get(name)?.median ?? Number.NaN;
  const bare = medianOf("node -e 0");
  for (const [name, each] of times) sayTimes(name, each, `+${(each.median - bare).toFixed(0)}  ×${(each.median / bare).toFixed(1)}`);
  target("callflow list above bare Node", medianOf("callflow list") - bare, 60, "ms");
  target("flowlint on the six flows above bare Node", medianOf("flowlint flows/*.ts") - bare, 100, "ms");
  target("callflow build of everything", medianOf("callflow build"), 1500, "ms");
}
