import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { sayTimes, target, title } from "./report.ts";
import { measureInTurn } from "./stopwatch.ts";

const ROUNDS = 5;

/** What a flow file adds to a run of the TypeScript compiler that reads the language of flows anyway. */
export function typeCost(flow: string): void {
  title(`tsc with and without ${flow}, ${ROUNDS} runs in turn: ms min, median, max`);
  const folder = resolve("node_modules/.cache/callflow-bench");
  mkdirSync(folder, { recursive: true });
  const compile = (name: string, files: readonly string[]) => {
    const project = join(folder, `${name}.json`);
    const paths = { callflow: [resolve("src/index.ts")], "callflow/sip": [resolve("src/dsl/sip.ts")] };
    const config = {
      extends: resolve("tsconfig.json"),
      include: [],
      files: files.map((file) => resolve(file)),
      compilerOptions: { paths },
    };
    writeFileSync(project, JSON.stringify(config));
    return () => {
      const { status, stdout } = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", project], { encoding: "utf8" });
      if (status !== 0) throw new Error(stdout);
    };
  };
  const faces = ["src/index.ts", "src/dsl/sip.ts"];
  const times = measureInTurn({ without: compile("without", faces), with: compile("with", [...faces, flow]) }, ROUNDS);
  rmSync(folder, { recursive: true });
  sayTimes("without", times.without);
  sayTimes("with", times.with);
  target("what one flow file of 45 steps adds", (times.with.median - times.without.median) / 1000, 0.3, "s");
}
