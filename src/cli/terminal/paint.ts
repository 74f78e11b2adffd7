import type { Output, Terminal } from "./terminal.ts";

const styles = { bold: 1, dim: 2, reverse: 7, red: 31, green: 32, yellow: 33 } as const;

/** Text in a style, where there are colours. */
export type Paint = (style: keyof typeof styles, text: string) => string;

export function paintFor(output: Output, env: Terminal["env"]): Paint {
  return hasColour(output, env) ? (style, text) => `\u001b[${styles[style]}m${text}\u001b[0m` : (_, text) => text;
}

/** Only on a terminal, and never with NO_COLOR (https://no-color.org). */
export function hasColour(output: Output, env: Terminal["env"]): boolean {
  return output.isTerminal && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
}
