import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDocumentFile } from "../../src/host/read-documents.ts";
import { largeMarkdown, largeWordFile } from "./large-documents.ts";
import { say, target, title } from "./report.ts";
import { measureInTurn } from "./stopwatch.ts";

/** What a process of its own took: ms, and its most memory in MB. */
interface Spent {
  readonly ms: number;
  readonly megabytes: number;
}

/** What reading a document costs by itself, for `readIn` and nobody else: prints ms and MB. */
export async function readOnce(path: string): Promise<void> {
  const begin = performance.now();
  for await (const read of readDocumentFile(path, { cwd: process.cwd(), env: process.env })) if (read instanceof Error) throw read;
  say(JSON.stringify({ ms: performance.now() - begin, megabytes: process.resourceUsage().maxRSS / 1024 }));
}

function readIn(path: string): Spent {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["dist/dev/bench.js", "read", path], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Spent;
}

const rssAtExit = 'process.on("exit", () => process.stderr.write(`\\nRSS ${process.resourceUsage().maxRSS}\\n`))';

function lint(path: string): Spent {
  const begin = performance.now();
  const args = ["--import", `data:text/javascript,${encodeURIComponent(rssAtExit)}`, "dist/flowlint.js", path];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 2 ** 30 });
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return { ms: performance.now() - begin, megabytes: Number(/^RSS (\d+)$/mu.exec(stderr)?.[1]) / 1024 };
}

/** Large documents, and a small one; each in a process of its own. */
export function documents(): void {
  const folder = mkdtempSync(join(tmpdir(), "callflow-bench-"));
  try {
    const write = (name: string, content: string | Uint8Array) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    title("Documents, each in a process of its own: read alone; flowlint: ms, MB at most");
    const spend = (name: string, path: string) => {
      const [read, whole] = [readIn(path), lint(path)];
      const show = ({ ms, megabytes }: Spent) => `${ms.toFixed(0).padStart(7)} ms ${megabytes.toFixed(0).padStart(5)} MB`;
      say(`  ${name.padEnd(44)} ${show(read)}   ${show(whole)}`);
      return { read, whole };
    };
    const half = spend("docx, 22.5 MB of document.xml, both views", write("half.docx", largeWordFile(22.5)));
    const word = spend("docx, 45 MB of document.xml, both views", write("large.docx", largeWordFile(45)));
    const markdown = spend("Markdown, 3 MB, 400 flows", write("large.md", largeMarkdown(400, 3)));
    target("45 MB of Word read in both views", word.read.ms / 1000, 4, "s");
    target("memory for it", word.read.megabytes, 400, "MB");
    target("twice the Word, times the time to read", word.read.ms / half.read.ms, 2.5, "×");
    target("45 MB of Word linted", word.whole.ms / 1000, 4, "s");
    target("memory for that", word.whole.megabytes, 400, "MB");
    target("3 MB of Markdown linted", markdown.whole.ms / 1000, 2, "s");
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
