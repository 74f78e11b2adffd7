import { main } from "../../src/cli/main.ts";
import type { ExitCode } from "../../src/cli/terminal/terminal.ts";
import { type Circumstances, fakeTerminal } from "./fake-terminal.ts";

export interface Called {
  readonly exit: ExitCode;
  /** What has come to standard output, and to standard error. */
  readonly out: string;
  readonly err: string;
}

/** Calls the command line in a folder. */
export async function call(cwd: string, args: readonly string[], circumstances: Circumstances = {}): Promise<Called> {
  const terminal = fakeTerminal(cwd, circumstances);
  const exit = await main(args, terminal);
  return { exit, out: terminal.out(), err: terminal.err() };
}
