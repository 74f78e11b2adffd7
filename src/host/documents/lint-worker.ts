import { parentPort, workerData } from "node:worker_threads";
import { Violation } from "../../model/wrong.ts";
import { type DocumentLint, documentLinter } from "./lint-document-file.ts";
import type { WorkerAnswer } from "./lint-in-workers.ts";

/** In a thread: lints one document after the other, as it is told. */
export function workForLint(): void {
  const port = parentPort;
  if (port === null) throw new Violation("the worker was started as a program");
  const lint = documentLinter(workerData as DocumentLint);
  port.on("message", async (path: string) => {
    const answer: WorkerAnswer = await lint(path).then(
      (linted) => ({ kind: "linted", linted }),
      (error: unknown) => ({ kind: "mistake", reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }),
    );
    port.postMessage(answer);
  });
}
