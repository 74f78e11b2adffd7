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

describe("what a strict parser finds, and where", () => {
  const change = (from: string, to: string): string => {
    expect(inviteText).toContain(from);
    return inviteText.replace(from, to);
  };
  const found = (text: string) => {
    const result = parseStrict(text);
    return isFault(result) ? `${result.what} | ${text.slice(result.where, result.where + 12)}` : "accepted";
  };

  test.each([
    [
      "a control character",
      change("Privacy: none", "Privacy: no\u0001ne"),
      "Privacy: a character that no header may have | \u0001ne\r\nFrom: ",
    ],
    ["a control character that is quoted", change('"Alice A."', '"Alice\\\u0001 A."'), "accepted"],
    ["a tabulator", change("Privacy: none", "Privacy:\tn\tone"), "accepted"],
    [
      "an octet that is not UTF-8",
      change("Privacy: none", "Privacy: \udcff"),
      'Privacy: a character that no header may have | \udcff\r\nFrom: "Al',
    ],
    ["a character of two units", change("Privacy: none", "Privacy: 😀"), "accepted"],
    ["a name that is no token", change("Privacy: none", "Pri{vacy: none"), "Pri{vacy: expected a token as name | Pri{vacy: no"],
    ["a fault in a folded header", change("69", "\r\n \t6x9"), 'Max-Forwards: expected the end of the value, found "x" | x9\r\nRoute: <'],
    ["a fault behind a fold", change("CSeq: 127 ", "CSeq: 127\r\n   \t"), "accepted"],
    [
      "a fault far behind a fold",
      change("CSeq: 127 INVITE", "CSeq: 127\r\n   INVITE,"),
      'CSeq: expected the end of the value, found "," | ,\r\nRequire: ',
    ],
    [
      "a fault behind Content-Length",
      inviteText.replace(/Require: sec-agree(.*)(Content-Length: [0-9]+\r\n)/s, "$2Require: $1"),
      'Require: expected a token, found "," | , preconditi',
    ],
    ["a body without its type", change("Content-Type: application/sdp\r\n", ""), "a body without Content-Type | v=0\r\no=alice"],
    ["no colon", change("Privacy: none", "Privacy none"), "expected a colon in the header field | Privacy none"],
    ["a LF alone", change("Privacy: none", "Privacy: no\nne"), "a CR or LF alone | Privacy: no\n"],
    ["no end of the header", "INVITE sip:a@b SIP/2.0\r\nTo: x\r\n", "expected an empty line after the header fields | "],
    ["no URI", "INVITE SIP/2.0\r\n\r\n", "expected a method, a URI and a version | INVITE SIP/2"],
    ["a method that is none", change("INVITE sip:bob", "INV{ITE sip:bob"), "expected a method | INV{ITE sip:"],
    ["a status without a space", "SIP/2.0 200\r\n\r\n", "expected a space after the status | \r\n\r\n"],
    ["another version of a response", "SIP/3.0 200 OK\r\n\r\n", "expected the version SIP/2.0 | SIP/3.0 200 "],
    ["a port that is none", change("net:5060", "net:65536"), "Via: expected a port from 0 to 65535"],
  ])("%s", (_, text, expected) => {
    expect(found(text).startsWith(expected), found(text)).toBe(true);
  });
});

test("hostile messages are read to their end: in quadratic time this would run out of it", () => {
  const start = "INVITE sip:a@b SIP/2.0\r\n";
  const parts = [
    "\r\n",
    "A: b\r\n",
    "A:\r\n b\r\n",
    "A: \r\n ",
    "Via: SIP/2.0/UDP h\r\n",
    ":",
    " ",
    "Content-Length: 1\r\n",
    "д",
    "\udcff",
    "\\",
  ];
  for (const part of parts) {
    const long = part.repeat(40_000);
    for (const text of [long, start + long, `${start}A: ${long}\r\n\r\n`, `${start}\r\n${long}`]) {
      expect([parseStrict(text).kind, parseStrict(octetsOf(text)).kind]).toEqual(["fault", "fault"]);
    }
  }
});

describe("headers of a message", () => {
  const parsed = parseStrict(inviteText);
  if (isFault(parsed)) throw new Error(parsed.what);
  const names = (name: string, values: readonly string[], place?: "top" | "end") =>
    withHeaders(parsed, name, values, place).headers.map((header) => header.name);
  const before = parsed.headers.map(({ name }) => name);

  test("new ones stand where the first stood, below Via or at the end", () => {
    const at = before.indexOf("Route");
    expect(names("Route", ["<sip:x.example>"])).toEqual(before.filter((name, index) => name !== "Route" || index === at));
    expect(names("Path", ["<sip:x.example>"], "top").indexOf("Path")).toBe(before.lastIndexOf("Via") + 1);
    expect(names("Path", ["<sip:x.example>"]).at(-1)).toBe("Path");
    expect(names("Via", [])).toEqual(before.filter((name) => name !== "Via"));
    expect(headersOf(withHeaders(parsed, "Via", ["a", "b", "c", "d"]), "Via")).toEqual(["a", "b", "c", "d"]);
  });
});
