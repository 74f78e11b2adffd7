import { type FlowFolder, openCache } from "../host/index.ts";
import { namesInstead } from "../model/nearest-name.ts";
import { BadInput } from "../model/wrong.ts";
import type { Paint } from "../report/paint.ts";
import { paintFor } from "./terminal/paint.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** In ms: a flow that needs longer than this to be built does not come to an end. */
const TIMEOUT = 5000;

/** The options of every command. */
export interface CommonOptions {
  readonly flows: string;
  readonly quiet?: true;
}

/** One call of one command. */
export interface Session {
  readonly terminal: Terminal;
  /** Where flows are looked for. */
  readonly folder: FlowFolder;
  /** For standard output. */
  readonly paint: Paint;
  readonly isQuiet: boolean;
  /** A result, to standard output; a line break follows. */
  print(text: string): void;
  /** A message, to standard error; nothing with `--quiet`. */
  tell(text: string): void;
  /** What is wrong with some of the input, where the rest of it goes on; with `--quiet` too. */
  complain(text: string): void;
  /** How far it has come, to the terminal of a user who has waited for a second; "" when done. */
  progress(text: string): void;
}

export function openSession(terminal: Terminal, { flows, quiet }: CommonOptions): Session {
  const begin = terminal.now();
  const isQuiet = quiet === true;
  let shown = false;
  const clear = () => {
    if (shown) terminal.stderr.write("\r\u001b[K");
    shown = false;
  };
  return {
    terminal,
    folder: { cwd: terminal.cwd, folder: flows, timeout: timeoutOf(terminal.env["CALLFLOW_TIMEOUT"]), cache: openCache(terminal.env) },
    paint: paintFor(terminal.stdout, terminal.env),
    isQuiet,
    print: (text) => terminal.stdout.write(`${text}\n`),
    tell: (text) => {
      if (isQuiet) return;
      clear();
      terminal.stderr.write(`${text}\n`);
    },
    complain: (text) => {
      clear();
      terminal.stderr.write(`${text}\n`);
    },
    progress(text) {
      if (isQuiet || !terminal.stderr.isTerminal || (!shown && (text === "" || terminal.now() - begin < 1000))) return;
      // Back to the first column, and empty to the end of the line.
      terminal.stderr.write(`\r\u001b[K${text.slice(0, terminal.stderr.columns - 1)}`);
      shown = text !== "";
    },
  };
}

function timeoutOf(seconds: string | undefined): number {
  if (seconds === undefined || seconds === "") return TIMEOUT;
  const timeout = Number(seconds) * 1000;
  if (timeout >= 1 && timeout <= 2 ** 31) return Math.floor(timeout);
  throw new BadInput(`CALLFLOW_TIMEOUT is "${seconds}"`, { remedy: "Give it a number of seconds" });
}

/** The one of that name. @throws BadInput with the names there are */
export function named<T>(name: string, all: readonly T[], nameOf: (one: T) => string, kind: string, kinds: string): T {
  const found = all.find((one) => nameOf(one) === name);
  if (found !== undefined) return found;
  throw new BadInput(`there is no ${kind} "${name}"`, { remedy: namesInstead(name, all.map(nameOf), kinds) });
}

/** How wide a table may be: a terminal has an edge; what reads a pipe wants whole lines. */
export function widthOf({ terminal: { stdout } }: Session): number | null {
  return stdout.isTerminal ? stdout.columns : null;
}
