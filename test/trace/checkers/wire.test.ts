import fc from "fast-check";
import { expect, test } from "vitest";
import { parseStrict } from "../../../src/sip/parse-strict.ts";
import { scripts } from "./scripts.ts";

const texts = Object.values(scripts).flatMap((lines) => lines.map(({ text }) => text));

test("a parser that remembers right lines finds the same as one that reads them all", () => {
  const right = new Set<string>();
  for (const text of texts) expect(parseStrict(text, right)).toEqual(parseStrict(text));
  const damage = fc.tuple(
    fc.constantFrom(...texts),
    fc.nat(2000),
    fc.constantFrom("", " ", "\u0000", "\u00e9", ";", ",", "\r\n", "<", '"', "9"),
  );
  fc.assert(
    fc.property(damage, ([text, at, what]) => {
      const broken = text.slice(0, at % text.length) + what + text.slice((at % text.length) + 1);
      expect(parseStrict(broken, right)).toEqual(parseStrict(broken));
    }),
    { numRuns: 1000 },
  );
});
