import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

// The real program in a terminal of its own, which `script` makes.
const root = fileURLToPath(new URL("../../../..", import.meta.url));
const hasScript = spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux") === true;
if (!hasScript) console.warn("\nSKIPPED: no script to make a terminal with. Debian: bsdutils.\n");

const ENTER = "\u001b[?1049h";
const LEAVE = "\u001b[?1049l";

interface Sitting {
  readonly seen: () => string;
  until(text: string | RegExp): Promise<string>;
  type(keys: string): void;
  readonly over: Promise<void>;
}

function sitDown(trace = "out/mmsc-transfer/trace.jsonl"): Sitting & { readonly child: ChildProcess } {
  const program = `stty cols 80 rows 24; sh -c 'echo PID=$$.; exec node dist/callflow.js replay ${trace} --step'; echo EXIT=$?.; stty -a`;
  const env = { ...process.env, NO_COLOR: "1", TERM: "xterm", LC_ALL: "C.UTF-8" };
  const child = spawn("script", ["-qfec", program, "/dev/null"], { cwd: root, env });
  let text = "";
  const waiting = new Set<() => void>();
  child.stdout.setEncoding("utf8").on("data", (more: string) => {
    text += more;
    for (const look of waiting) look();
  });
  const over = new Promise<void>((resolve) => child.on("close", () => resolve()));
  return {
    child,
    over,
    seen: () => text,
    type: (keys) => void child.stdin.write(keys),
    until: (wanted) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (typeof wanted === "string" ? !text.includes(wanted) : !wanted.test(text)) return;
          waiting.delete(look);
          resolve(text);
        };
        waiting.add(look);
        over.then(() => reject(new Error(`it is over, and nobody has said ${wanted}:\n${text.slice(-2000)}`)), reject);
        look();
      }),
  };
}

const pidIn = (text: string) => Number(/PID=(\d+)\./.exec(text)?.[1]);
/** What the terminal says of itself when all is over: lines and echo, as a shell wants them. */
const isAsBefore = (text: string) => / icanon/.test(text) && / echo /.test(text);

test.skipIf(!hasScript)("steps with the arrow keys, and leaves the terminal as it was", async () => {
  const { until, type, over, seen } = sitDown();
  expect(await until("event 31 of 118")).toContain(ENTER);
  type("\u001b[C");
  await until("event 32 of 118");
  // In pieces, as a slow line brings it.
  type("\u001b");
  type("[C");
  await until("event 33 of 118");
  type("/NOTIFY\r");
  await until("NOTIFY  MMSC AS");
  expect(seen()).not.toContain(LEAVE);
  type("q");
  await over;
  const [, after = ""] = seen().split(LEAVE);
  expect(after).toContain("mmsc-transfer: 118 events, the same byte for byte");
  expect(after).toContain("EXIT=0.");
  expect(isAsBefore(after)).toBe(true);
});

test.skipIf(!hasScript)("Ctrl+C leaves as well", async () => {
  const { until, type, over, seen } = sitDown();
  await until("event 31 of 118");
  type("\u0003");
  await over;
  expect(seen().split(LEAVE)[1]).toContain("EXIT=0.");
  expect(isAsBefore(seen())).toBe(true);
});

test.skipIf(!hasScript).each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("%s ends it, and the terminal is as it was", async (signal) => {
  const { until, over, seen } = sitDown();
  process.kill(pidIn(await until("event 31 of 118")), signal);
  await over;
  const [, after = ""] = seen().split(LEAVE);
  expect(after).toMatch(/EXIT=(129|130|143)\./);
  expect(isAsBefore(after)).toBe(true);
});

test.skipIf(!hasScript)("where there is no terminal, the events come line by line", () => {
  const { stdout, status } = spawnSync("node", ["dist/callflow.js", "replay", "out/mmsc-transfer/trace.jsonl", "--step"], {
    cwd: root,
    encoding: "utf8",
  });
  expect(status).toBe(0);
  expect(stdout).not.toContain("\u001b");
  expect(stdout.split("\n").filter((line) => /^ +\d+ {2}/.test(line))).toHaveLength(118);
});
