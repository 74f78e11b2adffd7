import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Violation } from "../../src/model/wrong.ts";

/** A number that the tool should have computed: of a step, a range of steps, a NOTE. */
const TYPED = /\bsteps?\s+[A-Z]?\d+(?:\s*[~-]\s*\d+)?|\d+\s*~\s*\d+|\bNOTES?\s+\d/giu;

test("no flow file contains a step number outside its errata, comments included", () => {
  const files = readdirSync("flows", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) expect(`${file}: ${typedNumbers(readFileSync(`flows/${file}`, "utf8")).join("; ")}`).toBe(`${file}: `);
});

test("a step number is seen, in prose and in a comment, and not in an erratum", () => {
  expect(typedNumbers("flow.note(x, 'as in step 3'); // steps 24~32")).toEqual(["step 3", "steps 24~32"]);
  const erratum = "flow.erratum(x, { where: 'step 7', was: `step 2 (of NOTE 4)`, now: \"it's )\" });";
  expect(typedNumbers(erratum)).toEqual([]);
  expect(typedNumbers(`${erratum} flow.action(x, "NOTE 4")`)).toEqual(["NOTE 4"]);
});

function typedNumbers(source: string): readonly string[] {
  return [...withoutErrata(source).matchAll(TYPED)].map((found) => found[0]);
}

function withoutErrata(source: string): string {
  const at = source.search(/\.erratum\(/u);
  return at < 0 ? source : source.slice(0, at) + withoutErrata(source.slice(endOfCall(source, source.indexOf("(", at))));
}

/** What follows the closing parenthesis of a call; parentheses in strings do not count. */
function endOfCall(source: string, open: number): number {
  let depth = 0;
  for (const token of source.slice(open).matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|[()]/gsu)) {
    if (token[0] === "(") depth += 1;
    if (token[0] === ")") depth -= 1;
    if (depth === 0) return open + token.index + token[0].length;
  }
  throw new Violation("the call of erratum() does not end");
}
