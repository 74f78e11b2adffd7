import { expect, test } from "vitest";
import { destinationOf, notedSource } from "../../src/sip/destination.ts";
import { headersOf, withHeaders } from "../../src/sip/message.ts";
import { responseTo } from "../../src/sip/responses.ts";
import { popVia, pushVia } from "../../src/sip/vias.ts";
import { request } from "./requests.ts";

const to = (uri: string, ...routes: readonly string[]) =>
  destinationOf(request("INVITE", { uri, headers: routes.map((value) => ({ name: "Route", value })) }));

test("a request goes to its first Route, else to its Request-URI (RFC 3261 §8.1.2)", () => {
  expect(to("sip:bob@Biloxi.example.com")).toEqual({ host: "biloxi.example.com", port: null });
  expect(to("sip:bob@biloxi.example.com:5070", "<sip:p1.example.com:5061;lr>, <sip:p2;lr>")).toEqual({
    host: "p1.example.com",
    port: 5061,
  });
  expect(to("sip:p1.example.com", "<sip:p2.example.com>")).toEqual({ host: "p1.example.com", port: null });
  expect(to("sip:bob@biloxi.example.com;maddr=192.0.2.9")).toEqual({ host: "192.0.2.9", port: null });
  expect(to("tel:+358-555")).toBe(null);
});

test("an answer goes to where its top Via says (§18.2.2, RFC 3581 §4)", () => {
  const back = (via: string) => destinationOf(responseTo(request("INVITE", { via }), { status: 200 }, "1"));
  expect(back("UDP Client.example.com")).toEqual({ host: "client.example.com", port: null });
  expect(back("UDP client.example.com:5070;received=192.0.2.1")).toEqual({ host: "192.0.2.1", port: 5070 });
  expect(back("UDP client.example.com:5070;received=192.0.2.1;rport=9988")).toEqual({ host: "192.0.2.1", port: 9988 });
  expect(back("UDP client.example.com;maddr=239.255.255.1;received=192.0.2.1")).toEqual({ host: "239.255.255.1", port: null });
  expect(destinationOf(withHeaders(responseTo(request("INVITE"), { status: 200 }, "1"), "Via", []))).toBe(null);
});

test("who receives a request notes where it came from (§18.2.1, RFC 3581 §4)", () => {
  const via = (value: string) => headersOf(notedSource(request("INVITE", { via: value, branch: "z9hG4bK1" }), "192.0.2.1", 9988), "Via");
  expect(via("UDP 192.0.2.1")).toEqual(["SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1"]);
  expect(via("UDP client")).toEqual(["SIP/2.0/UDP client;branch=z9hG4bK1;received=192.0.2.1"]);
  expect(via("UDP 192.0.2.1;rport")).toEqual(["SIP/2.0/UDP 192.0.2.1;rport=9988;branch=z9hG4bK1;received=192.0.2.1"]);
});

test("Via lines are a stack, however many stand in one line (RFC 3261 §7.3.1)", () => {
  const listed = withHeaders(request("INVITE"), "Via", [
    "SIP/2.0/UDP b;branch=z9hG4bK2, SIP/2.0/UDP a;branch=z9hG4bK1",
    "SIP/2.0/UDP z;branch=z9hG4bK0",
  ]);
  const pushed = pushVia(listed, "SIP/2.0/UDP c;branch=z9hG4bK3");
  expect(popVia(pushed)).toEqual(listed);
  expect(headersOf(popVia(listed), "Via")).toEqual(["SIP/2.0/UDP a;branch=z9hG4bK1", "SIP/2.0/UDP z;branch=z9hG4bK0"]);
  expect(popVia(withHeaders(listed, "Via", []))).toEqual(withHeaders(listed, "Via", []));
});
