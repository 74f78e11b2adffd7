import { createHash } from "node:crypto";
import { execute, sweep } from "../../src/engine/index.ts";
import { layOut, writeLadder, writeMermaid, writeSvg } from "../../src/figure/index.ts";
import { lintFlow } from "../../src/lint/index.ts";
import type { Flow } from "../../src/model/flow.ts";
import { clauseOf, manuscriptOf, writeMarkdown } from "../../src/spec/index.ts";
import { writeWord } from "../../src/spec/word/write-word.ts";
import { checkTrace, writeTrace } from "../../src/trace/index.ts";
import { chain } from "../engine/chain.ts";
import { say, sayTimes, target, title } from "./report.ts";
import { measureCodec, SIP_MESSAGES } from "./sip.ts";
import { measureInTurn, measureOnce, measureProcessor } from "./stopwatch.ts";

const ROUNDS = 200;
const PARTICIPANTS = 20;

/** What a long-lived process can do when everything is warm. */
export function inProcess(flow: Flow): void {
  title(`In process, warm, ${flow.id} (${flow.steps.length} steps), ${ROUNDS} runs: ms min, median, max; per second`);
  // A copy: what is kept of a flow must not make the next run cheaper.
  const fresh = () => ({ ...flow });
  const things = {
    "layout and SVG": () => void writeSvg(layOut(fresh())),
    "ladder of text": () => void writeLadder(fresh()),
    Mermaid: () => void writeMermaid(fresh()),
    "clause in Markdown": () => void writeMarkdown(clauseOf(fresh())),
    "clause in Word": () => void writeWord(manuscriptOf(fresh())),
    lint: () => void lintFlow(fresh()),
    execution: () => void execute(fresh(), { seed: 1 }),
  };
  measureInTurn(things, ROUNDS);
  const times = measureInTurn(things, ROUNDS);
  for (const [name, each] of Object.entries(times)) sayTimes(name, each, `${(1000 / each.median).toFixed(0)} a second`);
  target("layout and SVG of 44 steps", times["layout and SVG"].median, 1, "ms");
  target("execution of 44 steps with SIP", times.execution.median, 5, "ms");
}

const TURNS = 10;

/** How many messages a core executes and judges, in a process that goes on: the same flows again and again, each time with another seed. */
export function throughput(flows: readonly Flow[]): void {
  title(
    `${flows.length} flows executed with SIP and judged by all checkers, ${ROUNDS} × ${TURNS} seeds: ms of processor time min, median, max`,
  );
  let seed = 1;
  let messages = 0;
  const turn = (judges: boolean) => () => {
    messages = 0;
    for (let count = 0; count < TURNS; count += 1) {
      for (const flow of flows) {
        const execution = execute(flow, { seed });
        messages += execution.messages;
        if (judges) refuse(checkTrace(execution.trace).length > 0, `${flow.id} breaks the protocol with seed ${seed}`);
      }
      seed += 1;
    }
  };
  measureProcessor(turn(true), 20);
  const things = { "executed alone": turn(false), "executed and judged": turn(true) };
  for (const [name, run] of Object.entries(things)) {
    const times = measureProcessor(run, ROUNDS / TURNS);
    sayTimes(name, times, `${((1000 * messages) / times.median).toFixed(0)} messages a second and core`);
    if (name !== "executed and judged") continue;
    target("one message executed and judged, 15,000 a second and core", (1000 * times.median) / messages, 1000 / 15, "µs");
  }
  const digest = createHash("sha256");
  for (const flow of flows) digest.update(writeTrace(execute(flow, { seed: 1 }).trace));
  say(`  SHA-256 of their traces with seed 1: ${digest.digest("hex")}`);
}

/** Every single fault at every step of all flows, as `callflow run --sweep` tries them. */
export function sweeps(flows: readonly Flow[]): void {
  const runs = flows.flatMap((flow) => sweep(flow).length).reduce((sum, one) => sum + one, 0);
  title(`A sweep of ${flows.length} flows, ${runs} runs: s of processor time min, median, max`);
  const { min, median, max } = measureProcessor(() => void flows.map((flow) => sweep(flow)), 5);
  sayTimes("sweep", { min: min / 1000, median: median / 1000, max: max / 1000 });
  target("all single faults of all flows", median / 1000, 5, "s");
}

/** That cost grows with length and no faster. */
export function chains(): void {
  title(`A chain of N steps with ${PARTICIPANTS} participants, once each: ms`);
  say(
    `  ${"N".padStart(8)} ${["build", "lint", "execute", "draw", "all", "µs a step of lint and execute"].map((word) => word.padStart(9)).join(" ")}`,
  );
  for (const steps of [1_000, 10_000, 100_000]) {
    let flow = chain(1, PARTICIPANTS);
    const build = measureOnce(() => {
      flow = chain(steps, PARTICIPANTS);
    });
    const lint = measureOnce(() => refuse(lintFlow(flow).length > 0, `the chain of ${steps} steps breaks a rule`));
    const run = measureOnce(() => refuse(!execute(flow, { seed: 1 }).trace.outcome.ok, `the chain of ${steps} steps fails`));
    const draw = measureOnce(() => void writeSvg(layOut(flow)));
    const perStep = ((lint + run) * 1000) / steps;
    say(
      `  ${String(steps).padStart(8)} ${[build, lint, run, draw, lint + run + draw, perStep].map((ms) => ms.toFixed(ms < 100 ? 1 : 0).padStart(9)).join(" ")}`,
    );
    if (steps === 10_000) target("10,000 steps checked, executed and drawn", (lint + run + draw) / 1000, 2, "s");
  }
}

function refuse(isWrong: boolean, message: string): void {
  if (isWrong) throw new Error(message);
}

/** The codec alone, for an INVITE of 1.3 kB. */
export function sipCodec(): void {
  title("SIP codec, INVITEs of 1.3 kB, each of another call, 40 runs of 1,000: ms of processor time min, median, max; per second");
  const times = measureCodec(40);
  for (const [name, each] of Object.entries(times)) sayTimes(name, each, `${((1000 * SIP_MESSAGES) / each.median).toFixed(0)} a second`);
  target("strict parse of an INVITE, 50,000 a second", (1000 * times["strict parse"].median) / SIP_MESSAGES, 1000 / 50, "µs");
  const { "strict parse": own, "sip 0.0.6 of npm, parse": other } = times;
  say(`  strict parse beside the parser of npm's sip, which checks no grammar: × ${(other.median / own.median).toFixed(2)}`);
}
