import { existsSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { Violation } from "../../model/wrong.ts";
import { toolFolder } from "../tool/shipped.ts";
import { brokenDown, type DocumentLint, type LintedFile, mistakeOf } from "./lint-document-file.ts";

export type WorkerAnswer = { readonly kind: "linted"; readonly linted: LintedFile } | { readonly kind: "mistake"; readonly reason: string };

/** In MiB: twice what the longest specification takes in both views. */
const MEMORY = 1024;
/** In bytes of all documents: linting so much takes two seconds, and a thread, which has to get warm first, one. */
const WORTH_A_THREAD = 4 * 1024 * 1024;
/** Beside each thread V8 makes its code better and tidies up on others. */
const PROCESSORS_OF_A_THREAD = 1.5;
/** More threads than that take more memory than they save time. */
const MOST_THREADS = 8;

/** How many threads so many documents are worth; 1: no other than this one, as where there is nothing for another to run. */
export function threadsFor(paths: readonly string[], cwd: string): number {
  if (paths.length < 2 || !existsSync(workerFile())) return 1;
  const sizes = paths.map((path) => sizeOf(path, cwd));
  const worth = Math.floor(sizes.reduce((sum, size) => sum + size, 0) / WORTH_A_THREAD);
  const room = Math.floor(availableParallelism() / PROCESSORS_OF_A_THREAD);
  return Math.max(1, Math.min(paths.length, worth, room, MOST_THREADS));
}

function sizeOf(path: string, cwd: string): number {
  return statSync(resolve(cwd, path), { throwIfNoEntry: false })?.size ?? 0;
}

/** There once the tool has been built. */
function workerFile(): string {
  return join(toolFolder(), "dist", "lint-worker.js");
}

export interface WorkersOptions {
  readonly threads: number;
  /** In MiB, for each thread. */
  readonly memory?: number;
  /** Told of each file by its place among the paths. */
  readonly began?: (at: number) => void;
  readonly ended?: (at: number) => void;
}

/**
 * Lints files in so many threads at a time, the largest ones first. What has become of each stands at its own place. Where a thread breaks
 * down, or runs out of memory, its file is told of, and the others go on.
 */
export async function lintInWorkers(
  paths: readonly string[],
  lint: DocumentLint,
  { threads, memory = MEMORY, began = () => {}, ended = () => {} }: WorkersOptions,
): Promise<readonly LintedFile[]> {
  const results: (LintedFile | undefined)[] = paths.map(() => undefined);
  const sizes = paths.map((path) => sizeOf(path, lint.cwd));
  const waiting = [...paths.keys()].sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b);
  const end = (at: number, result: LintedFile) => {
    results[at] = result;
    ended(at);
  };
  const thread = async (): Promise<void> => {
    while (waiting.length > 0) await oneThread();
  };
  /** Until nothing waits, or it breaks down. */
  const oneThread = () =>
    new Promise<void>((done) => {
      const worker = new Worker(workerFile(), {
        workerData: { ...lint, env: { ...lint.env } },
        resourceLimits: { maxOldGenerationSizeMb: memory },
        stdout: false,
      });
      let current: number | null = null;
      const next = () => {
        current = waiting.shift() ?? null;
        if (current === null) {
          void worker.terminate();
          return;
        }
        began(current);
        worker.postMessage(paths[current]);
      };
      const breakDown = (why: string) => {
        if (current !== null) end(current, brokenDown(paths[current] ?? "", lint.cwd, why));
        current = null;
      };
      worker.on("message", (answer: WorkerAnswer) => {
        if (current === null) return;
        switch (answer.kind) {
          case "linted":
            end(current, answer.linted);
            break;
          case "mistake":
            end(current, brokenDown(paths[current] ?? "", lint.cwd, mistakeOf(answer.reason)));
        }
        next();
      });
      worker.on("error", (error: Error & { readonly code?: string }) =>
        breakDown(
          error.code === "ERR_WORKER_OUT_OF_MEMORY" ? `it needs more than ${memory} MiB of memory. Lint it alone` : mistakeOf(error),
        ),
      );
      worker.on("exit", () => {
        breakDown(mistakeOf("its thread has ended"));
        done();
      });
      next();
    });
  await Promise.all(Array.from({ length: threads }, thread));
  return results.map((result, at) => {
    if (result === undefined) throw new Violation(`${paths[at]} was forgotten`);
    return result;
  });
}
