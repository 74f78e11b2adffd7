import { Command as Commander, CommanderError } from "commander";
import manifest from "../../package.json" with { type: "json" };
import { namesInstead } from "../host/index.ts";
import { BadInput } from "../model/wrong.ts";
import type { Command } from "./command.ts";
import { commands } from "./commands/index.ts";
import { type CommonOptions, openSession } from "./session.ts";
import type { ExitCode, Terminal } from "./terminal.ts";

/** Reads the arguments and runs the command they name. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exit: ExitCode = 0;
  const program = new Commander("callflow")
    .description(manifest.description)
    .version(manifest.version, "-V, --version", "print the version")
    .option("--flows <DIR>", "the folder of the flows", "flows")
    .option("-q, --quiet", "no messages, only results and errors")
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      getOutHelpWidth: () => terminal.stdout.columns,
      getErrHelpWidth: () => terminal.stderr.columns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride()
    .on("command:*", ([name]: readonly [string]) => refuseCommand(name));
  for (const definition of commands) {
    const command = program.command(definition.name).description(`${definition.summary}.`);
    definition.declare(command);
    command.addHelpText("after", examplesOf(definition)).action(async () => {
      const options = command.optsWithGlobals<CommonOptions>();
      exit = await definition.run(openSession(terminal, options), command.processedArgs, options);
    });
  }
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  return exit;
}

function examplesOf({ examples }: Command): string {
  return `\nExamples:\n${examples.map((example) => `  $ ${example}`).join("\n")}`;
}

function refuseCommand(name: string): never {
  const names = commands.map((command) => command.name);
  throw new BadInput(`there is no command "${name}"`, { remedy: namesInstead(name, names, "commands") });
}
