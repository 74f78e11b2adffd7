import { BadInput, printBadInput } from "../model/wrong.ts";
import { runProgram } from "./program.ts";
import type { ExitCode, Terminal } from "./terminal/terminal.ts";

/**
 * The command line: words in, an exit code out.
 *
 * @returns 0 clean, 1 findings, 2 wrong usage or input that cannot be read
 */
export function main(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  return refusing(terminal, () => runProgram(args, terminal));
}

/** Says what is wrong with the input, where something is. */
export async function refusing(terminal: Terminal, program: () => ExitCode | Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await program();
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    terminal.stderr.write(`${printBadInput(error)}\n`);
    return 2;
  }
}
