import { namesInstead } from "../model/nearest-name.ts";
import type { Place } from "../model/place.ts";
import { BadInput } from "../model/wrong.ts";
import { type Called, callerOf } from "./place.ts";

/** What a key may hold; "text" is words or a template. */
type Kind = "words" | "text" | "number" | "yes or no" | "list" | "object";

/** The keys of an object that authors write: what each may hold, `?` where it may be missing; a list where it is one of these. */
export type Keys<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? `${Kind}?` | readonly (string | number)[] : Kind;
};

/**
 * Refuses keys that a call does not have, and those it lacks. A flow file is loaded without its types being checked, and a misspelt
 * option would do nothing.
 *
 * @param of what has these keys, for the message: "numbering", "reply()"
 * @param at the place of the call, or the function that was called, whose place is looked for only when it is needed
 */
export function checkKeys<T>(options: T | undefined, keys: Keys<T>, of: string, at: Place | Called): void {
  const table = keys as Readonly<Record<string, Kind | `${Kind}?` | readonly (string | number)[]>>;
  if (options === undefined && Object.values(table).every((kind) => typeof kind !== "string" || kind.endsWith("?"))) return;
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    refuse(`${of} takes an object of options, not ${said(options)}`, `Options: ${Object.keys(table).join(", ")}`, at);
  }
  for (const key in options) {
    if (Object.hasOwn(table, key)) continue;
    refuse(`unknown option "${key}" of ${of}`, namesInstead(key, Object.keys(table), "options"), at);
  }
  for (const key in table) {
    const kind = table[key];
    const value = (options as Readonly<Record<string, unknown>>)[key];
    if (kind === undefined) continue;
    if (typeof kind !== "string") {
      if (value !== undefined && !(kind as readonly unknown[]).includes(value))
        refuse(`${key} of ${of} is ${said(value)}`, namesInstead(String(value), kind.map(String), "possibilities"), at);
    } else if (value === undefined) {
      if (!kind.endsWith("?")) refuse(`${of} lacks ${key}`, `It takes ${Object.keys(table).join(", ")}`, at);
    } else if (!isOfKind(value, kind.replace("?", "") as Kind)) {
      refuse(`${key} of ${of} is ${said(value)}`, `Put ${wanted[kind.replace("?", "") as Kind]} there`, at);
    }
  }
}

/** @throws BadInput at the place of the call */
export function refuse(message: string, remedy: string, at: Place | Called): never {
  throw new BadInput(message, { place: typeof at === "function" ? callerOf(at) : at, remedy });
}

const wanted: Readonly<Record<Kind, string>> = {
  words: "a string",
  text: "a string or text`…`",
  number: "a number",
  "yes or no": "true or false",
  list: "a list, as [a, b],",
  object: "an object, as { … },",
};

function isOfKind(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case "words":
      return typeof value === "string";
    case "text":
      return typeof value === "string" || (typeof value === "object" && value !== null && "strings" in value);
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    case "yes or no":
      return typeof value === "boolean";
    case "list":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
  }
}

/** A value in a sentence. */
export function said(value: unknown): string {
  if (typeof value === "string") return `"${value}"`;
  if (Array.isArray(value)) return "a list";
  if (typeof value === "function") return "a function";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
