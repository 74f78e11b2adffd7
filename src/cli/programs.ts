import { commands } from "./commands/index.ts";
import { main } from "./main.ts";
import { runProcess } from "./terminal/process-terminal.ts";

// Everything that is run: the build makes one file of it, which `host/tool/load-programs.ts` loads.
export { keepCode } from "../host/index.ts";

export const commandNames: readonly string[] = commands.map(({ name }) => name);

/** A program of the command line, on the terminal of this process. */
export function run(args: readonly string[]): Promise<void> {
  return runProcess((terminal) => main(args, terminal));
}

/** What a thread does that lints documents. */
export async function workForLint(): Promise<void> {
  (await import("../host/documents/lint-worker.ts")).workForLint();
}
