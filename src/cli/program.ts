import { Command as Commander, CommanderError } from "commander";
import manifest from "../../package.json" with { type: "json" };
import { namesInstead } from "../model/nearest-name.ts";
import { BadInput } from "../model/wrong.ts";
import type { CommandEntry } from "./command.ts";
import { commands } from "./commands/index.ts";
import { type CommonOptions, openSession } from "./session.ts";
import type { ExitCode, Terminal } from "./terminal/terminal.ts";

/** Reads the arguments and runs the command they name. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const program = programOn(terminal);
  try {
    // The first word that is no option of the program.
    const [name] = program.parseOptions([...args]).operands;
    if (name !== undefined && !commands.some((entry) => entry.name === name)) refuseCommand(name);
    let exit: ExitCode = 0;
    for (const entry of commands) {
      const command = program.command(entry.name).summary(entry.summary).description(`${entry.summary}.`);
      if (entry.name === name) await setUp(command, entry, terminal, (code) => (exit = code));
    }
    await program.parseAsync(args, { from: "user" });
    return exit;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}

function programOn(terminal: Terminal): Commander {
  return new Commander("callflow")
    .description(manifest.description)
    .version(manifest.version, "-V, --version", "print the version")
    .option("--flows <DIR>", "the folder of the flows", "flows")
    .option("-q, --quiet", "no messages, only results and errors")
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true, subcommandTerm: (command) => termOf(command.name()) })
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      getOutHelpWidth: () => terminal.stdout.columns,
      getErrHelpWidth: () => terminal.stderr.columns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride()
    .showHelpAfterError("`callflow --help` shows how it is used.")
    .addHelpText("after", printExamples(["callflow list", "callflow show mmsc-transfer", "callflow build", "callflow draw --help"]));
}

/** `show FLOW`. */
function termOf(name: string): string {
  const words = commands.find((entry) => entry.name === name)?.words ?? "";
  return `${name} ${words}`.trimEnd();
}

async function setUp(command: Commander, entry: CommandEntry, terminal: Terminal, leave: (exit: ExitCode) => void): Promise<void> {
  const { declare, run, examples } = await entry.load();
  declare(command);
  command.addHelpText("after", printExamples(examples)).showHelpAfterError(`\`callflow ${entry.name} --help\` shows how it is used.`);
  command.action(async () => {
    const options = command.optsWithGlobals<CommonOptions>();
    leave(await run(openSession(terminal, options), command.processedArgs, options));
  });
}

function printExamples(examples: readonly string[]): string {
  return `\nExamples:\n${examples.map((example) => `  $ ${example}`).join("\n")}`;
}

function refuseCommand(name: string): never {
  const names = commands.map((entry) => entry.name);
  throw new BadInput(`there is no command "${name}"`, { remedy: namesInstead(name, names, "commands") });
}
