import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printVia } from "../../src/sip/headers/via.ts";
import { headerOf, headersOf, isFault, withHeaders } from "../../src/sip/message.ts";
import { firstOctets, octetLength, octetsOf, textOf } from "../../src/sip/octets.ts";
import { parseFast } from "../../src/sip/parse-fast.ts";
import { parseStrict } from "../../src/sip/parse-strict.ts";
import { writeMessage, writeOctets } from "../../src/sip/write-message.ts";
import { body, damaged, messageOf } from "./arbitraries.ts";
import { inviteText } from "./invite-text.ts";

const message = messageOf(textOf, printVia);

describe("octets", () => {
  test("every sequence of octets survives as text, and its length is known", () => {
    fc.assert(
      fc.property(body, (octets) => {
        const text = textOf(octets);
        expect(octetsOf(text)).toEqual(octets);
        expect(octetLength(text)).toBe(octets.length);
      }),
      { numRuns: 500 },
    );
  });

  test("the first octets are those, also in the middle of a character", () => {
    fc.assert(
      fc.property(body, fc.nat(70), (octets, wanted) => {
        const first = firstOctets(textOf(octets), wanted);
        if (wanted > octets.length) expect(first).toBeNull();
        else expect(octetsOf(first ?? "")).toEqual(octets.subarray(0, wanted));
      }),
      { numRuns: 500 },
    );
  });
});

describe("messages", () => {
  test("what is written is read as it was, by either parser", () => {
    fc.assert(
      fc.property(message, (given) => {
        const text = writeMessage(given);
        expect(parseStrict(text)).toEqual(given);
        expect(parseFast(text)).toEqual(given);
        expect(parseStrict(writeOctets(given))).toEqual(given);
      }),
      { numRuns: 300 },
    );
  });

  test("what a parser accepts is written one way: read again, it is the same", () => {
    fc.assert(
      fc.property(damaged(inviteText), (text) => {
        for (const parse of [parseStrict, parseFast]) {
          const once = parse(octetsOf(text));
          if (isFault(once)) continue;
          const written = writeMessage(once);
          const again = parse(octetsOf(written));
          expect(again).toEqual(once);
          if (!isFault(again)) expect(writeMessage(again)).toBe(written);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("no damage throws, and a fault stands in the text", () => {
    let faults = 0;
    fc.assert(
      fc.property(fc.oneof(damaged(inviteText), fc.string({ unit: "binary" })), (text) => {
        for (const parse of [parseStrict, parseFast]) {
          const result = parse(text);
          if (!isFault(result)) continue;
          faults += 1;
          expect(result.where).toBeGreaterThanOrEqual(0);
          expect(result.where).toBeLessThanOrEqual(text.length);
          expect(result.clause).toMatch(/^RFC [0-9]+ §/);
        }
      }),
      { numRuns: 3000 },
    );
    expect(faults).toBeGreaterThan(1000);
  });

  test("what the strict parser accepts, the fast one reads the same", () => {
    fc.assert(
      fc.property(damaged(inviteText), (text) => {
        const strict = parseStrict(text);
        if (!isFault(strict)) expect(parseFast(text)).toEqual(strict);
      }),
      { numRuns: 2000 },
    );
  });

  test("a line end in a value begins no header", () => {
    const parsed = parseStrict(inviteText);
    if (isFault(parsed)) throw new Error(parsed.what);
    const split = withHeaders(parsed, "Subject", ["one\r\nTwo: three"]);
    const back = parseStrict(writeMessage(split));
    expect(isFault(back) ? back : [headerOf(back, "Subject"), headerOf(back, "Two")]).toEqual(["one Two: three", null]);
  });

  test("a body is cut at its length; without one it is all that is left", () => {
    const head = "MESSAGE sip:b@example.com SIP/2.0\r\nContent-Type: text/plain\r\n";
    const cut = parseFast(`${head}Content-Length: 3\r\n\r\nдaXYZ`);
    expect(isFault(cut) ? cut : cut.body).toBe("дa");
    const all = parseFast(`\r\n\r\n${head}\r\nдaXYZ`);
    expect(isFault(all) ? all : all.body).toBe("дaXYZ");
  });
});

describe("headers of a message", () => {
  const parsed = parseStrict(inviteText);
  if (isFault(parsed)) throw new Error(parsed.what);
  const names = (name: string, values: readonly string[], place?: "top" | "end") =>
    withHeaders(parsed, name, values, place).headers.map((header) => header.name);
  const before = parsed.headers.map(({ name }) => name);

  test("new ones stand where the first stood, on top or at the end", () => {
    const at = before.indexOf("Route");
    expect(names("Route", ["<sip:x.example>"])).toEqual(before.filter((name, index) => name !== "Route" || index === at));
    expect(names("Path", ["<sip:x.example>"], "top")[0]).toBe("Path");
    expect(names("Path", ["<sip:x.example>"]).at(-1)).toBe("Path");
    expect(names("Via", [])).toEqual(before.filter((name) => name !== "Via"));
    expect(headersOf(withHeaders(parsed, "Via", ["a", "b", "c", "d"]), "Via")).toEqual(["a", "b", "c", "d"]);
  });
});
