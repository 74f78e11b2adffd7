import fc from "fast-check";
import { expect, test } from "vitest";
import { type Fault, printFault } from "../../../src/engine/faults/fault.ts";
import { faultForms, parseFault } from "../../../src/engine/index.ts";
import { stepNumber } from "../../../src/model/step-label.ts";
import { BadInput, printBadInput } from "../../../src/model/wrong.ts";

const step = fc
  .record({ number: fc.nat(999), letter: fc.constantFrom("", "a", "bc"), prefix: fc.constantFrom("", "F") })
  .map(({ number, letter, prefix }) => stepNumber(number, letter, prefix));
const name = fc.constantFrom("UE-2", "the remote end point", "CPM User A Device 'n'", "a server from home");

const faults: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constant("drop" as const), step, always: fc.boolean() }),
  fc.record({ kind: fc.constantFrom("duplicate" as const, "reorder" as const), step }),
  fc.record({ kind: fc.constant("delay" as const), step, by: fc.nat(600_000) }),
  fc.record({ kind: fc.constant("answer" as const), step, status: fc.integer({ min: 200, max: 699 }) }),
  fc.record({ kind: fc.constantFrom("silence" as const, "crash" as const), participant: name, step }),
  fc.record({
    kind: fc.constant("overtake" as const),
    what: fc.constantFrom("notify-before-202" as const, "reinvite-before-ack" as const, "bye-against-notify" as const),
    step: fc.option(step),
  }),
  fc.record({ kind: fc.constantFrom("desynchronise" as const, "rekey" as const, "mismap" as const), participant: name }),
);

test("a fault that is printed is read as it was", () => {
  fc.assert(
    fc.property(faults, (fault) => {
      expect(parseFault(printFault(fault))).toEqual(fault);
    }),
  );
});

test.each(faultForms.map(({ kind, example }) => [example, kind] as const))("%s", (example, kind) => {
  expect(parseFault(example).kind).toBe(kind);
  expect(parseFault(`  ${example.replaceAll(" ", "   ")} `).kind).toBe(kind);
});

test("times are in ms or s", () => {
  expect(parseFault("delay 14 by 2s")).toMatchObject({ by: 2000 });
  expect(parseFault("delay 14 by 0.5s")).toMatchObject({ by: 500 });
});

test.each([
  ["", "--fault:1:1: the fault says nothing"],
  ["lose 14", '--fault:1:1: there is no fault "lose"'],
  ["drop", '--fault:1:5: expected a step after "drop"'],
  ["drop x", '--fault:1:6: expected a step, found "x"'],
  ["drop 3~5", '--fault:1:6: expected one step, found the range "3~5"'],
  ["drop 14 15", '--fault:1:9: expected "always" or nothing, found "15"'],
  ["notify-before-202 in 8", '--fault:1:19: expected "at" or nothing, found "in"'],
  ["reinvite-before-ack at", '--fault:1:23: expected a step after "at"'],
  ["rekey", '--fault:1:6: expected the name of a participant after "rekey"'],
  ["mismap", '--fault:1:7: expected the name of a participant after "mismap"'],
  ["drop 14 always now", '--fault:1:16: expected nothing more, found "now"'],
  ["delay 14", '--fault:1:9: expected "by", found nothing'],
  ["delay 14 by soon", '--fault:1:13: expected a time as 600ms or 2s, found "soon"'],
  ["delay 14 by 1000s", '--fault:1:13: expected a time up to 600s, found "1000s"'],
  ["answer 14 with", "--fault:1:15: expected a final status from 200 to 699, found nothing"],
  ["answer 14 with 180", '--fault:1:16: expected a final status from 200 to 699, found "180"'],
  ["silence from 15", '--fault:1:9: expected the name of a participant after "silence"'],
  ["silence UE-2", '--fault:1:13: expected "from" and a step after the name'],
  ["crash UE-2 from", '--fault:1:16: expected a step after "from"'],
  ["reinvite-before-ack 3", '--fault:1:21: expected "at" or nothing, found "3"'],
])("%s", (text, message) => {
  const wrong = wrongIn(text);
  expect(printBadInput(wrong)).toBe(`${message}. ${wrong.remedy}`);
  for (const { form } of faultForms) expect(wrong.remedy).toContain(form);
});

test("whatever is typed, it is a fault or bad input with a place", () => {
  const words = fc.array(fc.oneof(fc.string(), fc.constantFrom("drop", "delay", "by", "from", "silence", "14", "600ms", "with", "486")));
  fc.assert(
    fc.property(words, (typed) => {
      const text = typed.join(" ");
      try {
        expect(parseFault(printFault(parseFault(text)))).toEqual(parseFault(text));
      } catch (wrong) {
        expect(wrong).toBeInstanceOf(BadInput);
        expect((wrong as BadInput).place?.column).toBeLessThanOrEqual(text.length + 1);
      }
    }),
  );
});

function wrongIn(text: string): BadInput {
  try {
    parseFault(text);
  } catch (wrong) {
    if (wrong instanceof BadInput) return wrong;
    throw wrong;
  }
  throw new Error(`"${text}" is a fault`);
}
