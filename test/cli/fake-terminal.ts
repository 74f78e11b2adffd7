import type { Output, Terminal } from "../../src/cli/terminal.ts";

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
  /** What the user types, line by line. */
  readonly answers?: readonly string[];
  /** How long everything takes: what the clock says, one call after the other, in ms. */
  readonly clock?: () => number;
}

export function fakeTerminal(
  cwd: string,
  { isTerminal = false, columns = 80, env = {}, answers = [], clock = () => 0 }: Circumstances = {},
): FakeTerminal {
  const written: { readonly to: "out" | "err"; readonly text: string }[] = [];
  const waiting = [...answers];
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
    ask: async () => waiting.shift() ?? null,
    env,
    cwd,
    now: clock,
    out: () => textOf("out"),
    err: () => textOf("err"),
    both: () => textOf(),
  };
}
