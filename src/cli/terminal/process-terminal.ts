import { reasonOf } from "../../host/index.ts";
import { processScreen } from "./process-screen.ts";
import type { ExitCode, Output, Terminal } from "./terminal.ts";

/** The terminal of this process. */
const terminal: Terminal = {
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  get screen() {
    return processScreen();
  },
  async input(limit) {
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of process.stdin as AsyncIterable<Buffer>) {
      pieces.push(piece);
      size += piece.length;
      if (size > limit) break;
    }
    return Buffer.concat(pieces);
  },
  env: process.env,
  cwd: process.cwd(),
  // `performance` takes its time to load.
  now: () => process.uptime() * 1000,
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
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // The reader of a pipe may leave before everything is said: `callflow list | head -1`.
    if (error.code === "EPIPE") process.exit();
    process.stderr.write(`cannot write to standard output: ${reasonOf(error)}\n`);
    process.exit(2);
  });
  // Nobody is left to be told.
  process.stderr.on("error", () => process.exit(2));
  try {
    process.exitCode = await program(terminal);
  } catch (error) {
    // Not the user's fault: everything there is to know.
    const stack = error instanceof Error ? error.stack : String(error);
    process.stderr.write(`callflow made a mistake. Please report it with what follows.\n${stack}\n`);
    process.exitCode = 2;
  }
}
