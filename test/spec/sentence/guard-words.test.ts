import { expect, test } from "vitest";
import { isOtherwise, saysHowOften } from "../../../src/spec/sentence/guard-words.ts";

test.each(["until Bob answers", "while it rings", "For each participant", "3 times", "up to 3 times", "as long as it rings"])(
  "%s says how often",
  (guard) => {
    expect(saysHowOften(guard)).toBe(true);
  },
);

test.each(["forwarding is active", "asked again", "upgraded", "everyone has joined", "Bob is busy", ""])("%s does not", (guard) => {
  expect(saysHowOften(guard)).toBe(false);
});

test("else and otherwise say the same, and nothing else does", () => {
  expect(["else", "Otherwise", "elsewhere", "or else", ""].map(isOtherwise)).toEqual([true, true, false, false, false]);
});
