import { BadInput } from "../../model/wrong.ts";

/** @throws BadInput with the place where it is no JSON */
export async function parseJson(text: string, file: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Node gives the position in some of its messages only.
    const told = / at position (\d+)/u.exec(error instanceof Error ? error.message : "")?.[1];
    const at = told === undefined ? await firstWrong(text) : Number(told);
    const before = text.slice(0, at ?? 0).split("\n");
    const place = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    if (at === null)
      throw new BadInput("this is JavaScript, but no JSON", {
        place,
        remedy: "JSON has double quotes only, no comments and no last comma",
      });
    throw new BadInput(`this is no JSON: ${text.slice(at).trim() === "" ? "it ends too early" : "unexpected text"}`, { place });
  }
}

/**
 * The offset of the first character that does not belong to an expression of JavaScript, which JSON is; null where only JSON minds it.
 */
async function firstWrong(text: string): Promise<number | null> {
  const { parse } = await import("acorn");
  try {
    parse(`(${text}\n)`, { ecmaVersion: 2020 });
    return null;
  } catch (error) {
    if (!(error instanceof SyntaxError && "pos" in error && typeof error.pos === "number")) throw error;
    return Math.min(text.length, Math.max(0, error.pos - 1));
  }
}
