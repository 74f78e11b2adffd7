import type { Output, ScreenProgram, Terminal } from "../../src/cli/terminal/terminal.ts";

/** A terminal that keeps what is written to it. */
export interface FakeTerminal extends Terminal {
  /** What has come to standard output, and to standard error. */
  readonly out: () => string;
  readonly err: () => string;
  /** Both, in the order in which they came. */
  readonly both: () => string;
}

export interface Circumstances {
  readonly isTerminal?: boolean;
  readonly columns?: number;
  readonly env?: Terminal["env"];
  /** What stands in standard input. */
  readonly input?: string;
  /** What the user presses on the screen, one after the other; none where there is no screen. */
  readonly keys?: readonly string[];
  /** How long everything takes: what the clock says, one call after the other, in ms. */
  readonly clock?: () => number;
}

export function fakeTerminal(
  cwd: string,
  { isTerminal = false, columns = 80, env = {}, keys, input = "", clock = () => 0 }: Circumstances = {},
): FakeTerminal {
  const written: { readonly to: "out" | "err"; readonly text: string }[] = [];
  const outputTo = (to: "out" | "err"): Output => ({
    write: (content) => void written.push({ to, text: typeof content === "string" ? content : Buffer.from(content).toString("utf8") }),
    isTerminal,
    columns,
  });
  const textOf = (to?: "out" | "err") =>
    written
      .filter((each) => to === undefined || each.to === to)
      .map(({ text }) => text)
      .join("");
  return {
    stdout: outputTo("out"),
    stderr: outputTo("err"),
    input: async () => Buffer.from(input),
    screen: keys === undefined ? null : { run: async (program) => press(program, keys, (text) => written.push({ to: "out", text })) },
    env,
    cwd,
    now: clock,
    out: () => textOf("out"),
    err: () => textOf("err"),
    both: () => textOf(),
  };
}

/** What is seen after each key, with a line between one screen and the next. */
function press(program: ScreenProgram, keys: readonly string[], show: (text: string) => void): void {
  const draw = () => show(`${program.draw({ columns: 80, rows: 24 }).join("\n")}\n====\n`);
  draw();
  for (const key of keys) {
    if (program.take(key, true) === "leave") return;
    draw();
  }
}
