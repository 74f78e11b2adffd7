import fc from "fast-check";
import { expect, test } from "vitest";
import { hasBit, noBits, withBit } from "../../../src/engine/signals/bits.ts";

const numbers = fc.array(fc.oneof(fc.nat(70), fc.nat(5000)), { maxLength: 60 });

test("a set has what has been put in, and nothing else", () => {
  fc.assert(
    fc.property(numbers, numbers, (put, others) => {
      const bits = put.reduce(withBit, noBits);
      for (const n of [...put, ...others]) expect(hasBit(bits, n)).toBe(put.includes(n));
    }),
  );
});

test("a set is never changed: the old one stays what it was", () => {
  fc.assert(
    fc.property(numbers, fc.nat(5000), (put, last) => {
      const before = put.reduce(withBit, noBits);
      const copy = structuredClone(before);
      withBit(before, last);
      expect(before).toEqual(copy);
    }),
  );
});

test("the borders of words and chunks are no borders of the set", () => {
  for (const n of [0, 29, 30, 31, 32, 33, 959, 960, 961, 100_000]) {
    const bits = withBit(noBits, n);
    expect([n - 1, n, n + 1].map((one) => one >= 0 && hasBit(bits, one))).toEqual([false, true, false]);
  }
});
