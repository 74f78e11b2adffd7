import { fault, isFault, type ParseFault } from "../message.ts";
import { type Cursor, codeAt, faultAt, TOKEN, take, takeSeparator, VALUE } from "./cursor.ts";
import { endOfQuoted, unquote } from "./quoted.ts";

/** RFC 3261 §25.1 generic-param. */
export interface Param {
  /** In lower case: the case of a name says nothing (RFC 3261 §7.3.1). */
  readonly name: string;
  /** As it is written, a quoted string with its quotes; null for a name alone. */
  readonly value: string | null;
}

const QUOTE = 0x22;
/** So many names are sooner compared with each other than put into a set. */
const FEW = 8;

/** *( SEMI generic-param ), from the first semicolon on. */
export function takeParams(cursor: Cursor): readonly Param[] | ParseFault {
  const params: Param[] = [];
  while (takeSeparator(cursor, ";")) {
    const param = takeParam(cursor);
    if (isFault(param)) return param;
    params.push(param);
  }
  const twice = nameTwice(params);
  return twice === null ? params : fault(`the parameter ${twice} stands twice`, cursor.at, "RFC 3261 §7.3.1");
}

/** token [ EQUAL gen-value ]. */
export function takeParam(cursor: Cursor): Param | ParseFault {
  const name = take(cursor, TOKEN).toLowerCase();
  if (name === "") return faultAt(cursor, "the name of a parameter", "RFC 3261 §25.1");
  if (!takeSeparator(cursor, "=")) return { name, value: null };
  const { text, at } = cursor;
  if (codeAt(text, at) === QUOTE) {
    cursor.at = endOfQuoted(text, at);
    return cursor.at < 0 ? fault("the quoted string has no end", at, "RFC 3261 §25.1") : { name, value: text.slice(at, cursor.at) };
  }
  const value = take(cursor, VALUE);
  return value === "" ? faultAt(cursor, `a value of the parameter ${name}`, "RFC 3261 §25.1") : { name, value };
}

/** @returns ";a=b;c", "" for none. */
export function printParams(params: readonly Param[]): string {
  let text = "";
  for (const { name, value } of params) text += value === null ? `;${name}` : `;${name}=${value}`;
  return text;
}

/** @param name in lower case. @returns the value, unquoted; "" for a name alone; null where there is no such parameter. */
export function paramOf(params: readonly Param[], name: string): string | null {
  for (const param of params) if (param.name === name) return param.value === null ? "" : unquote(param.value);
  return null;
}

/** The parameters with this one set where it stood, else at the end. @param value as it is to be written; null: the name alone. */
export function withParam(params: readonly Param[], name: string, value: string | null): readonly Param[] {
  const set = { name, value };
  return paramOf(params, name) === null ? [...params, set] : params.map((param) => (param.name === name ? set : param));
}

export function withoutParam(params: readonly Param[], name: string): readonly Param[] {
  return params.filter((param) => param.name !== name);
}

/** @returns a name that more than one of them has, or null. */
export function nameTwice(params: readonly Param[]): string | null {
  if (params.length > FEW) return nameTwiceAmongMany(params);
  for (let at = 1; at < params.length; at++) {
    const name = params[at]?.name ?? null;
    for (let before = 0; before < at; before++) if (params[before]?.name === name) return name;
  }
  return null;
}

/** Somebody may send thousands. */
function nameTwiceAmongMany(params: readonly Param[]): string | null {
  const seen = new Set<string>();
  for (const { name } of params) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}
