import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { layOut, writeSvg } from "../../src/figure/index.ts";
import { writeMscGenerator } from "../../src/figure/other-programs/msc-generator.ts";
import { writeMscgen } from "../../src/figure/other-programs/mscgen.ts";
import { writePlantUml } from "../../src/figure/other-programs/plantuml.ts";
import type { Flow } from "../../src/model/flow.ts";
import { say, sayTimes, target, title } from "./report.ts";
import { measureInTurn, measureOnce } from "./stopwatch.ts";

const ROUNDS = 10;
/** A release of a specification has that many figures. */
const FIGURES = 500;

interface Tool {
  readonly name: string;
  /** Of its input file. */
  readonly file: string;
  write(flow: Flow): string;
  readonly command: readonly [string, ...string[]];
}

/** Those that Debian has. Each draws what callflow writes for it: the same flow. */
const tools: readonly Tool[] = [
  {
    name: "mscgen",
    file: "flow.msc",
    write: writeMscgen,
    command: ["mscgen", "-T", "svg", "-i", "flow.msc", "-o", "mscgen.svg"],
  },
  {
    name: "msc-generator",
    file: "flow.signalling",
    write: writeMscGenerator,
    command: ["msc-gen", "-T", "svg", "-o", "msc-gen.svg", "flow.signalling"],
  },
  {
    name: "plantuml",
    file: "flow.puml",
    write: writePlantUml,
    command: ["plantuml", "-tsvg", "flow.puml"],
  },
];

/** A figure from a whole process, beside other drawing tools. */
export function otherTools(flow: Flow): void {
  title(`The figure of ${flow.id} from a whole process, ${ROUNDS} runs in turn: ms min, median, max`);
  const folder = mkdtempSync(join(tmpdir(), "callflow-bench-"));
  try {
    const things: Record<string, () => void> = {
      "bare Node": run(process.execPath, ["-e", "0"], "."),
      callflow: run(process.execPath, ["dist/callflow.js", "draw", `flows/${flow.id}.ts`, "-o", join(folder, "callflow.svg")], "."),
    };
    for (const {
      name,
      file,
      write,
      command: [program, ...args],
    } of tools) {
      if (spawnSync(program, ["--version"]).error !== undefined) {
        say(`  SKIPPED: ${name} is not installed (Debian has it)`);
        continue;
      }
      writeFileSync(join(folder, file), write(flow));
      things[name] = run(program, args, folder);
    }
    const times = measureInTurn(things, ROUNDS);
    for (const [name, each] of Object.entries(times)) sayTimes(name, each);
    const medianOf = (name: string) => times[name]?.median ?? Number.POSITIVE_INFINITY;
    target("one SVG above bare Node", medianOf("callflow") - medianOf("bare Node"), 60, "ms");
    const peers = tools.map(({ name }) => medianOf(name)).filter(Number.isFinite);
    const all = () => {
      for (let count = 0; count < FIGURES; count += 1) writeSvg(layOut({ ...flow }));
    };
    const first = measureOnce(all);
    const { median: many } = measureInTurn({ all }, ROUNDS).all;
    const fastest = Math.min(...peers) * FIGURES;
    say(
      `  ${FIGURES} figures in one process: ${many.toFixed(0)} ms, the first ${first.toFixed(0)} ms; ${FIGURES} processes of the fastest other tool: ${fastest.toFixed(0)} ms`,
    );
    if (peers.length > 0) target(`${FIGURES} figures in one process, parts of the fastest other tool's time`, many / fastest, 1 / 50, "");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(program: string, args: readonly string[], cwd: string): () => void {
  return () => {
    const { status, stderr, stdout } = spawnSync(program, args, { cwd, encoding: "utf8" });
    if (status !== 0) throw new Error(`${program}: ${stderr}${stdout}`);
  };
}
