import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addressOf, contactsOf, cseqOf, numberOf, routesOf, tokensOf } from "../../src/sip/fields.ts";
import { readCredentials } from "../../src/sip/headers/authorization.ts";
import { readMediaType, readMediaTypes } from "../../src/sip/headers/tokens.ts";
import { readUri } from "../../src/sip/headers/uri.ts";
import { branchOf, readVias, type Via } from "../../src/sip/headers/via.ts";
import { headerOf, headersOf, isFault, type SipMessage } from "../../src/sip/message.ts";
import { octetLength, octetsOf, textOf } from "../../src/sip/octets.ts";
import { parseFast } from "../../src/sip/parse-fast.ts";
import { parseStrict } from "../../src/sip/parse-strict.ts";
import { parseDescription } from "../../src/sip/sdp/parse-description.ts";
import { writeDescription } from "../../src/sip/sdp/write-description.ts";
import { writeMessage, writeOctets } from "../../src/sip/write-message.ts";
import { sharedFolder } from "./shared-folder.ts";
import { torture } from "./torture-table.ts";

const shared = sharedFolder();
const folder = shared === null ? null : join(shared, "real", "rfc4475");
if (folder === null) {
  console.warn(
    "\nSKIPPED: the messages of RFC 4475 are not here. Put them beside the checkout (../shared/real/rfc4475), or set CALLFLOW_SHARED.\n",
  );
}

function octets(file: string): Uint8Array {
  return readFileSync(join(folder ?? "", `${file}.dat`));
}

function read(file: string): SipMessage {
  const message = parseStrict(octets(file));
  if (isFault(message)) throw new Error(`${file}: ${message.what}`);
  return message;
}

function viasOf(message: SipMessage): readonly Via[] {
  return headersOf(message, "Via").flatMap((line) => {
    const vias = readVias(line);
    return isFault(vias) ? [] : vias;
  });
}

describe.skipIf(folder === null)("RFC 4475", () => {
  test("the table has every message, and every class in its number", () => {
    expect(torture.map(({ file }) => `${file}.dat`).toSorted()).toEqual(readdirSync(folder ?? "").toSorted());
    expect(torture.filter(({ clause, valid }) => clause.startsWith("3.1.1.") && valid)).toHaveLength(13);
    expect(torture.filter(({ clause, valid }) => clause.startsWith("3.1.2.") && !valid)).toHaveLength(19);
  });

  test.each(torture.filter(({ valid }) => valid))("§$clause $file is accepted", (expected) => {
    const message = read(expected.file);
    const start = message.kind === "request" ? `${message.method} ${message.uri}` : `${message.status} ${message.reason}`;
    expect({ start, headers: message.headers.length, body: octetLength(message.body) }).toEqual({
      start: expected.valid && expected.start,
      headers: expected.valid && expected.headers,
      body: expected.valid && expected.body,
    });
    expect(parseFast(octets(expected.file))).toEqual(message);
    expect(parseStrict(writeOctets(message))).toEqual(message);
    expect(parseFast(writeMessage(message))).toEqual(message);
    expect(writeMessage(message)).toBe(writeMessage(read(expected.file)));
  });

  test.each(torture.filter(({ valid }) => !valid))("§$clause $file is rejected for its reason", (expected) => {
    const message = parseStrict(octets(expected.file));
    if (expected.valid || !isFault(message)) throw new Error("accepted");
    expect(message.what).toContain(expected.what);
    expect(message.answer).toBe(expected.answer);
    expect(message.clause).toMatch(/^RFC 3261 §/);
    const text = textOf(octets(expected.file));
    expect(text.slice(message.where, message.where + Math.max(expected.at.length, 1))).toBe(expected.at);
  });
});

describe.skipIf(folder === null)("what RFC 4475 says of the fields", () => {
  test("3.1.1.1: folded, spaced, in any case, compact and unknown", () => {
    const message = read("wsinv");
    expect(cseqOf(message)).toEqual({ kind: "cseq", number: 9, method: "INVITE" });
    expect(numberOf(message, "Max-Forwards")).toBe(68);
    expect(addressOf(message, "To")).toEqual({
      kind: "address",
      display: null,
      uri: "sip:vivekg@chair-dnrc.example.com",
      params: [{ name: "tag", value: "1918181833n" }],
    });
    expect(addressOf(message, "From")?.display).toBe('J Rosenberg \\"');
    expect(viasOf(message)).toMatchObject([
      { transport: "UDP", host: "192.0.2.2", params: [{ name: "branch", value: "390skdjuw" }] },
      { transport: "TCP", host: "spindle.example.com", params: [{ name: "branch", value: "z9hG4bK9ikj8" }] },
      { transport: "UDP", host: "192.168.255.111", params: [{ name: "branch", value: "z9hG4bK30239" }] },
    ]);
    expect(headerOf(message, "Subject")).toBe("");
    expect(headerOf(message, "NewFangledHeader")).toBe("newfangled value continued newfangled value");
    expect(headerOf(message, "UnknownHeaderWithUnusualValue")).toBe(";;,,;;,;");
    expect(contactsOf(message)).toMatchObject([
      {
        display: 'Quoted string ""',
        params: [
          { name: "newparam", value: "newvalue" },
          { name: "secondparam", value: null },
          { name: "q", value: "0.33" },
        ],
      },
    ]);
    expect(routesOf(message, "Route")).toMatchObject([{ uri: "sip:services.example.com;lr;unknownwith=value;unknown-no-value" }]);
  });

  test("3.1.1.2: every character that a token, a user or a quoted string may have", () => {
    const message = read("intmeth");
    expect(addressOf(message, "To")?.display).toBe("BEL:\u0007 NUL:\0 DEL:\u007f");
    expect(addressOf(message, "From")).toEqual({
      kind: "address",
      display: "token1~` token2'+_ token3*%!.-",
      uri: "sip:mundane@example.com",
      params: [
        { name: "fromparam''~+*_!.-%", value: '"работающий"' },
        { name: "tag", value: "_token~1'+`*%!-." },
      ],
    });
    expect(message.kind === "request" && readUri(message.uri)).toMatchObject({
      user: "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*",
      password: "&it+has=1,weird!*pas$wo~d_too.(doesn't-it)",
      host: "example.com",
    });
    expect(numberOf(message, "Max-Forwards")).toBe(255);
    expect(headerOf(message, "extensionHeader-!.%*+_`'~")).toBe("\ufeff大停電");
  });

  test("3.1.1.3 to 3.1.1.5: an escape belongs to its URI, and is none in a name", () => {
    expect(readUri("sip:sips%3Auser%40example.com@example.net")).toMatchObject({ user: "sips%3Auser%40example.com", host: "example.net" });
    expect(contactsOf(read("escnull")).map(({ uri }) => uri)).toEqual(["sip:%00@host5.example.com", "sip:%00%00@host5.example.com"]);
    const message = read("esc02");
    expect(message).toMatchObject({ method: "RE%47IST%45R" });
    expect(addressOf(message, "To")?.display).toBe("%Z%45");
    expect(contactsOf(message).map(({ uri }) => uri)).toEqual(["sip:alias1@host1.example.com", "sip:alias3@host3.example.com"]);
    expect(headerOf(message, "C%6Fntact")).toBe("<sip:alias2@host2.example.com>");
  });

  test("3.1.1.6 to 3.1.1.10: names without space, long values, octets after the end, odd users, any transport", () => {
    expect(addressOf(read("lwsdisp"), "From")).toMatchObject({ display: "caller", uri: "sip:caller@example.com" });
    const vias = viasOf(read("longreq"));
    expect(vias).toHaveLength(34);
    expect(vias.at(-1)).toMatchObject({ host: "host.example.com", params: [{ name: "received", value: "192.0.2.5" }, { name: "branch" }] });
    expect(headerOf(read("dblreq"), "Call-ID")).toBe("dblreq.0ha0isndaksdj99sdfafnl3lk233412");
    expect(readUri("sip:user;par=u%40example.net@example.com")).toMatchObject({ user: "user;par=u%40example.net", params: [] });
    const accept = readMediaTypes(headerOf(read("semiuri"), "Accept") ?? "");
    expect(accept).toHaveLength(6);
    const transports = viasOf(read("transports"));
    expect(transports.map(({ transport }) => transport)).toEqual(["UDP", "SCTP", "TLS", "UNKNOWN", "TCP"]);
  });

  test("3.1.1.11: a body of any octets stays as it is", () => {
    const message = read("mpart01");
    const raw = octets("mpart01");
    expect(Buffer.from(octetsOf(message.body)).equals(raw.subarray(raw.length - 553))).toBe(true);
    expect(readMediaType(headerOf(message, "Content-Type") ?? "")).toMatchObject({ type: "multipart", subtype: "mixed" });
  });

  test("the session descriptions are read, and written as they were", () => {
    const described = torture.filter(({ valid }) => valid).map(({ file }) => read(file));
    const bodies = described.filter((message) => headerOf(message, "Content-Type") === "application/sdp").map(({ body }) => body);
    expect(bodies).toHaveLength(7);
    for (const body of bodies) {
      const description = parseDescription(body);
      expect(isFault(description) ? description : writeDescription(description)).toBe(body);
    }
  });

  test("3.2 to 3.4: what the layers above decide on", () => {
    expect(viasOf(read("badbranch")).map(branchOf)).toEqual(["z9hG4bK"]);
    expect(readUri("nobodyKnowsThisScheme:totallyopaquecontent")).toMatchObject({ kind: "other-uri", scheme: "nobodyknowsthisscheme" });
    expect(addressOf(read("unksm2"), "To")).toMatchObject({ uri: "isbn:2983792873" });
    expect(tokensOf(read("bext01"), "Require")).toEqual(["nothingSupportsThis", "nothingSupportsThisEither"]);
    expect(tokensOf(read("bext01"), "Proxy-Require")).toEqual(["noProxiesSupportThis", "norDoAnyProxiesSupportThis"]);
    expect(readMediaType(headerOf(read("invut"), "Content-Type") ?? "")).toMatchObject({ type: "application", subtype: "unknownformat" });
    expect(readCredentials(headerOf(read("regaut01"), "Authorization") ?? "")).toMatchObject({ scheme: "NoOneKnowsThisScheme" });
    expect(viasOf(read("bcast"))).toMatchObject([{ host: "192.0.2.198" }, { host: "255.255.255.255" }]);
    expect(numberOf(read("zeromf"), "Max-Forwards")).toBe(0);
    expect(contactsOf(read("cparam01"))).toMatchObject([{ uri: "sip:+19725552222@gw1.example.net", params: [{ name: "unknownparam" }] }]);
    expect(contactsOf(read("cparam02"))).toMatchObject([{ uri: "sip:+19725552222@gw1.example.net;unknownparam", params: [] }]);
    expect(contactsOf(read("regescrt"))).toMatchObject([{ uri: "sip:user@example.com?Route=%3Csip:sip.example.com%3E" }]);
    expect(headerOf(read("sdp01"), "Accept")).toBe("text/nobodyKnowsThis");
    const old = read("inv2543");
    expect([addressOf(old, "To")?.params, headerOf(old, "Max-Forwards")]).toEqual([[{ name: "user", value: "phone" }], null]);
  });
});
