import * as fc from "fast-check";
import { expect, test } from "vitest";
import { sentenceOf } from "../../../src/spec/index.ts";
import { action, condition, flowOf, hopsOf, message, say } from "../flow-of.ts";

const name = fc.constantFrom(
  "UE-1",
  "remote end point",
  "SIP core in the partner MC system",
  "Alice",
  "Bob's phone",
  "CPM User A Device 'n'",
  "the network",
  "eNB",
  "8-port switch",
);
const names = fc.uniqueArray(name, { minLength: 3, maxLength: 6 });
const messageName = fc.constantFrom(
  "REFER",
  "200 OK",
  "Join Session Notification",
  "get information request",
  "allocate a resource",
  "Accepted notification",
  "SIP 200 (OK)",
  "re-INVITE",
);
const role = fc.constantFrom("request", "reply", "ack", "one-way" as const);
const words = fc.constantFrom("decides", "is anchored", "a session", "registered", " \n sets up\n  media ", "Waits.", "");

const script = fc.record({
  names,
  sent: fc.array(
    fc.record({ role, messageName, way: fc.array(fc.nat(5), { minLength: 2, maxLength: 5 }), answers: fc.option(fc.nat(5)) }),
    { maxLength: 6 },
  ),
  words: fc.array(words, { maxLength: 3 }),
  sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 12, maxLength: 12 }),
});

function flowFrom(made: typeof script extends fc.Arbitrary<infer T> ? T : never) {
  const participants = Object.fromEntries(made.names.map((one, at) => [`p${at}`, one]));
  const idAt = (at: number) => `p${at % made.names.length}`;
  const messages = made.sent.map((one, at) =>
    message(`m${at}`, one.role, one.messageName, one.way.map(idAt).join(" "), { answers: one.answers === null ? null : `m${one.answers}` }),
  );
  const others = made.words.flatMap((text, at) => [condition(`c${at}`, "p0 p1", say(text)), action(`a${at}`, "p0", say(text))]);
  const body = [...messages.flatMap(hopsOf), ...others];
  const ids = body.map((element) => element.id);
  const paragraphs: string[][] = [];
  for (const size of made.sizes) if (ids.length > 0) paragraphs.push(ids.splice(0, size));
  return flowOf({ participants, messages, body, paragraphs });
}

test("every generated text begins with a capital or a digit, ends with a full stop, and has single spaces", () => {
  fc.assert(
    fc.property(script, (made) => {
      const flow = flowFrom(made);
      for (const paragraph of flow.paragraphs) {
        const sentence = sentenceOf(flow, paragraph);
        expect(sentence).toMatch(/^[\p{Lu}\p{Nd}]/u);
        expect(sentence).toMatch(/\.$/u);
        expect(sentence).not.toMatch(/\s\s|\s[.,;]|\.\.|,,|\bthe the\b|\ban? (?:the|an?)\b|[\n\t]/iu);
        expect(sentence).not.toMatch(/\ba [aeio]|\ban [bcdfgj-np-tv-z]/u);
      }
    }),
    { numRuns: 300 },
  );
});

test("every sentence of a generated text begins with a capital", () => {
  fc.assert(
    fc.property(script, (made) => {
      const flow = flowFrom(made);
      for (const paragraph of flow.paragraphs) {
        for (const sentence of sentenceOf(flow, paragraph).split(". ")) expect(sentence).toMatch(/^[\p{Lu}\p{Nd}]/u);
      }
    }),
  );
});
