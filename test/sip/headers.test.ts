import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printAddress, printAddresses, readAddress, readAddresses, readContacts, readRoutes } from "../../src/sip/headers/address.ts";
import {
  printAuthorization,
  printAuthParams,
  readAuthenticationInfo,
  readChallenge,
  readCredentials,
} from "../../src/sip/headers/authorization.ts";
import {
  printEvent,
  printReplaces,
  printSubscriptionState,
  readEvent,
  readReplaces,
  readSubscriptionState,
} from "../../src/sip/headers/events.ts";
import { grammarOf } from "../../src/sip/headers/grammar.ts";
import { isIpv4, isIpv6 } from "../../src/sip/headers/host.ts";
import { printCSeq, printRAck, readCSeq, readMaxForwards, readRAck, readRSeq, readSeconds } from "../../src/sip/headers/numbers.ts";
import { paramOf, printParams, withoutParam, withParam } from "../../src/sip/headers/params.ts";
import { quote, unquote } from "../../src/sip/headers/quoted.ts";
import { printMediaType, printTokens, readCallId, readMediaType, readTokens } from "../../src/sip/headers/tokens.ts";
import { printUri, readUri } from "../../src/sip/headers/uri.ts";
import { printVia, readVias } from "../../src/sip/headers/via.ts";
import { headersOf, isFault } from "../../src/sip/message.ts";
import { parseStrict } from "../../src/sip/parse-strict.ts";
import { addressOf, damaged, params, phrase, sipUri, token, via } from "./arbitraries.ts";
import { inviteText } from "./invite-text.ts";

/** What is printed is read as it was, and printed the same again. */
function isIdentity<T>(arbitrary: fc.Arbitrary<T>, print: (value: T) => string, read: (text: string) => unknown): void {
  fc.assert(
    fc.property(arbitrary, (value) => {
      const text = print(value);
      expect(read(text)).toEqual(value);
      expect(text).not.toMatch(/[\r\n]/);
    }),
    { numRuns: 300 },
  );
}

const uri = sipUri.map(printUri);
const address = addressOf(uri);
const number = fc.nat(2 ** 31 - 1);

describe("what is printed is read as it was", () => {
  test("quoted text", () => isIdentity(phrase, quote, unquote));
  test("SIP URI", () => isIdentity(sipUri, printUri, readUri));
  test("other URI", () =>
    isIdentity(
      fc.record({
        kind: fc.constant("other-uri"),
        scheme: fc.constantFrom("tel", "urn", "http", "soap.beep"),
        rest: fc.constantFrom("+1-2;a=b", "x:y", "//h/p?q"),
      }),
      printUri as (value: { kind: string }) => string,
      readUri,
    ));
  test("Via, one and several", () => {
    isIdentity(via, printVia, (text) => [readVias(text)].flat()[0]);
    isIdentity(fc.array(via, { minLength: 1, maxLength: 4 }), (all) => all.map(printVia).join(" , "), readVias);
  });
  test("From, To, Refer-To", () => isIdentity(address, printAddress, readAddress));
  test("Contact, Route, Record-Route", () => {
    const several = fc.array(address, { minLength: 1, maxLength: 4 });
    isIdentity(several, printAddresses, readAddresses);
    isIdentity(several, printAddresses, readContacts);
    isIdentity(several, printAddresses, readRoutes);
  });
  test("CSeq and RAck", () => {
    isIdentity(fc.record({ kind: fc.constant("cseq" as const), number, method: token }), printCSeq, readCSeq);
    isIdentity(fc.record({ kind: fc.constant("rack" as const), rseq: fc.nat(2 ** 31), cseq: number, method: token }), printRAck, readRAck);
  });
  test("Max-Forwards, Expires, RSeq", () => {
    isIdentity(fc.nat(255), String, readMaxForwards);
    isIdentity(fc.nat(2 ** 32 - 1), String, readSeconds);
    isIdentity(fc.integer({ min: 1, max: 2 ** 32 - 1 }), String, readRSeq);
  });
  test("Event and Subscription-State", () => {
    isIdentity(fc.record({ kind: fc.constant("event" as const), package: token, params }), printEvent, readEvent);
    const others = params.map((all) => all.filter(({ name }) => name !== "expires" && name !== "retry-after"));
    const state = fc.constantFrom("active", "pending", "terminated");
    isIdentity(
      fc.record({ kind: fc.constant("subscription-state" as const), state, params: others }),
      printSubscriptionState,
      readSubscriptionState,
    );
  });
  test("Replaces", () => {
    const others = params.map((all) => all.filter(({ name }) => !["to-tag", "from-tag", "early-only"].includes(name)));
    const callId = fc.tuple(token, fc.option(token, { nil: null })).map(([word, host]) => (host === null ? word : `${word}@${host}`));
    const replaces = {
      kind: fc.constant("replaces" as const),
      callId,
      toTag: token,
      fromTag: token,
      earlyOnly: fc.boolean(),
      params: others,
    };
    isIdentity(fc.record(replaces), printReplaces, readReplaces);
  });
  test("Allow, Supported, Require", () => isIdentity(fc.array(token, { maxLength: 6 }), printTokens, readTokens));
  test("Content-Type", () => {
    const lower = token.map((text) => text.toLowerCase());
    isIdentity(fc.record({ kind: fc.constant("media-type" as const), type: lower, subtype: lower, params }), printMediaType, readMediaType);
  });
  test("WWW-Authenticate, Authorization, Authentication-Info", () => {
    const some = params.filter((all) => all.length > 0);
    isIdentity(fc.record({ kind: fc.constant("challenge" as const), scheme: token, params: some }), printAuthorization, readChallenge);
    isIdentity(fc.record({ kind: fc.constant("credentials" as const), scheme: token, params: some }), printAuthorization, readCredentials);
    isIdentity(some, printAuthParams, readAuthenticationInfo);
  });
});

test("no damage to a header throws, and a fault stands in its value", () => {
  const message = parseStrict(inviteText);
  if (isFault(message)) throw new Error(message.what);
  const values = message.headers.map(({ name, value }) => damaged(value).map((text) => ({ name, text })));
  fc.assert(
    fc.property(
      fc.oneof(
        ...values,
        fc.record({
          name: fc.constantFrom("Via", "To", "Contact", "Replaces", "RAck", "Warning", "Retry-After", "Date"),
          text: fc.string({ unit: "binary" }),
        }),
      ),
      ({ name, text }) => {
        const result = grammarOf(name)?.read(text);
        if (!isFault(result)) return;
        expect(result.where).toBeGreaterThanOrEqual(0);
        expect(result.where).toBeLessThanOrEqual(text.length);
      },
    ),
    { numRuns: 3000 },
  );
});

describe("a first look", () => {
  const message = parseStrict(inviteText);
  if (isFault(message)) throw new Error(message.what);
  const wholeOf: Readonly<Record<string, fc.Arbitrary<string>>> = {
    Via: fc.array(via.map(printVia), { minLength: 1, maxLength: 3 }).map((all) => all.join(", ")),
    From: address.map(printAddress),
    Contact: fc.array(address, { minLength: 1, maxLength: 3 }).map(printAddresses),
    Route: fc.array(address, { minLength: 1, maxLength: 3 }).map(printAddresses),
    "Refer-To": address.map(printAddress),
    "Call-ID": fc.tuple(token, token).map((words) => words.join("@")),
    Supported: fc.array(token, { minLength: 1 }).map(printTokens),
    Accept: fc.tuple(token, token, params).map(([type, subtype, all]) => `${type}/${subtype}${printParams(all)}`),
    "Content-Type": fc.tuple(token, token, params).map(([type, subtype, all]) => `${type}/${subtype}${printParams(all)}`),
  };
  const special = fc.constantFrom(";branch", ";ttl=256", ";received=h", ";RPORT=x", ";tag", ";tag=[", ";Q=2", ";expires=x", "\u0001", "é");

  test("what it says yes to, the grammar accepts, and no other", () => {
    let plain = 0;
    const all = Object.entries(wholeOf).map(([name, whole]) =>
      fc
        .tuple(whole, fc.option(special, { nil: "" }))
        .map(([text, more]) => text + more)
        .chain((text) => fc.oneof(fc.constant(text), damaged(text)))
        .map((text) => ({ name, text })),
    );
    fc.assert(
      fc.property(fc.oneof(...all), ({ name, text }) => {
        const grammar = grammarOf(name);
        if (grammar?.isPlain(text) !== true) return;
        plain += 1;
        expect(grammar.read(text)).not.toMatchObject({ kind: "fault" });
        expect(text).toMatch(/^[\t -~]*$/);
      }),
      { numRuns: 5000 },
    );
    expect(plain).toBeGreaterThan(500);
  });

  test("of an ordinary message it says yes to nearly all that has more than one part", () => {
    const looked = message.headers.flatMap(({ name, value }) => {
      const isPlain = grammarOf(name)?.isPlain(value);
      return isPlain === undefined || isPlain ? [] : [name];
    });
    expect(looked).toEqual(["Max-Forwards", "CSeq"]);
  });
});

test("hostile values are read to their end: in quadratic time this would run out of it", () => {
  const parts = [
    "<sip:a@b>,",
    "%41",
    "a=b;",
    '"\\"',
    "a.",
    ":1",
    "<",
    "<<",
    " ",
    "[",
    "(",
    "/",
    "SIP/2.0/UDP h;",
    "1 1 ",
    "a@",
    "\t,",
    `100 a "",`,
  ];
  for (const name of [
    "Via",
    "From",
    "Contact",
    "Route",
    "Accept",
    "Replaces",
    "Authorization",
    "Warning",
    "Retry-After",
    "RAck",
    "Call-ID",
  ]) {
    for (const part of parts) {
      const long = part.repeat(40_000);
      for (const text of [long, `Digest ${long}`, `<sip:${long}>`, `"${long}`]) {
        expect(grammarOf(name)?.read(text)).toBeDefined();
        expect(grammarOf(name)?.isPlain(text)).toBeDefined();
      }
    }
  }
});

describe("what no header may say", () => {
  test.each([
    ["Via", "SIP/2.0/UDP", "a transport and a space"],
    ["Via", "SIP/2.0/UDP host:70000", "a port from 0 to 65535"],
    ["Via", "SIP/2.0/UDP ho_st", "a comma or the end"],
    ["Via", "SIP/2.0/UDP -host", "a host"],
    ["Via", "SIP/2.0/UDP 1.2.3.256", "a host"],
    ["Via", "SIP/2.0/UDP [::1", "a host"],
    ["Via", "SIP/2.0/UDP h;rport=x", "a proper value of rport"],
    ["Via", "SIP/2.0/UDP h;branch", "a proper value of branch"],
    ["Via", "SIP/2.0/UDP h;ttl=256", "a proper value of ttl"],
    ["Via", "SIP/2.0/UDP h;received=host", "a proper value of received"],
    ["Via", "SIP/2.0/UDP h;a=1;A=2", "the parameter a stands twice"],
    ["Via", "SIP/2.0/UDP h,", "SIP/2.0"],
    ["From", "<sip:a@b>;tag=a:b", "a token as tag"],
    ["From", "<sip:a@b>;tag=", "a value of the parameter tag"],
    ["From", "Bob sip:a@b", '"<"'],
    ["From", "<sip:a@b", '">"'],
    ["From", "<sip:a@b>, <sip:c@d>", "the end of the value"],
    ["From", "<sip:%4@b>", "two hexadecimal digits"],
    ["From", "<sip:@b>", "a user"],
    ["From", "<sip:a@b:>", "a port"],
    ["From", "<sip:a@b;;lr>", "the name of a parameter"],
    ["From", "<sip:a@b;lr;lr=1>", "the parameter lr stands twice"],
    ["From", "<sip:a@b?>", "a header of the URI"],
    ["From", "<tel:>", "what follows tel:"],
    ["Route", "sip:a@b", '"<"'],
    ["Route", "", "an address"],
    ["Contact", "*, <sip:a@b>", '"<"'],
    ["Contact", "<sip:a@b>;q=1.5", "q from 0 to 1"],
    ["Contact", "<sip:a@b>;expires=4294967296", "a number up to 4294967295"],
    ["CSeq", "1", "a space and a method"],
    ["CSeq", "2147483648 INVITE", "a number up to 2147483647"],
    ["CSeq", "1 INVITE x", "the end of the value"],
    ["RAck", "1 INVITE", "a number"],
    ["RSeq", "0", "a number from 1"],
    ["Max-Forwards", "256", "a number up to 255"],
    ["Expires", "-1", "a number"],
    ["Call-ID", "a@b@c", "a word"],
    ["Call-ID", "a b", "a word"],
    ["Event", ";id=1", "a token"],
    ["Subscription-State", "active;expires=soon", "a number"],
    ["Replaces", "a@b;to-tag=1", "one to-tag and one from-tag"],
    ["Supported", "a,,b", "a token"],
    ["Content-Type", "application", "/ and a subtype"],
    ["Content-Type", "a/b, c/d", "one media type"],
    ["Date", "Sat, 15 Oct 2005 04:44:56 CET", "GMT"],
    ["Warning", '1812 overture "In Progress"', "a code of three digits"],
    ["Warning", "399 host", "a text in quotes"],
    ["Retry-After", "4294967296", "a number up to"],
    ["Authorization", "Digest", "a scheme and what it needs"],
    ["Authorization", 'Digest username="a" realm="b"', "the end of the value"],
    ["WWW-Authenticate", "Digest realm", ""],
  ])("%s: %s", (name, value, what) => {
    const result = grammarOf(name)?.read(value);
    if (what === "") expect(isFault(result)).toBe(false);
    else expect(isFault(result) ? result.what : "accepted").toContain(what);
    expect(grammarOf(name)?.isPlain(value)).toBe(false);
  });
});

test("what may be said, in every way it may be said", () => {
  expect(readAddress('"A \\"B\\"" <SIP:a@B.example>;TAG=x')).toEqual({
    kind: "address",
    display: 'A "B"',
    uri: "SIP:a@B.example",
    params: [{ name: "tag", value: "x" }],
  });
  expect(readContacts("*")).toEqual([]);
  expect(readContacts("sip:a@b;q=0.5, <sip:c@d;lr>")).toMatchObject([{ params: [{ name: "q" }] }, { uri: "sip:c@d;lr", params: [] }]);
  expect(grammarOf("Retry-After")?.read("18000 (busy \\) now);duration=3600")).toBe(18000);
  expect(grammarOf("Warning")?.read('307 isi.edu "Session parameter not understood", 301 [::1]:5060 "x"')).toHaveLength(2);
  expect(grammarOf("Authorization")?.read("Bearer ey0=")).toBe("Bearer ey0=");
  expect(readCallId("a84b4c76e66710@pc33.atlanta.example.com")).toBe("a84b4c76e66710@pc33.atlanta.example.com");
});

test("addresses of IPv4 and IPv6", () => {
  expect(["1.2.3.4", "255.255.255.255"].every(isIpv4)).toBe(true);
  expect(["1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.a", ""].some(isIpv4)).toBe(false);
  expect(["::", "::1", "1::", "1:2:3:4:5:6:7:8", "::ffff:192.0.2.1", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7::"].every(isIpv6)).toBe(true);
  expect(["", ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "1.2.3.4::", "1:2:3:4:5:6:7::8"].some(isIpv6)).toBe(
    false,
  );
});

test("parameters are set where they stand", () => {
  const some = [
    { name: "a", value: "1" },
    { name: "lr", value: null },
  ] as const;
  expect(printParams(withParam(some, "a", "2"))).toBe(";a=2;lr");
  expect(printParams(withParam(some, "b", '"x y"'))).toBe(';a=1;lr;b="x y"');
  expect(printParams(withoutParam(some, "a"))).toBe(";lr");
  expect([paramOf(some, "a"), paramOf(some, "lr"), paramOf(some, "b")]).toEqual(["1", "", null]);
  expect(headersOf({ kind: "response", status: 200, reason: "OK", headers: [], body: "" }, "Via")).toEqual([]);
});
