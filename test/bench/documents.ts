import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDocumentFile } from "../../src/host/read-documents.ts";
import { largeMarkdown, largeWordFile } from "./large-documents.ts";
import { say, target, title } from "./report.ts";
import { measureInTurn } from "./stopwatch.ts";

/** What a process of its own took. */
interface Spent {
  readonly ms: number;
  /** Processor time in ms, of all threads. */
  readonly processor: number;
  /** Its most memory. */
  readonly megabytes: number;
}

/** Reads a document and does nothing else with it: for `documents` and nobody else. */
export async function readOnce(path: string): Promise<void> {
  for await (const read of readDocumentFile(path, { cwd: process.cwd(), env: process.env })) if (read instanceof Error) throw read;
}

/** Markdown through remark-lint with none of its rules, the least that any choice of them takes: for `documents` and nobody else. */
export async function remarkOnce(path: string): Promise<void> {
  const [{ unified }, { default: parse }, { default: lint }] = await Promise.all([
    import("unified"),
    import("remark-parse"),
    import("remark-lint"),
  ]);
  const processor = unified().use(parse).use(lint);
  const text = readFileSync(path, "utf8");
  await processor.run(processor.parse(text), text);
}

const atExit = `process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  process.stderr.write(\`\\nSPENT \${(user + system) / 1000} \${process.resourceUsage().maxRSS / 1024}\\n\`);
})`;

function spend(...args: readonly string[]): Spent {
  const begin = performance.now();
  const measured = ["--import", `data:text/javascript,${encodeURIComponent(atExit)}`, ...args];
  const { status, stderr } = spawnSync(process.execPath, measured, { encoding: "utf8", maxBuffer: 2 ** 30 });
  if (status !== 0 && status !== 1) throw new Error(stderr);
  const [, processor, megabytes] = /^SPENT (\S+) (\S+)$/mu.exec(stderr) ?? [];
  return { ms: performance.now() - begin, processor: Number(processor), megabytes: Number(megabytes) };
}

function show({ ms, processor, megabytes }: Spent): string {
  return `${processor.toFixed(0).padStart(6)} ${ms.toFixed(0).padStart(6)} ms ${megabytes.toFixed(0).padStart(4)} MB`;
}

/** Large documents, and a small one; each in a process of its own. */
export function documents(): void {
  const folder = mkdtempSync(join(tmpdir(), "callflow-bench-"));
  try {
    const write = (name: string, content: string | Uint8Array) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    title("Documents, each in a process of its own: processor and clock, MB at most; read alone, then flowlint");
    const both = (name: string, path: string) => {
      const [read, whole] = [spend("dist/dev/bench.js", "read", path), spend("dist/flowlint.js", path)];
      say(`  ${name.padEnd(42)} ${show(read)}   ${show(whole)}`);
      return { read, whole };
    };
    const half = both("docx, 22.5 MB of document.xml, both views", write("half.docx", largeWordFile(22.5)));
    const word = both("docx, 45 MB of document.xml, both views", write("large.docx", largeWordFile(45)));
    const path = write("large.md", largeMarkdown(400, 3));
    const markdown = both("Markdown, 3 MB, 400 flows", path);
    say(`  ${"the same, remark-lint without any rule".padEnd(42)} ${"".padEnd(22)}   ${show(spend("dist/dev/bench.js", "remark", path))}`);
    target("45 MB of Word read in both views, processor", word.read.processor / 1000, 4, "s");
    target("45 MB of Word linted, processor", word.whole.processor / 1000, 4, "s");
    target("memory for that", word.whole.megabytes, 400, "MB");
    target("twice the Word, times the processor", word.whole.processor / half.whole.processor, 2.5, "×");
    target("3 MB of Markdown linted, processor", markdown.whole.processor / 1000, 2, "s");
    many(folder, write);
    small(write("small.md", largeMarkdown(1, 0.004).split("\n").slice(0, 40).join("\n")));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Each so large that a thread is worth it. */
function many(folder: string, write: (name: string, content: string) => string): void {
  mkdirSync(join(folder, "many"));
  for (let at = 0; at < 6; at += 1) write(`many/${at}.md`, largeMarkdown(100, 0.75));
  const run = (jobs: string) => () =>
    void spawnSync(process.execPath, ["dist/flowlint.js", join(folder, "many"), "--summary", "--jobs", jobs], { stdio: "ignore" });
  const times = measureInTurn({ one: run("1"), two: run("2") }, 3);
  say(`  6 × 0.75 MB of Markdown: ${times.one.median.toFixed(0)} ms in one thread, ${times.two.median.toFixed(0)} ms in two`);
}

function small(path: string): void {
  const run = (args: readonly string[]) => () => void spawnSync(process.execPath, args, { stdio: "ignore" });
  const times = measureInTurn({ bare: run(["-e", "0"]), lint: run(["dist/flowlint.js", path]) }, 15);
  target("flowlint on 40 lines of Markdown, above bare Node", times.lint.median - times.bare.median, 60, "ms");
}
