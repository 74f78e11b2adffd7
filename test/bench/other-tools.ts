import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Flow } from "../../src/model/flow.ts";
import { messageOf } from "../../src/model/walk.ts";
import { say, sayTimes, title } from "./report.ts";
import { measureInTurn } from "./stopwatch.ts";

const ROUNDS = 10;

interface Tool {
  readonly name: string;
  /** Of its input file. */
  readonly file: string;
  write(flow: Flow): string;
  readonly command: readonly [string, ...string[]];
}

/** Those that Debian has. Each draws the same messages between the same participants. */
const tools: readonly Tool[] = [
  {
    name: "mscgen",
    file: "flow.msc",
    write: (flow) =>
      `msc {\n${flow.participants.map(({ id, name }) => `${id} [label="${name}"]`).join(",")};\n${arrows(flow, (a, b, text) => `${a}=>${b} [label="${text}"];`)}\n}\n`,
    command: ["mscgen", "-T", "svg", "-i", "flow.msc", "-o", "mscgen.svg"],
  },
  {
    name: "msc-generator",
    file: "flow.signalling",
    write: (flow) =>
      `${flow.participants.map(({ id, name }) => `${id}: "${name}"`).join(",")};\n${arrows(flow, (a, b, text) => `${a}->${b}: "${text}";`)}\n`,
    command: ["msc-gen", "-T", "svg", "-o", "msc-gen.svg", "flow.signalling"],
  },
  {
    name: "plantuml",
    file: "flow.puml",
    write: (flow) =>
      `@startuml\n${flow.participants.map(({ id, name }) => `participant "${name}" as ${id}`).join("\n")}\n${arrows(flow, (a, b, text) => `${a} -> ${b}: ${text}`)}\n@enduml\n`,
    command: ["plantuml", "-tsvg", "flow.puml"],
  },
];

/** A figure from a whole process, beside other drawing tools. */
export function otherTools(flow: Flow): void {
  title(`The figure of ${flow.id} from a whole process, ${ROUNDS} runs in turn: ms min, median, max`);
  const folder = mkdtempSync(join(tmpdir(), "callflow-bench-"));
  try {
    const things: Record<string, () => void> = {
      callflow: run(process.execPath, ["dist/callflow.js", "draw", flow.id, "-o", join(folder, "callflow.svg")], "."),
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
    for (const [name, times] of Object.entries(measureInTurn(things, ROUNDS))) sayTimes(name, times);
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

function arrows(flow: Flow, arrow: (from: string, to: string, text: string) => string): string {
  const lines = flow.steps.flatMap((step) => {
    const message = messageOf(flow, step);
    return message === null || step.from === null || step.to === null
      ? []
      : [arrow(step.from, step.to, `${step.number.number} ${message.name}`)];
  });
  return lines.join("\n");
}
