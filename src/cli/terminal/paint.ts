import { type Paint, paint, plain } from "../../report/paint.ts";
import type { Output, Terminal } from "./terminal.ts";

export function paintFor(output: Output, env: Terminal["env"]): Paint {
  return hasColour(output, env) ? paint : plain;
}

/** Only on a terminal, and never with NO_COLOR (https://no-color.org). */
export function hasColour(output: Output, env: Terminal["env"]): boolean {
  return output.isTerminal && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
}
