import type { Command as Commander } from "commander";
import type { CommonOptions, Session } from "./session.ts";
import type { ExitCode } from "./terminal/terminal.ts";

/** What the list says of a command; the rest is loaded only for the one that is called. */
export interface CommandEntry {
  readonly name: string;
  /** For the help: `FLOW`. */
  readonly words: string;
  /** Without a full stop. */
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** What a command takes and does. */
export interface Command {
  /** Whole lines that work in a clone of callflow. */
  readonly examples: readonly string[];
  /** Its arguments and options. */
  declare(command: Commander): void;
  /** @param words the arguments as declared @param options the options as declared */
  run(session: Session, words: readonly unknown[], options: CommonOptions): Promise<ExitCode>;
}

/** A command with the types of its arguments and options, which commander knows only when it runs. */
export function command<W extends readonly unknown[], O>(
  definition: Omit<Command, "run"> & { run(session: Session, words: W, options: O & CommonOptions): Promise<ExitCode> },
): Command {
  return { ...definition, run: (session, words, options) => definition.run(session, words as unknown as W, options as O & CommonOptions) };
}
