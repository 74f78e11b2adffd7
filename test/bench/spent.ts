import { spawnSync } from "node:child_process";

/** What a process of its own took. */
export interface Spent {
  readonly ms: number;
  /** Processor time in ms, of all threads. */
  readonly processor: number;
  /** Its most memory. */
  readonly megabytes: number;
}

const atExit = `process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  process.stderr.write("\\nSPENT " + (user + system) / 1000 + " " + process.resourceUsage().maxRSS / 1024 + "\\n");
})`;

/** The best of a few runs, by the processor. @param args of Node */
export function spend(...args: readonly string[]): Spent {
  const [first, ...others] = [spendOnce(args), spendOnce(args)];
  return others.reduce((best, each) => (each.processor < best.processor ? each : best), first ?? spendOnce(args));
}

function spendOnce(args: readonly string[]): Spent {
  const begin = performance.now();
  const measured = ["--import", `data:text/javascript,${encodeURIComponent(atExit)}`, ...args];
  const { status, stderr } = spawnSync(process.execPath, measured, { encoding: "utf8", maxBuffer: 2 ** 30 });
  if (status !== 0 && status !== 1) throw new Error(stderr);
  const [, processor, megabytes] = /^SPENT (\S+) (\S+)$/mu.exec(stderr) ?? [];
  return { ms: performance.now() - begin, processor: Number(processor), megabytes: Number(megabytes) };
}

export function showSpent({ ms, processor, megabytes }: Spent): string {
  return `${processor.toFixed(0).padStart(6)} ${ms.toFixed(0).padStart(6)} ms ${megabytes.toFixed(0).padStart(4)} MB`;
}
