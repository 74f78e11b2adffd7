import { expect, test } from "vitest";
import { allOf } from "../../../src/sip/entries.ts";
import { headersOf } from "../../../src/sip/message.ts";
import type { Fate } from "../world.ts";
import { invite, offer, type Two, two } from "./two.ts";

const supports = { name: "Supported", value: "100rel" };

function ring(call: Two, status: number, described = false, reliably = true): void {
  call.act("bob", { kind: "respond", transaction: call.asked("bob", "INVITE"), draft: { status, ...(described ? offer : {}) }, reliably });
}

test("a reliable answer has its PRACK, and the PRACK its 200 (RFC 3262 §3, §4)", () => {
  const call = two();
  call.act("alice", invite(offer));
  call.pass(20);
  ring(call, 183, true);
  call.pass(100);
  expect(call.sent()).toEqual(["alice -> bob INVITE", "bob -> alice 183 INVITE", "alice -> bob PRACK", "bob -> alice 200 PRACK"]);
  expect(call.told("bob")).toEqual(["request INVITE", "dialog early", "PRACK"]);
  expect(call.told("alice")).toEqual(["dialog early", "183 INVITE"]);
  const [, reliable, prack] = call.world.sent.map(({ message }) => message);
  const rseq = reliable === undefined ? "" : headersOf(reliable, "RSeq")[0];
  expect(prack === undefined ? [] : headersOf(prack, "RAck")).toEqual([`${rseq} 1 INVITE`]);
});

test("without PRACK it is sent again ever more rarely, and then the INVITE is refused (§3)", () => {
  const deaf: Fate = (message) => (message.kind === "request" && message.method === "PRACK" ? [] : [0]);
  const call = two({}, deaf);
  call.act("alice", invite(offer));
  call.pass(20);
  ring(call, 180);
  call.world.run();
  const times = call.world.sent.flatMap(({ time, message }) => (message.kind === "response" && message.status === 180 ? [time] : []));
  expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 500, 1500, 3500, 7500, 15500, 31500]);
  expect(call.told("bob")).toEqual(["request INVITE", "dialog early", "unacknowledged 1xx", "dialog ended", "settled 500 no PRACK"]);
  expect(call.told("alice").filter((line) => line.startsWith("180"))).toHaveLength(1);
  expect(call.isIdle()).toBe(true);
});

test("a second reliable answer waits for the PRACK of the first, and a 2xx waits where that had a description (§3)", () => {
  const call = two();
  call.act("alice", invite(offer));
  call.pass(20);
  ring(call, 183, true);
  ring(call, 180);
  ring(call, 200, false, false);
  expect(call.sent().slice(1)).toEqual(["bob -> alice 183 INVITE"]);
  call.act("bob", { kind: "respond", transaction: call.asked("bob", "INVITE"), draft: { status: 486 } });
  expect(call.told("bob").at(-1)).toBe("refused: a final answer waits for PRACK (RFC 3262 §3)");
  call.pass(100);
  // The PRACK of the last one may come after the 2xx.
  expect(call.sent()).toEqual([
    "alice -> bob PRACK",
    "bob -> alice 200 PRACK",
    "bob -> alice 180 INVITE",
    "bob -> alice 200 INVITE",
    "alice -> bob PRACK",
    "alice -> bob ACK",
    "bob -> alice 200 PRACK",
  ]);
});

test("an answer that need not be reliable waits for nothing, unless others wait already", () => {
  const call = two();
  call.act("alice", invite(offer));
  call.pass(20);
  ring(call, 183, true);
  ring(call, 180, false, false);
  expect(call.sent().slice(1)).toEqual(["bob -> alice 183 INVITE", "bob -> alice 180 INVITE"]);
  ring(call, 181);
  ring(call, 182, false, false);
  expect(call.sent()).toEqual([]);
  call.pass(15);
  expect(call.sent()).toContain("alice -> bob PRACK");
  call.pass(1000);
  expect(call.told("alice").filter((line) => line.endsWith(" INVITE"))).toEqual(["183 INVITE", "180 INVITE", "181 INVITE", "182 INVITE"]);
});

test("a failure waits for nothing", () => {
  const call = two();
  call.act("alice", invite(offer));
  call.pass(20);
  ring(call, 183, true);
  call.act("bob", { kind: "respond", transaction: call.asked("bob", "INVITE"), draft: { status: 486 } });
  expect(call.sent().slice(1)).toEqual(["bob -> alice 183 INVITE", "bob -> alice 486 INVITE"]);
  call.world.run();
  expect(call.isIdle()).toBe(true);
});

test("an offer in a reliable answer is the user's to answer in the PRACK, and an offer in the PRACK the other's (§5)", () => {
  const call = two();
  call.act("alice", invite());
  call.pass(20);
  ring(call, 183, true);
  call.pass(20);
  expect(call.sent().at(-1)).toBe("bob -> alice 183 INVITE");
  call.act("alice", { kind: "request within", handle: "prack", dialog: call.dialog("alice"), draft: { method: "PRACK", ...offer } });
  call.pass(20);
  expect(call.told("bob")).toEqual(["request INVITE", "dialog early", "PRACK"]);
  expect(call.told("alice").at(-1)).toBe("200 PRACK");
  ring(call, 183);
  call.act("alice", { kind: "cancel", handle: "call" });
});

test("the patience with one reliable answer is not that with the next", () => {
  let deaf = false;
  const call = two({}, (message) => (deaf && message.kind === "request" && message.method === "PRACK" ? [] : [0]));
  call.act("alice", invite(offer));
  call.pass(20);
  ring(call, 183, true);
  call.pass(30_000);
  deaf = true;
  ring(call, 180);
  call.pass(31_000);
  expect(call.told("bob")).toEqual(["request INVITE", "dialog early", "PRACK"]);
  call.pass(2000);
  expect(call.told("bob")).toEqual(["unacknowledged 1xx", "dialog ended", "settled 500 no PRACK"]);
});

test("the answer in a PRACK settles the offer of the reliable answer", () => {
  const call = two();
  call.act("alice", invite());
  call.pass(20);
  ring(call, 183, true);
  call.pass(20);
  const open = () => [call.alice(), call.bob()].map(({ dialogs }) => allOf(dialogs)[0]?.session?.offer.open);
  expect(open()).toEqual(["remote", "local"]);
  call.act("alice", { kind: "request within", handle: "prack", dialog: call.dialog("alice"), draft: { method: "PRACK", ...offer } });
  call.pass(20);
  expect(open()).toEqual(["none", "none"]);
});

test("a PRACK with a new offer is told, and answered by the user", () => {
  const call = two();
  call.act("alice", { ...invite(offer), hold: true });
  call.pass(20);
  ring(call, 183, true);
  call.pass(20);
  call.act("alice", { kind: "request within", handle: "prack", dialog: call.dialog("alice"), draft: { method: "PRACK", ...offer } });
  call.pass(20);
  expect(call.told("bob")).toEqual(["request INVITE", "dialog early", "PRACK", "request PRACK"]);
  ring(call, 180);
  call.act("bob", { kind: "respond", transaction: call.asked("bob", "PRACK"), draft: { status: 200, ...offer } });
  call.pass(20);
  expect(call.told("alice").slice(-2)).toEqual(["180 INVITE", "200 PRACK"]);
});

test("answers that come twice or out of order are neither told nor acknowledged (§4)", () => {
  let held = 0;
  // The first copy of the second reliable answer overtakes the first.
  const unruly: Fate = (message) => {
    if (message.kind === "request" || message.status !== 181) return [0, 5];
    held += 1;
    return [0];
  };
  const call = two({}, unruly);
  call.act("alice", invite(offer));
  call.pass(20);
  ring(call, 180);
  call.pass(100);
  ring(call, 181);
  call.pass(5000);
  expect(call.told("alice").filter((line) => line.endsWith("INVITE"))).toEqual(["180 INVITE", "181 INVITE"]);
  expect(held).toBe(1);
  expect(call.sent().filter((line) => line === "alice -> bob PRACK")).toHaveLength(2);
});

test("what is not to be answered reliably", () => {
  const call = two();
  call.act("alice", invite({ headers: [{ name: "Supported", value: "timer" }] }));
  call.pass(20);
  ring(call, 180);
  expect(call.told("bob").at(-1)).toBe("refused: the request does not support 100rel (RFC 3262 §3)");
  const other = two();
  other.act("alice", invite({ headers: [supports] }));
  other.pass(20);
  for (const status of [100, 200]) {
    ring(other, status);
    expect(other.told("bob").at(-1)).toBe("refused: only 101 to 199 to INVITE are reliable (RFC 3262 §3)");
  }
  other.act("alice", {
    kind: "request",
    handle: "m",
    draft: { method: "MESSAGE", uri: "sip:bob@bob", to: "<sip:bob@bob>", headers: [supports] },
  });
  other.pass(20);
  other.act("bob", { kind: "respond", transaction: other.asked("bob", "MESSAGE"), draft: { status: 180 }, reliably: true });
  expect(other.told("bob").at(-1)).toBe("refused: only 101 to 199 to INVITE are reliable (RFC 3262 §3)");
});

test("a caller who requires it has it without being asked (§3)", () => {
  const call = two();
  call.act("alice", invite({ headers: [{ name: "Require", value: "100rel" }] }));
  call.pass(20);
  ring(call, 180, false, false);
  const [, ringing] = call.world.sent.map(({ message }) => message);
  expect(ringing === undefined ? [] : headersOf(ringing, "Require")).toEqual(["100rel"]);
});

test("a PRACK of nothing is not sent, and answered with 481 where it arrives (§3)", () => {
  const call = two();
  call.act("alice", invite(offer));
  call.pass(20);
  ring(call, 180, false, false);
  call.pass(20);
  const dialog = call.dialog("alice");
  call.act("alice", { kind: "request within", handle: "p", dialog, draft: { method: "PRACK" } });
  expect(call.told("alice").at(-1)).toBe("refused: no reliable answer waits for it (RFC 3262 §4)");
  ring(call, 183);
  call.pass(20);
  call.sent();
  call.act("alice", {
    kind: "request within",
    handle: "p",
    dialog,
    draft: { method: "PRACK", headers: [{ name: "RAck", value: "1 1 INVITE" }] },
  });
  call.pass(20);
  expect(call.sent()).toEqual(["alice -> bob PRACK", "bob -> alice 481 PRACK"]);
});
