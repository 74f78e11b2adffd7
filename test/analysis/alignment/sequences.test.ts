import fc from "fast-check";
import { expect, test } from "vitest";
import { commonSubsequence } from "../../../src/analysis/alignment/common-subsequence.ts";
import { longestIncreasing } from "../../../src/analysis/alignment/longest-increasing.ts";

/** The textbook's table. */
function lengthOfCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const one of a) {
    const next = [0];
    for (const [at, other] of b.entries()) next.push(one === other ? (row[at] ?? 0) + 1 : Math.max(next[at] ?? 0, row[at + 1] ?? 0));
    row = next;
  }
  return row.at(-1) ?? 0;
}

const words = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 14 });

test("a common subsequence is one, in order, and as long as can be", () => {
  fc.assert(
    fc.property(words, words, (a, b) => {
      const pairs = commonSubsequence(a, b);
      for (const [at, [one, other]] of pairs.entries()) {
        expect(a[one]).toBe(b[other]);
        const [before, otherBefore] = pairs[at - 1] ?? [-1, -1];
        expect(one > before && other > otherBefore).toBe(true);
      }
      expect(pairs).toHaveLength(lengthOfCommon(a, b));
    }),
    { numRuns: 2000 },
  );
});

test("two long sequences with nothing in common but their ends are given up soon", () => {
  const [a, b] = ["a", "b"].map((name) => ["first", ...Array.from({ length: 5000 }, (_, at) => `${name}${at}`), "last"]);
  expect(commonSubsequence(a ?? [], b ?? [])).toEqual([
    [0, 0],
    [5001, 5001],
  ]);
});

test("a longest increasing part is increasing, and as long as can be", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 50 }), { maxLength: 9 }), (numbers) => {
      const part = longestIncreasing(numbers);
      const values = part.map((at) => numbers[at] ?? -1);
      expect(part).toEqual(part.toSorted((a, b) => a - b));
      expect(values).toEqual(values.toSorted((a, b) => a - b));
      let longest = 0;
      for (let chosen = 0; chosen < 1 << numbers.length; chosen += 1) {
        const some = numbers.filter((_, at) => (chosen & (1 << at)) !== 0);
        if (some.every((number, at) => at === 0 || (some[at - 1] ?? 0) < number)) longest = Math.max(longest, some.length);
      }
      expect(part).toHaveLength(longest);
    }),
  );
});
