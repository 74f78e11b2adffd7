import { expect, test } from "vitest";
import { type Header, headersOf, type SipRequestMessage } from "../../../src/sip/message.ts";
import { type Bindings, bindingsOf, register, targetsIn } from "../../../src/sip/registration/registrar.ts";
import { request } from "../requests.ts";

const config = { defaultExpires: 3600, minExpires: 60, maxExpires: 7200 };

interface Asked {
  readonly contacts: readonly string[];
  readonly cseq?: number;
  readonly expires?: number;
  readonly callId?: string;
  readonly more?: readonly Header[];
}

function asking({ contacts, cseq = 1, expires, callId = "1", more = [] }: Asked): SipRequestMessage {
  const says = expires === undefined ? [] : [{ name: "Expires", value: `${expires}` }];
  const headers = [...contacts.map((value) => ({ name: "Contact", value })), ...says, ...more];
  return request("REGISTER", { uri: "sip:biloxi.example.com", to: "Bob <sip:bob@Biloxi.example.com>", callId, cseq, headers });
}

/** Asks one after another, a second apart. @returns the answers: status and contacts */
function ask(...all: readonly Asked[]): { readonly said: readonly string[]; readonly bindings: Bindings } {
  let bindings: Bindings = {};
  const said = all.map((asked, index) => {
    const registered = register(bindings, asking(asked), 1000 * index, config);
    bindings = registered.bindings;
    const { status, headers = [] } = registered.answer;
    return [status, ...headers.map(({ name, value }) => (name === "Contact" ? value : `${name}: ${value}`))].join(" ");
  });
  return { said, bindings };
}

const one = "<sip:bob@one>";
const two = "<sip:bob@two>";

test("a binding is made, asked for, renewed, joined by another, and removed (RFC 3665 §2)", () => {
  const { said, bindings } = ask(
    { contacts: [one], cseq: 1 },
    { contacts: [], cseq: 2 },
    { contacts: [`${two};expires=100`], cseq: 3 },
    { contacts: [one], cseq: 4, expires: 600 },
    { contacts: ["<sip:bob@ONE>;expires=0"], cseq: 5 },
    { contacts: ["*"], cseq: 6, expires: 0 },
  );
  expect(said).toEqual([
    "200 <sip:bob@one>;expires=3600",
    "200 <sip:bob@one>;expires=3599",
    "200 <sip:bob@one>;expires=3598 <sip:bob@two>;expires=100",
    "200 <sip:bob@two>;expires=99 <sip:bob@one>;expires=600",
    "200 <sip:bob@two>;expires=98",
    "200",
  ]);
  expect(bindings).toEqual({});
});

test("a binding ends with its time", () => {
  const { bindings } = ask({ contacts: [one], expires: 60 });
  expect(bindingsOf(bindings, "sip:bob@biloxi.example.com", 59_999).map(({ contact }) => contact.uri)).toEqual(["sip:bob@one"]);
  expect(bindingsOf(bindings, "sip:bob@biloxi.example.com", 60_000)).toEqual([]);
  expect(register(bindings, asking({ contacts: [], cseq: 2 }), 60_000, config).bindings).toEqual({});
});

test("a request of the same Call-ID with a CSeq that is not higher changes nothing (RFC 3261 §10.3)", () => {
  expect(ask({ contacts: [one], cseq: 5 }, { contacts: [`${one};expires=0`], cseq: 5 }).said[1]).toBe("500");
  expect(ask({ contacts: [one], cseq: 5 }, { contacts: ["*"], expires: 0, cseq: 4 }).said[1]).toBe("500");
  expect(ask({ contacts: [one], cseq: 5 }, { contacts: [`${one};expires=0`], cseq: 1, callId: "2" }).said[1]).toBe("200");
  const { bindings } = ask({ contacts: [one], cseq: 5 }, { contacts: [two, `${one};expires=0`], cseq: 5 });
  expect(bindingsOf(bindings, "sip:bob@biloxi.example.com", 2000).map(({ contact }) => contact.uri)).toEqual(["sip:bob@one"]);
});

test("too short a time is refused, too long a one cut (§10.3)", () => {
  for (const expires of [1, 59]) expect(ask({ contacts: [one], expires }).said).toEqual(["423 Min-Expires: 60"]);
  expect(ask({ contacts: [one], expires: 60 }).said).toEqual(["200 <sip:bob@one>;expires=60"]);
  expect(ask({ contacts: [`${one};expires=9999`] }).said).toEqual(["200 <sip:bob@one>;expires=7200"]);
});

test("* goes with Expires 0 alone", () => {
  expect(ask({ contacts: ["*"], expires: 60 }).said).toEqual(["400"]);
  expect(ask({ contacts: ["*"] }).said).toEqual(["400"]);
});

test("the path is kept, given back, and leads to the contact (RFC 3327 §5.3)", () => {
  const path = [{ name: "Path", value: "<sip:p2;lr>, <sip:p1;lr>" }];
  const { said, bindings } = ask({ contacts: [one], more: [{ name: "Supported", value: "path" }, ...path] });
  expect(said).toEqual(["200 <sip:bob@one>;expires=3600 Path: <sip:p2;lr>, <sip:p1;lr>"]);
  expect(targetsIn(bindings, "sip:bob@biloxi.example.com", 0)).toEqual([{ uri: "sip:bob@one", routes: ["<sip:p2;lr>", "<sip:p1;lr>"] }]);
  expect(targetsIn(ask({ contacts: [one], more: path }).bindings, "sip:bob@biloxi.example.com", 0)).toEqual([
    { uri: "sip:bob@one", routes: [] },
  ]);
  expect(headersOf(asking({ contacts: [one], more: path }), "Path")).toHaveLength(1);
  // Option tags are compared without regard to case (RFC 3261 §7.3.1).
  expect(ask({ contacts: [one], more: [{ name: "Supported", value: "gruu, Path" }, ...path] }).said).toEqual(said);
});
