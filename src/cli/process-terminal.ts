import { createInterface } from "node:readline/promises";
import type { ExitCode, Output, Terminal } from "./terminal.ts";

/** The terminal of this process. */
const terminal: Terminal = {
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  async ask(prompt) {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await new Promise<string | null>((answer) => {
        lines.once("close", () => answer(null));
        lines.question(prompt).then(answer, () => answer(null));
      });
    } finally {
      lines.close();
    }
  },
  env: process.env,
  cwd: process.cwd(),
  now: () => performance.now(),
};

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    write: (content) => void stream.write(content),
    get isTerminal() {
      return stream.isTTY === true;
    },
    get columns() {
      return stream.columns ?? 80;
    },
  };
}

/** Runs something on the terminal of this process, and leaves with its exit code. */
export async function runProcess(program: (terminal: Terminal) => Promise<ExitCode>): Promise<void> {
  // The reader of a pipe may leave before everything is said: `callflow list | head -1`.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      process.exit();
    });
  }
  try {
    process.exitCode = await program(terminal);
  } catch (error) {
    // Not the user's fault: everything there is to know.
    const stack = error instanceof Error ? error.stack : String(error);
    process.stderr.write(`callflow made a mistake. Please report it with what follows.\n${stack}\n`);
    process.exitCode = 2;
  }
}
