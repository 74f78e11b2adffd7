import type * as z from "zod";

/** How many of the things that are wrong a message tells. */
const TOLD = 3;

/**
 * What is wrong with some data, in one line.
 *
 * @param unknown what is said before the name of a field that is not there: "there is no"
 */
export function printIssues(issues: readonly z.core.$ZodIssue[], unknown: string): string {
  const told = issues.slice(0, TOLD).map((issue) => printIssue(issue, unknown));
  const more = issues.length - told.length;
  return `${told.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}

/** `steps[2].id is missing`, `steps[2].id: expected string, received number`. */
function printIssue(issue: z.core.$ZodIssue, unknown: string): string {
  const path = printPath(issue.path);
  const at = path === "" ? "" : `${path}: `;
  if (issue.message.endsWith("received undefined")) return `${path} is missing`;
  if (issue.code === "unrecognized_keys") return `${at}${unknown} ${issue.keys.map((key) => `"${key}"`).join(", ")} here`;
  if (issue.code === "invalid_union" && issue.errors.length === 0) return `${at}no such thing`;
  return `${at}${wantedBy(issue)}`;
}

/** `expected one of "off", "error", or object`. */
function wantedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_union") {
    const wanted = issue.errors.flat().map((each) => wantedBy(each).replace(/^expected |, received .*$/gu, ""));
    return `expected ${[...new Set(wanted)].join(", or ")}`;
  }
  if (issue.code === "invalid_value")
    return `expected ${issue.values.length === 1 ? "" : "one of "}${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
  return issue.message
    .replace("Invalid input: ", "")
    .replaceAll("record", "object")
    .replace(/\bint\b/u, "whole number");
}

/** `messages[3].path[0].hidden`, `rules["step/no-gap"]`; "" for the value itself. */
function printPath(path: readonly PropertyKey[]): string {
  const part = (key: PropertyKey) =>
    typeof key === "number" ? `[${key}]` : /^[\w$]+$/u.test(String(key)) ? `.${String(key)}` : `[${JSON.stringify(key)}]`;
  return path.map(part).join("").replace(/^\./, "");
}
