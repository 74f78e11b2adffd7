import { expect, test } from "vitest";
import {
  admitted,
  confirmed,
  type Dialog,
  dialogIdOf,
  dialogOfClient,
  dialogOfNotify,
  dialogOfServer,
  refreshed,
  refreshesTarget,
} from "../../../src/sip/dialog/dialog.ts";
import { reachOf } from "../../../src/sip/dialog/effects.ts";
import { glareDelay, retryAfter } from "../../../src/sip/dialog/glare.ts";
import { nextRepetition, patience } from "../../../src/sip/dialog/repeat.ts";
import { ackWithin, requestWithin } from "../../../src/sip/dialog/request.ts";
import { headersOf, type SipRequestMessage } from "../../../src/sip/message.ts";
import { responseTo } from "../../../src/sip/responses.ts";
import { defaultTiming } from "../../../src/sip/timing.ts";
import { request } from "../requests.ts";

const contact = { name: "Contact", value: "<sip:bob@client.biloxi.example.com>" };
const recorded = ["<sip:ss2.biloxi.example.com;lr>", "<sip:ss1.atlanta.example.com;lr>"].map((value) => ({ name: "Record-Route", value }));
const invite = request("INVITE", {
  headers: [{ name: "Contact", value: "<sip:alice@client.atlanta.example.com>" }, ...recorded],
  cseq: 314159,
});
const ok = responseTo(invite, { status: 200, headers: [...recorded, contact] }, "314159");

test("the two sides of a dialog know the same of each other (RFC 3261 §12.1)", () => {
  const client = dialogOfClient(invite, ok);
  const server = dialogOfServer(invite, "314159", "confirmed");
  expect(client).toEqual({
    kind: "dialog",
    id: "3848276298220188511@atlanta.example.com 9fxced76sl 314159",
    state: "confirmed",
    callId: "3848276298220188511@atlanta.example.com",
    localTag: "9fxced76sl",
    remoteTag: "314159",
    local: "Alice <sip:alice@atlanta.example.com>;tag=9fxced76sl",
    remote: "Bob <sip:bob@biloxi.example.com>;tag=314159",
    localSequence: 314159,
    remoteSequence: null,
    remoteTarget: "sip:bob@client.biloxi.example.com",
    routes: ["<sip:ss1.atlanta.example.com;lr>", "<sip:ss2.biloxi.example.com;lr>"],
  });
  expect(server).toEqual({
    kind: "dialog",
    id: "3848276298220188511@atlanta.example.com 314159 9fxced76sl",
    state: "confirmed",
    callId: client.callId,
    localTag: "314159",
    remoteTag: "9fxced76sl",
    local: client.remote,
    remote: client.local,
    localSequence: null,
    remoteSequence: 314159,
    remoteTarget: "sip:alice@client.atlanta.example.com",
    routes: ["<sip:ss2.biloxi.example.com;lr>", "<sip:ss1.atlanta.example.com;lr>"],
  });
  const bye = requestWithin(server, { method: "BYE" }, "SIP/2.0/UDP b;branch=z9hG4bK1").request;
  expect(dialogIdOf(bye)).toBe(client.id);
  expect(dialogIdOf(ok)).toBe(client.id);
  expect(dialogIdOf(responseTo(bye, { status: 200 }, null))).toBe(server.id);
});

test("a provisional answer makes an early dialog, the 2xx confirms it with the route it recorded itself (§13.2.2.4)", () => {
  const ringing = responseTo(invite, { status: 180, headers: [contact] }, "314159");
  const early = dialogOfClient(invite, ringing);
  expect([early.state, early.routes]).toEqual(["early", []]);
  const late = confirmed(
    early,
    responseTo(invite, { status: 200, headers: [...recorded, { name: "Contact", value: "<sip:bob@elsewhere>" }] }, "314159"),
  );
  expect([late.state, late.remoteTarget, late.routes.length]).toEqual(["confirmed", "sip:bob@elsewhere", 2]);
});

const dialog: Dialog = { ...dialogOfClient(invite, ok), remoteTarget: "sip:callee@u2.domain.com" };
const routesOf = (message: SipRequestMessage) => [message.uri, ...headersOf(message, "Route")];

test("loose routers leave the Request-URI alone (§12.2.1.1)", () => {
  const { request: bye } = requestWithin(dialog, { method: "BYE" }, "SIP/2.0/UDP a;branch=z9hG4bK1");
  expect(routesOf(bye)).toEqual(["sip:callee@u2.domain.com", "<sip:ss1.atlanta.example.com;lr>", "<sip:ss2.biloxi.example.com;lr>"]);
});

test("a strict router finds itself in the Request-URI and the target at the end of Route (§12.2.1.1, by its example)", () => {
  const strict = {
    ...dialog,
    remoteTarget: "sip:user@remoteua",
    routes: ["<sip:proxy1>", "<sip:proxy2>", "<sip:proxy3;lr>", "<sip:proxy4>"],
  };
  const { request: bye } = requestWithin(strict, { method: "BYE" }, "SIP/2.0/UDP a;branch=z9hG4bK1");
  expect(routesOf(bye)).toEqual(["sip:proxy1", "<sip:proxy2>", "<sip:proxy3;lr>", "<sip:proxy4>", "<sip:user@remoteua>"]);
});

test("what a Request-URI must not have is left out of it (§19.1.1)", () => {
  const strict = { ...dialog, routes: ["<sip:proxy1;method=INVITE;transport=tcp?Subject=x>"] };
  expect(requestWithin(strict, { method: "BYE" }, "SIP/2.0/UDP a;branch=z9hG4bK1").request.uri).toBe("sip:proxy1;transport=tcp");
});

test("without a route the request goes to the target", () => {
  expect(routesOf(requestWithin({ ...dialog, routes: [] }, { method: "BYE" }, "SIP/2.0/UDP a;branch=z9hG4bK1").request)).toEqual([
    "sip:callee@u2.domain.com",
  ]);
});

test("CSeq is counted in each direction, and an ACK counts nothing", () => {
  const first = requestWithin(dialog, { method: "INFO" }, "SIP/2.0/UDP a;branch=z9hG4bK1");
  const second = requestWithin(first.dialog, { method: "INFO" }, "SIP/2.0/UDP a;branch=z9hG4bK2");
  expect([first, second].map((one) => headersOf(one.request, "CSeq"))).toEqual([["314160 INFO"], ["314161 INFO"]]);
  expect(headersOf(ackWithin(second.dialog, 314159, {}, "SIP/2.0/UDP a;branch=z9hG4bK3"), "CSeq")).toEqual(["314159 ACK"]);
  const server = dialogOfServer(invite, "1", "confirmed");
  expect(headersOf(requestWithin(server, { method: "BYE" }, "SIP/2.0/UDP a;branch=z9hG4bK1").request, "CSeq")).toEqual(["1 BYE"]);
});

test("a request with a CSeq that is not higher comes out of order (§12.2.2)", () => {
  const server = dialogOfServer(invite, "1", "confirmed");
  const numbers = (cseq: number) => admitted(server, request("INFO", { cseq }))?.remoteSequence ?? null;
  expect([314158, 314159, 314160, 400000].map(numbers)).toEqual([null, null, 314160, 400000]);
  expect(admitted({ ...server, remoteSequence: null }, request("INFO", { cseq: 1 }))?.remoteSequence).toBe(1);
});

test("the target is refreshed by what refreshes targets", () => {
  expect(refreshed(dialog, request("UPDATE")).remoteTarget).toBe("sip:alice@client.atlanta.example.com");
  expect(refreshed(dialog, request("UPDATE", { headers: [] })).remoteTarget).toBe(dialog.remoteTarget);
  const all = ["INVITE", "UPDATE", "SUBSCRIBE", "NOTIFY", "REFER", "BYE", "INFO", "PRACK", "MESSAGE", "OPTIONS", "ACK"];
  expect(all.filter(refreshesTarget)).toEqual(["INVITE", "UPDATE", "SUBSCRIBE", "NOTIFY", "REFER"]);
});

test("a NOTIFY makes the dialog of its subscription (RFC 6665 §4.4.1)", () => {
  const notify = request("NOTIFY", {
    from: "<sip:bob@biloxi.example.com>;tag=77",
    to: "Alice <sip:alice@atlanta.example.com>;tag=9fxced76sl",
    cseq: 42,
    headers: [contact, ...recorded],
  });
  const made = dialogOfNotify(notify, 7);
  expect(made).toMatchObject({
    localTag: "9fxced76sl",
    remoteTag: "77",
    localSequence: 7,
    remoteSequence: 42,
    remoteTarget: "sip:bob@client.biloxi.example.com",
  });
  expect(made.routes).toEqual(["<sip:ss2.biloxi.example.com;lr>", "<sip:ss1.atlanta.example.com;lr>"]);
});

test("a failure reaches as far as RFC 5057 §5.1 says", () => {
  const reached = (reach: string) => Array.from({ length: 400 }, (_, index) => 300 + index).filter((status) => reachOf(status) === reach);
  expect(reached("dialog")).toEqual([404, 410, 416, 482, 483, 484, 485, 502, 604]);
  expect(reached("usage")).toEqual([405, 408, 480, 481, 489, 501]);
  expect(reachOf(491)).toBe("transaction");
});

test("after 491 the two sides wait for different times (RFC 3261 §14.1)", () => {
  expect([0, 0.5, 0.999999].map((chance) => glareDelay(true, chance))).toEqual([2100, 3050, 4000]);
  expect([0, 0.5, 0.999999].map((chance) => glareDelay(false, chance))).toEqual([0, 1000, 2000]);
  expect([0, 0.5, 0.999999].map(retryAfter)).toEqual([0, 5, 10]);
});

test("a 2xx is repeated up to every T2, a reliable answer ever more rarely (RFC 3261 §13.3.1.4, RFC 3262 §3)", () => {
  const intervals = (what: "2xx" | "1xx") => {
    const all = [defaultTiming.t1];
    for (let time = 0; time + (all.at(-1) ?? 0) < patience(defaultTiming); time += all.at(-2) ?? 0)
      all.push(nextRepetition(what, defaultTiming, all.at(-1) ?? 0));
    return all.slice(0, 6);
  };
  expect(intervals("2xx")).toEqual([500, 1000, 2000, 4000, 4000, 4000]);
  expect(intervals("1xx")).toEqual([500, 1000, 2000, 4000, 8000, 16000]);
});
