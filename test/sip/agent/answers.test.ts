import { expect, test } from "vitest";
import { allOf } from "../../../src/sip/entries.ts";
import { type Header, headersOf, type SipRequestMessage } from "../../../src/sip/message.ts";
import { request } from "../requests.ts";
import { addAgent, addProxy, ladder, newWorld } from "../world.ts";
import { inCall, invite, offer, type Two, two } from "./two.ts";

const outside = (call: Two, method: string, headers: readonly Header[] = []) =>
  call.act("alice", { kind: "request", handle: method, draft: { method, uri: "sip:bob@bob", to: "<sip:bob@example.com>", headers } });

/** The answer of the other side, with one header of it. */
function answered(call: Two, name = "Contact"): readonly [string, ...(readonly string[])] {
  call.pass(50);
  const last = call.world.sent.at(-1)?.message;
  return [call.sent().at(-1) ?? "nothing", ...(last === undefined ? [] : headersOf(last, name))];
}

test("what a user agent does not understand it refuses by itself (RFC 3261 §8.2.1, §8.2.2.3, RFC 6665 §4.1.2.1)", () => {
  const call = two();
  outside(call, "PUBLISH");
  expect(answered(call, "Allow")).toEqual(["bob -> alice 405 PUBLISH", call.bob().config.allow.join(", ")]);
  outside(call, "OPTIONS", [{ name: "Require", value: "100rel, foo" }]);
  expect(answered(call, "Unsupported")).toEqual(["bob -> alice 420 OPTIONS", "foo"]);
  outside(call, "SUBSCRIBE", [{ name: "Event", value: "weather" }]);
  expect(answered(call, "Allow-Events")).toEqual(["bob -> alice 489 SUBSCRIBE", "presence, refer"]);
  expect(call.told("bob")).toEqual([]);
  outside(call, "MESSAGE");
  call.pass(50);
  expect(call.told("bob")).toEqual(["request MESSAGE"]);
});

test("requests of a dialog that it does not have get 481 (§12.2.2)", () => {
  const call = inCall();
  const [dialog] = allOf(call.alice().dialogs);
  call.act("bob", { kind: "forget", dialog: call.dialog("bob") });
  expect(dialog).toBeDefined();
  call.act("alice", { kind: "request within", handle: "m", dialog: call.dialog("alice"), draft: { method: "MESSAGE" } });
  call.pass(20);
  expect(call.sent()).toEqual(["alice -> bob MESSAGE", "bob -> alice 481 MESSAGE", "alice -> bob BYE"]);
});

test("a request that needs a dialog and names none gets 481, a NOTIFY that says nothing 400", () => {
  const call = inCall();
  const arrives = (message: SipRequestMessage) => {
    call.act("bob", { kind: "message", message });
    return call.sent().at(-1)?.split(" ")[3];
  };
  for (const method of ["BYE", "UPDATE", "PRACK", "NOTIFY"]) {
    expect(arrives(request(method, { via: "UDP alice", to: "<sip:bob@example.com>", branch: `z9hG4bK${method}` }))).toBe("481");
  }
  expect(
    arrives(request("NOTIFY", { via: "UDP alice", to: "<sip:bob@example.com>;tag=1", headers: [{ name: "Event", value: "refer" }] })),
  ).toBe("481");
  const [callId = "", local = "", remote = ""] = call.dialog("bob").split(" ");
  const within = {
    via: "UDP alice",
    branch: "z9hG4bKwithin",
    callId,
    from: `<sip:alice@example.com>;tag=${remote}`,
    to: `<sip:bob@example.com>;tag=${local}`,
    cseq: 9,
  };
  expect(arrives(request("NOTIFY", { ...within, headers: [{ name: "Event", value: "refer" }] }))).toBe("400");
  expect(call.told("bob")).toEqual([]);
});

test("some failures end the dialog with all that it is used for (RFC 5057 §5.1)", () => {
  const call = inCall();
  call.act("alice", {
    kind: "request within",
    handle: "refer",
    dialog: call.dialog("alice"),
    draft: { method: "REFER", headers: [{ name: "Refer-To", value: "<sip:c@c>" }] },
  });
  call.pass(20);
  call.act("bob", { kind: "respond", transaction: call.asked("bob", "REFER"), draft: { status: 202 } });
  call.pass(20);
  call.act("alice", { kind: "request within", handle: "info", dialog: call.dialog("alice"), draft: { method: "INFO" } });
  call.pass(20);
  call.told("alice");
  call.sent();
  call.act("bob", { kind: "respond", transaction: call.asked("bob", "INFO"), draft: { status: 404 } });
  call.pass(20);
  expect(call.told("alice")).toEqual(["404 INFO", "subscriber terminated", "session ended, failed", "dialog ended"]);
  // There is nobody left to send a BYE to.
  expect(call.sent()).toEqual(["bob -> alice 404 INFO"]);
});

test("a request that comes out of order gets 500 (§12.2.2)", () => {
  let first = true;
  const call = inCall({}, (message) => {
    const late = message.kind === "request" && message.method === "INFO" && first;
    if (late) first = false;
    return late ? [100] : [0];
  });
  const info = (handle: string) =>
    call.act("alice", { kind: "request within", handle, dialog: call.dialog("alice"), draft: { method: "INFO" } });
  info("first");
  info("second");
  call.pass(200);
  expect(call.sent()).toEqual(["alice -> bob INFO", "alice -> bob INFO", "bob -> alice 500 INFO"]);
  expect(call.told("bob")).toEqual(["request INFO"]);
});

test("the same request by two ways gets 482 on the second (§8.2.2.2)", () => {
  const world = newWorld({});
  addAgent(world, "alice");
  addProxy(world, "ss", () => ({ kind: "forward", targets: [[{ uri: "sip:one@bob" }, { uri: "sip:two@bob" }]] }));
  addAgent(world, "bob");
  world.act("alice", { kind: "request", handle: "call", draft: { method: "INVITE", uri: "sip:bob@ss", to: "<sip:bob@ss>", ...offer } });
  world.run(100);
  expect(ladder(world).filter((line) => line.startsWith("bob"))).toEqual(["bob -> ss 482 INVITE"]);
  expect(world.told.filter(({ node, output }) => node === "bob" && output.kind === "request")).toHaveLength(1);
});

test("a dialog without a session has nothing to end or to change (RFC 5057 §4.1)", () => {
  const call = two({
    bob: (output) => (output.kind === "request" ? [{ kind: "respond", transaction: output.transaction, draft: { status: 200 } }] : []),
  });
  outside(call, "SUBSCRIBE", [
    { name: "Event", value: "presence" },
    { name: "Expires", value: "60" },
  ]);
  call.pass(20);
  call.act("bob", { kind: "request within", handle: "bye", dialog: call.dialog("bob"), draft: { method: "BYE" } });
  expect(call.told("bob").at(-1)).toBe("refused: the dialog has no session (RFC 3261 §15, RFC 5057 §4.1)");
});

const replacing = (call: Two, value: string) =>
  call.act("alice", {
    ...invite(),
    handle: "replaces",
    draft: { ...invite(offer).draft, headers: [{ name: "Replaces", value }, ...offer.headers] },
  });

test("an INVITE with Replaces takes the place of a dialog (RFC 3891 §3)", () => {
  const call = inCall({
    alice: (output) => (output.kind === "request" ? [{ kind: "respond", transaction: output.transaction, draft: { status: 200 } }] : []),
  });
  const [callId = "", local = "", remote = ""] = call.dialog("bob").split(" ");
  replacing(call, `${callId};to-tag=${local};from-tag=${remote}`);
  call.pass(20);
  expect(call.told("bob")).toEqual(["request INVITE replaces"]);
  call.act("bob", { kind: "respond", transaction: call.asked("bob", "INVITE"), draft: { status: 200, ...offer } });
  call.pass(50);
  expect(call.sent()).toEqual([
    "alice -> bob INVITE",
    "bob -> alice 200 INVITE",
    "bob -> alice BYE",
    "alice -> bob ACK",
    "alice -> bob 200 BYE",
  ]);
  expect(allOf(call.bob().dialogs)).toHaveLength(1);
});

test("a Replaces of nothing gets 481, and a broken one 400", () => {
  const call = inCall();
  replacing(call, "nobody;to-tag=1;from-tag=2");
  expect(answered(call)[0]).toBe("alice -> bob ACK");
  expect(call.told("alice")).toEqual(["481 INVITE"]);
  expect(call.told("bob")).toEqual([]);
});

test("a Replaces of an early dialog cancels the INVITE that this side has sent (RFC 3891 §3)", () => {
  const call = two();
  call.act("bob", {
    kind: "request",
    handle: "early",
    draft: { method: "INVITE", uri: "sip:alice@alice", to: "<sip:alice@alice>", ...offer },
  });
  call.pass(20);
  call.act("alice", { kind: "respond", transaction: call.asked("alice", "INVITE"), draft: { status: 180 } });
  call.pass(20);
  const [callId = "", local = "", remote = ""] = call.dialog("bob").split(" ");
  replacing(call, `${callId};to-tag=${local};from-tag=${remote};early-only`);
  call.pass(20);
  call.act("bob", { kind: "respond", transaction: call.asked("bob", "INVITE"), draft: { status: 200, ...offer } });
  call.pass(100);
  expect(call.sent()).toContain("bob -> alice CANCEL");
  expect(call.told("bob")).toContain("487 INVITE");
  expect(allOf(call.bob().dialogs)).toHaveLength(1);
});
