import { expect, test } from "vitest";
import { aMessage, article, quotedMessage, takesArticle, theMessage } from "../../src/model/nouns.ts";

test("common nouns take an article, names do not", () => {
  for (const noun of [
    "remote end point",
    "SIP core in the partner MC system",
    "SIP core / IMS in the primary MC system",
    "MC service UE",
    "eNB",
  ])
    expect(`${noun}: ${takesArticle(noun)}`).toBe(`${noun}: true`);
  for (const name of [
    "UE-1",
    "MMSC AS",
    "SIP/IP Core A",
    "CPM User A Device 'n'",
    "CMR Client-B",
    "Alice",
    "Bob's softphone",
    "the network",
    "5GC",
    "Alice in the office",
  ])
    expect(`${name}: ${takesArticle(name)}`).toBe(`${name}: false`);
});

test("messages are names, nouns or infinitives", () => {
  for (const name of [
    "REFER",
    "MESSAGE",
    "200 OK",
    "202 Accepted",
    "re-INVITE",
    "SIP ACK",
    "200 (OK) for INVITE",
    "OK (Release CPM Session)",
  ])
    expect(aMessage(name)).toBe(name);
  expect(aMessage("Join Session Notification")).toBe("a Join Session Notification");
  expect(aMessage("Accepted notification")).toBe("an Accepted notification");
  expect(aMessage("CPM Session Transfer request (again)")).toBe("a CPM Session Transfer request (again)");
  expect(theMessage("OK response")).toBe("the OK response");
});

test("what is neither a noun nor a name is quoted", () => {
  for (const name of ["allocate conference resource", "mixing started", "ask"]) expect(quotedMessage(name)).toBe(`"${name}"`);
  for (const name of ["REFER", "re-INVITE", "200 OK"]) expect(quotedMessage(name)).toBe(name);
  expect(quotedMessage("get vectors request")).toBe("the get vectors request");
});

test("a or an, by the sound", () => {
  const an = [
    "INVITE",
    "SDP answer",
    "MSRP request",
    "UPDATE",
    "IMS request",
    "8-bit",
    "11th",
    "18 dB",
    "hour",
    "XCAP",
    "OK response",
    "answer",
    "unknown",
    "AS",
  ];
  const a = [
    "SIP request",
    "UE",
    "URI",
    "CPM",
    "NOTIFY",
    "REFER",
    "200 OK",
    "1100",
    "user",
    "unique id",
    "one-way",
    "BYE",
    "European",
    "RAND",
    "request",
  ];
  for (const word of an) expect(`${article(word)} ${word}`).toBe(`an ${word}`);
  for (const word of a) expect(`${article(word)} ${word}`).toBe(`a ${word}`);
});
