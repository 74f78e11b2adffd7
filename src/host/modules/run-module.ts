import { Script } from "node:vm";
import { nearestName } from "../../model/nearest-name.ts";
import type { Place } from "../../model/place.ts";
import { BadInput, Violation } from "../../model/wrong.ts";
import { codeOf } from "../files/read-file.ts";
import type { Exported } from "./load-module.ts";
import type { ModuleText } from "./rewrite-module.ts";

/** Where the script finds its arguments: it runs to its end within one call, so that the time of all of it is limited. */
const ARGUMENTS = Symbol.for("callflow.arguments");

/** How deep in the DSL a flow's own line may lie. */
const STACK_DEPTH = 50;

interface Running {
  readonly file: string;
  /** In ms. */
  readonly timeout: number;
  /** All that belong to the user, as the user would type them. */
  readonly files: ReadonlySet<string>;
}

/**
 * Runs a module in this process: it is limited in time, but not locked up.
 *
 * @param values of the parameters after the first one
 * @throws BadInput where it throws, with the line of the flow, or does not end
 */
export function runModule({ parameters, body }: ModuleText, values: readonly unknown[], { file, timeout, files }: Running): Exported {
  const head = `(function(${parameters.join(",")}){"use strict";`;
  const code = `${head}${body}\n})(...globalThis[Symbol.for("${ARGUMENTS.description}")]);`;
  const exported: Record<string, unknown> = {};
  const { stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = STACK_DEPTH;
    Reflect.set(globalThis, ARGUMENTS, [exported, ...values]);
    new Script(code, { filename: file, columnOffset: -head.length }).runInThisContext({ timeout });
  } catch (error) {
    if (codeOf(error) === "ERR_SCRIPT_EXECUTION_TIMEOUT") throw tooLong(file, timeout);
    throw whatWasThrown(error, body, file, files);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Reflect.deleteProperty(globalThis, ARGUMENTS);
  }
  return exported;
}

function tooLong(file: string, timeout: number): BadInput {
  return new BadInput(`${file} did not come to an end within ${timeout / 1000} s`, {
    remedy: "Look for a loop without an end; where it only needs longer, set CALLFLOW_TIMEOUT to more seconds",
  });
}

function whatWasThrown(error: unknown, body: string, file: string, files: ReadonlySet<string>): unknown {
  if (error instanceof Violation || (error instanceof BadInput && error.place !== null)) return error;
  const place = placeIn(error, files) ?? { file, line: 1, column: 1 };
  if (error instanceof BadInput) return new BadInput(error.message, { place, remedy: error.remedy });
  const { message, remedy } = inWords(error, body);
  return new BadInput(message, { place, remedy });
}

const TYPES = "`npx tsc --noEmit` tells what a flow can say";

/** What is wrong, for people who do not know JavaScript's words for it. */
function inWords(error: unknown, body: string): { readonly message: string; readonly remedy: string } {
  if (!(error instanceof Error)) return { message: `this flow file throws ${String(error)}`, remedy: "" };
  const [, missing] = /^([\p{L}$_][\p{L}\p{N}$_]*) is not defined$/u.exec(error.message) ?? [];
  if (error instanceof ReferenceError && missing !== undefined) {
    const meant = nearestName(missing, new Set(body.match(NAMES)?.filter((name) => name !== missing)));
    return { message: `there is no ${missing} here`, remedy: meant === null ? TYPES : `Did you mean ${meant}?` };
  }
  const [, early] = /^Cannot access '(.+)' before initialization$/u.exec(error.message) ?? [];
  if (error instanceof ReferenceError && early !== undefined)
    return {
      message: `${early} is used before the line that makes it`,
      remedy: "Only what stands above can be cited, answered or acted upon",
    };
  const isMistyped = error instanceof TypeError || error instanceof ReferenceError;
  return { message: `this flow file throws ${error.name}: ${error.message}`, remedy: isMistyped ? TYPES : "" };
}

/** Names that are not those of members: not behind a dot. */
const NAMES = /(?<![.\p{L}\p{N}$_])[\p{L}$_][\p{L}\p{N}$_]*/gu;

/** The innermost line of the user's own in the stack. */
function placeIn(error: unknown, files: ReadonlySet<string>): Place | null {
  // An error may come from another realm, or be no error at all.
  const stack = typeof error === "object" && error !== null && "stack" in error ? String(error.stack) : "";
  for (const line of stack.split("\n")) {
    const found = /^ {4}at (?:.* \()?(.+?):(\d+):(\d+)\)?$/u.exec(line);
    const file = found?.[1];
    if (file !== undefined && files.has(file)) return { file, line: Number(found?.[2]), column: Number(found?.[3]) };
  }
  return null;
}
