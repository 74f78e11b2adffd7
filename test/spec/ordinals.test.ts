import { expect, test } from "vitest";
import { ordinalOf, shortOrdinalOf } from "../../src/spec/ordinals.ts";

test.each([
  [1, "first", "1st"],
  [2, "second", "2nd"],
  [3, "third", "3rd"],
  [10, "tenth", "10th"],
  [11, "11th", "11th"],
  [12, "12th", "12th"],
  [13, "13th", "13th"],
  [21, "21st", "21st"],
  [22, "22nd", "22nd"],
  [103, "103rd", "103rd"],
  [111, "111th", "111th"],
])("%i is %s, in short %s", (number, long, short) => {
  expect([ordinalOf(number), shortOrdinalOf(number)]).toEqual([long, short]);
});
