import { BadInput } from "../model/wrong.ts";

/** @throws BadInput with the place where it is no JSON */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const found = / at position (\d+)/u.exec(message)?.[1];
    const before = text.slice(0, found === undefined ? text.length : Number(found)).split("\n");
    const place = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    throw new BadInput(`this is no JSON: ${found === undefined ? "it ends too early" : "unexpected text"}`, { place });
  }
}
