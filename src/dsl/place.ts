import type { Place } from "../model/place.ts";

interface Site {
  getFileName(): string | null;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
}

/** A function of the DSL; its caller is whom a mistake is told. */
export type Called = (...args: never[]) => unknown;

/**
 * Where a function of the DSL was called: the frame above `called`. The file is the name the loader gave the script.
 */
export function callerOf(called: Called): Place {
  const { prepareStackTrace, stackTraceLimit } = Error;
  const holder: { stack?: readonly Site[] } = {};
  try {
    Error.prepareStackTrace = (_, sites) => sites;
    Error.stackTraceLimit = 1;
    Error.captureStackTrace(holder, called);
    const site = holder.stack?.[0];
    return { file: site?.getFileName() ?? "", line: site?.getLineNumber() ?? 1, column: site?.getColumnNumber() ?? 1 };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Error.prepareStackTrace = prepareStackTrace;
  }
}
