import { assert, constantFrom, integer, oneof, property, record, stringMatching, tuple } from "fast-check";
import { expect, test } from "vitest";
import {
  compareNumbers,
  firstOf,
  follows,
  lastOf,
  nextLetter,
  nextNumber,
  parseLabel,
  printLabel,
  rangeOf,
  rangeSigns,
  type StepLabel,
  stepNumber,
} from "../../src/model/step-label.ts";

const number = record({
  number: integer({ min: 0, max: 9999 }),
  letter: stringMatching(/^[a-z]{0,2}$/),
  prefix: stringMatching(/^[A-Z]{0,2}$/),
}).map(({ number, letter, prefix }) => stepNumber(number, letter, prefix));
const label = oneof(
  number,
  tuple(number, number).map(([first, last]): StepLabel => ({ kind: "range", first, last })),
);

test("parse after print is the label again, with every sign", () => {
  assert(
    property(label, constantFrom(...rangeSigns), (one, sign) => {
      expect(parseLabel(printLabel(one, sign))).toEqual(one);
    }),
  );
});

test("print after parse is the text again", () => {
  const text = stringMatching(/^F?(0|[1-9]\d{0,2})[a-c]?((~|-| to )F?(0|[1-9]\d{0,2})[a-c]?)?$/);
  assert(
    property(text, (one) => {
      const parsed = parseLabel(one);
      const sign = one.includes("~") ? "~" : one.includes(" to ") ? "to" : "-";
      expect(parsed === null ? null : printLabel(parsed, sign)).toBe(one);
    }),
  );
});

test.each([
  ["3", { first: "3", last: "3" }],
  ["4a", { first: "4a", last: "4a" }],
  ["F1", { first: "F1", last: "F1" }],
  ["3~5", { first: "3", last: "5" }],
  ["6 – 7", { first: "6", last: "7" }],
  ["8a to 8c", { first: "8a", last: "8c" }],
  [" 12\u201114 ", { first: "12", last: "14" }],
])("%j is a label", (text, ends) => {
  const parsed = parseLabel(text);
  expect(parsed === null ? null : { first: printLabel(firstOf(parsed)), last: printLabel(lastOf(parsed)) }).toEqual(ends);
});

test.each(["", "a", "3.", "3)", "3,5", "3~", "~5", "3 5", "3A", "f1", "3~5~7", "3to5", "-1"])("%j is no label", (text) => {
  expect(parseLabel(text)).toBeNull();
});

test("a range of one number is that number", () => {
  assert(
    property(number, (one) => {
      expect(rangeOf(one, { ...one })).toEqual(one);
    }),
  );
});

test("numbers are in one order, and what follows comes later with nothing between", () => {
  assert(
    property(number, number, number, (a, b, c) => {
      expect(Math.sign(compareNumbers(a, b))).toBe(-Math.sign(compareNumbers(b, a)) + 0);
      if (compareNumbers(a, b) <= 0 && compareNumbers(b, c) <= 0) expect(compareNumbers(a, c)).toBeLessThanOrEqual(0);
      expect(compareNumbers(a, nextNumber(a))).toBeLessThan(0);
      expect(compareNumbers(a, nextLetter(a))).toBeLessThan(0);
      expect(compareNumbers(nextLetter(a), nextNumber(a))).toBeLessThan(0);
      expect(follows(a, nextNumber(a)) && follows(a, nextLetter(a))).toBe(true);
      if (follows(a, b)) expect(compareNumbers(a, b)).toBeLessThan(0);
    }),
  );
});

test("letters run a to z, then aa", () => {
  let one = stepNumber(4);
  const seen: string[] = [];
  for (let i = 0; i < 28; i++) {
    one = nextLetter(one);
    seen.push(printLabel(one));
  }
  expect([seen[0], seen[1], seen[25], seen[26], seen[27]]).toEqual(["4a", "4b", "4z", "4aa", "4ab"]);
});
