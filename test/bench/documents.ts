import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { largeMarkdown, largeWordFile } from "./large-documents.ts";
import { say, target, title } from "./report.ts";
import { type Spent, showSpent, spend } from "./spent.ts";
import { measureInTurn } from "./stopwatch.ts";

type Write = (name: string, content: string | Uint8Array) => string;

/** Large documents, and a small one; each in a process of its own. */
export function documents(): void {
  const folder = mkdtempSync(join(tmpdir(), "callflow-bench-"));
  try {
    const write: Write = (name, content) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    title("Documents, each in a process of its own: processor and clock, MB at most; read alone, then flowlint; the better of two runs");
    word(write);
    markdown(write);
    many(folder, write);
    small(write("small.md", largeMarkdown(1, 0.004).split("\n").slice(0, 40).join("\n")));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function both(name: string, path: string): { readonly read: Spent; readonly whole: Spent } {
  const [read, whole] = [spend("dist/dev/bench.js", "read", path), spend("dist/flowlint.js", path)];
  say(`  ${name.padEnd(42)} ${showSpent(read)}   ${showSpent(whole)}`);
  return { read, whole };
}

function word(write: Write): void {
  const sizes = [11.25, 22.5, 45].map((megabytes) =>
    both(`docx, ${megabytes} MB of document.xml, both views`, write("large.docx", largeWordFile(megabytes))),
  );
  const [quarter, half, { read, whole }] = sizes as [Both, Both, Both];
  target("45 MB of Word read in both views, processor", read.processor / 1000, 4, "s");
  target("45 MB of Word linted, processor", whole.processor / 1000, 4, "s");
  target("memory for that", whole.megabytes, 400, "MB");
  linear("Word", [quarter, half, { read, whole }]);
}

type Both = ReturnType<typeof both>;

function markdown(write: Write): void {
  const files = [1, 2, 4].map((times) => write(`large-${times}.md`, largeMarkdown(100 * times, 0.75 * times)));
  const sizes = files.map((path, at) => both(`Markdown, ${0.75 * 2 ** at} MB, ${100 * 2 ** at} flows`, path));
  const [quarter, half, whole] = sizes as [Both, Both, Both];
  const remark = spend("dist/dev/bench.js", "remark", files.at(-1) ?? "");
  say(`  ${"the same, remark-lint without any rule".padEnd(42)} ${"".padEnd(22)}   ${showSpent(remark)}`);
  target("3 MB of Markdown linted, processor", whole.whole.processor / 1000, 2, "s");
  linear("Markdown", [quarter, half, whole]);
}

/** From a half to the whole at most as much again as from a quarter to a half, twice: what begins and what gets warm is in neither. */
function linear(what: string, sizes: readonly [Both, Both, Both]): void {
  const [one, two, four] = sizes.map(({ whole }) => whole.processor) as [number, number, number];
  say(`  ${what} of 1×, 2× and 4× the size: 1×, ${(two / one).toFixed(1)}× and ${(four / one).toFixed(1)}× the processor`);
  target(`${what}: the second half beside the second quarter`, (four - two) / (two - one), 2.5, "×");
}

/** Each so large that a thread is worth it, where there is a processor for it. */
function many(folder: string, write: Write): void {
  mkdirSync(join(folder, "many"));
  for (let at = 0; at < 12; at += 1) write(`many/${at}.md`, largeMarkdown(100, 0.75));
  const run = (args: readonly string[]) => () =>
    void spawnSync(process.execPath, ["dist/flowlint.js", join(folder, "many"), "--summary", ...args], { stdio: "ignore" });
  const times = measureInTurn({ one: run(["--jobs", "1"]), two: run(["--jobs", "2"]), usual: run([]) }, 3);
  const [one, two, usual] = [times.one, times.two, times.usual].map(({ median }) => median.toFixed(0));
  say(`  12 × 0.75 MB of Markdown: ${one} ms in one thread, ${two} ms in two, ${usual} ms in as many as it takes`);
}

function small(path: string): void {
  const run = (args: readonly string[]) => () => void spawnSync(process.execPath, args, { stdio: "ignore" });
  const times = measureInTurn({ bare: run(["-e", "0"]), lint: run(["dist/flowlint.js", path]) }, 15);
  target("flowlint on 40 lines of Markdown, above bare Node", times.lint.median - times.bare.median, 60, "ms");
}
