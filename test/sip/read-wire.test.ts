import fc from "fast-check";
import { expect, test } from "vitest";
import { parseFast } from "../../src/sip/parse-fast.ts";
import { parseStrict } from "../../src/sip/parse-strict.ts";
import { readFast, readStrict } from "../../src/sip/read-wire.ts";
import { scripts } from "../trace/checkers/scripts.ts";

const texts = Object.values(scripts).flatMap((lines) => lines.map(({ text }) => text));

test("what is kept of a message on the wire is what the parsers find in it", () => {
  for (const raw of texts) expect(readStrict({ raw })).toEqual(parseStrict(raw));
  const damage = fc.tuple(
    fc.constantFrom(...texts),
    fc.nat(2000),
    fc.constantFrom("", " ", "\u0000", "\u00e9", ";", ",", "\r\n", "<", '"', "9"),
  );
  fc.assert(
    fc.property(damage, ([text, at, what]) => {
      const raw = text.slice(0, at % text.length) + what + text.slice((at % text.length) + 1);
      const wire = { raw };
      expect(readStrict(wire)).toEqual(parseStrict(raw));
      expect(readFast(wire)).toEqual(parseFast(raw));
    }),
    { numRuns: 1000 },
  );
});
