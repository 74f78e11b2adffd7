import fc from "fast-check";
import type { Address } from "../../src/sip/headers/address.ts";
import type { Param } from "../../src/sip/headers/params.ts";
import type { SipUri } from "../../src/sip/headers/uri.ts";
import type { Via } from "../../src/sip/headers/via.ts";
import type { Header, SipMessage } from "../../src/sip/message.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const of = (characters: string, least: number, most: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength: least, maxLength: most });

export const token = of(`${LETTERS}ABZ059-.!%*_+\`'~`, 1, 12);
/** The name of a parameter, which is read in lower case. */
const paramName = of(`${LETTERS}059-.!%*_+\`'~`, 1, 8);

/** Anything but line ends, which no header can say, and lone halves of characters, which no octets say. */
export const phrase = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom('"', "\\", " ", "a", "b", ";", "<", ">", ",", "\0"),
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    ),
    maxLength: 20,
  })
  .map((text) => text.replace(/[\r\n]/g, ""));

const quoted = phrase.map((text) => `"${text.replace(/["\\]|(?!\t)\p{Cc}/gu, "\\$&")}"`);
const paramValue = fc.option(fc.oneof(token, quoted, fc.constantFrom("192.0.2.1", "[2001:db8::1]")), { nil: null });
export const params: fc.Arbitrary<readonly Param[]> = fc.uniqueArray(fc.record({ name: paramName, value: paramValue }), {
  maxLength: 4,
  selector: ({ name }) => name,
});

const label = fc.tuple(of(LETTERS, 1, 6), of(`${LETTERS}09-`, 0, 4), of(`${LETTERS}09`, 1, 3)).map((parts) => parts.join(""));
const host = fc.oneof(
  fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join(".")),
  fc.ipV4(),
  fc.ipV6().map((address) => `[${address}]`),
);
const port = fc.option(fc.integer({ min: 0, max: 65535 }), { nil: null });

const escapedOctet = fc.integer({ min: 0, max: 255 }).map((octet) => `%${octet.toString(16).padStart(2, "0")}`);
const escaped = (characters: string, least: number) =>
  fc
    .array(fc.oneof({ weight: 8, arbitrary: of(characters, 1, 3) }, escapedOctet), { minLength: least, maxLength: 4 })
    .map((parts) => parts.join(""));
const uriParams: fc.Arbitrary<readonly Param[]> = fc.uniqueArray(
  fc.record({
    name: escaped(`${LETTERS}0-_.!~*'()[]/:&+$`, 1),
    value: fc.option(escaped(`${LETTERS}AZ0-_.!~*'()[]/:&+$`, 1), { nil: null }),
  }),
  { maxLength: 3, selector: ({ name }) => name },
);
const user = fc.option(escaped(`${LETTERS}AZ09-_.!~*'()&=+$,;?/`, 1), { nil: null });

export const sipUri: fc.Arbitrary<SipUri> = fc
  .record({
    kind: fc.constant("sip-uri" as const),
    scheme: fc.constantFrom("sip" as const, "sips" as const),
    user,
    password: fc.option(escaped(`${LETTERS}AZ09-_.!~*'()&=+$,`, 0), { nil: null }),
    host,
    port,
    params: uriParams,
    headers: fc.option(
      fc
        .array(
          fc
            .tuple(
              token.map((name) => name.replaceAll(/[%`]/g, "-")),
              of(LETTERS, 0, 4),
            )
            .map((pair) => pair.join("=")),
          { minLength: 1 },
        )
        .map((all) => all.join("&")),
      { nil: null },
    ),
  })
  .map((uri) => (uri.user === null ? { ...uri, password: null } : uri));

export const via: fc.Arbitrary<Via> = fc.record({
  kind: fc.constant("via" as const),
  transport: fc.constantFrom("UDP", "TCP", "TLS", "SCTP", "WS", "X-Y"),
  host,
  port,
  params: params.map((all) => all.filter(({ name }) => !["branch", "ttl", "rport", "received"].includes(name))),
});

export function addressOf(uri: fc.Arbitrary<string>): fc.Arbitrary<Address> {
  return fc.record({ kind: fc.constant("address" as const), display: fc.option(phrase, { nil: null }), uri, params });
}

const header: fc.Arbitrary<Header> = fc.record({
  // A letter that is the compact form of a name would come back as the name.
  name: fc.oneof(
    fc.constantFrom("Subject", "User-Agent", "P-Charging-Vector"),
    token.map((name) => `X-${name}`),
  ),
  value: fc.string({ unit: "grapheme", maxLength: 30 }).map((text) => text.replace(/\p{Cc}/gu, " ").replace(/^[ \t]+|[ \t]+$/g, "")),
});

/** Any octets at all, as a body has them. */
export const body: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 40 }).map((text) => new TextEncoder().encode(text)),
);

/** A message that a strict parser accepts; `encode` turns the octets of a body into its text. */
export function messageOf(encode: (octets: Uint8Array) => string, print: (via: Via) => string): fc.Arbitrary<SipMessage> {
  const common = fc.record({
    vias: fc.array(via, { minLength: 1, maxLength: 3 }),
    callId: token,
    tag: token,
    extra: fc.array(header, { maxLength: 5 }),
    body,
  });
  const headersOf = (
    { vias, callId, tag, extra, body: octets }: typeof common extends fc.Arbitrary<infer T> ? T : never,
    cseq: string,
  ): readonly Header[] => [
    ...vias.map((each) => ({ name: "Via", value: print(each) })),
    { name: "From", value: `<sip:a@example.com>;tag=${tag}` },
    { name: "To", value: "<sip:b@example.com>" },
    { name: "Call-ID", value: callId },
    { name: "CSeq", value: cseq },
    ...extra,
    ...(octets.length > 0 ? [{ name: "Content-Type", value: "application/octet-stream" }] : []),
  ];
  const request = fc.record({ common, method: token, number: fc.nat(2 ** 31 - 1) }).map(
    ({ common: all, method, number }): SipMessage => ({
      kind: "request",
      method,
      uri: "sip:b@example.com",
      headers: headersOf(all, `${number} ${method}`),
      body: encode(all.body),
    }),
  );
  const response = fc
    .record({ common, status: fc.integer({ min: 100, max: 699 }), reason: fc.string({ unit: "grapheme", maxLength: 12 }) })
    .map(
      ({ common: all, status, reason }): SipMessage => ({
        kind: "response",
        status,
        reason: reason.replace(/\p{Cc}/gu, ""),
        headers: headersOf(all, "1 INVITE"),
        body: encode(all.body),
      }),
    );
  return fc.oneof(request, response);
}

/** A text with some of its characters dropped, doubled, replaced or moved. */
export function damaged(text: string): fc.Arbitrary<string> {
  const hit = fc.record({
    at: fc.nat(Math.max(text.length - 1, 0)),
    length: fc.nat(20),
    put: fc.oneof(
      fc.constantFrom(
        "",
        "\r\n",
        "\r\n\r\n",
        " ",
        ";",
        ",",
        "<",
        ">",
        '"',
        "\\",
        ":",
        "\0",
        "%",
        "@",
        "=",
        "SIP/2.0",
        "99999999999999999999",
      ),
      fc.string({ unit: "binary", maxLength: 5 }),
    ),
  });
  return fc.array(hit, { minLength: 1, maxLength: 6 }).map((hits) => {
    let result = text;
    for (const { at, length, put } of hits) result = result.slice(0, at) + put + result.slice(at + length);
    return result;
  });
}
