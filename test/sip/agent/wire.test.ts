import { expect, test } from "vitest";
import { writeMessage } from "../../../src/sip/write-message.ts";
import type { User } from "../world.ts";
import { addProxy } from "../world.ts";
import { invite, offer, type Two, two } from "./two.ts";

/** The messages of one end as they go over the wire. */
function wireOf(call: Two, node: string): readonly string[] {
  return call.world.sent.filter(({ from }) => from === node).map(({ message }) => writeMessage(message).replaceAll("\r\n", "\n").trimEnd());
}

const bob: User = (output) => {
  if (output.kind !== "request") return [];
  const { transaction, request } = output;
  if (request.method !== "INVITE") return [{ kind: "respond", transaction, draft: { status: 200 } }];
  return [
    { kind: "respond", transaction, draft: { status: 183, ...offer }, reliably: true },
    { kind: "respond", transaction, draft: { status: 200 } },
  ];
};

test("what a caller and a callee say, to the letter", () => {
  const call = two({ bob });
  addProxy(call.world, "ss", () => ({ kind: "forward", targets: [[{ uri: null }]] }), { tryingAtOnce: false });
  call.act("alice", { ...invite(offer), draft: { ...invite(offer).draft, routes: ["<sip:ss;lr>"] } });
  call.pass(500);
  call.act("alice", { kind: "request within", handle: "moved", dialog: call.dialog("alice"), draft: { method: "UPDATE" } });
  call.pass(100);
  call.act("alice", { kind: "request within", handle: "end", dialog: call.dialog("alice"), draft: { method: "BYE" } });
  call.pass(100);
  expect(wireOf(call, "alice").join("\n\n")).toMatchInlineSnapshot(`
    "INVITE sip:bob@bob SIP/2.0
    Via: SIP/2.0/UDP alice;branch=z9hG4bKalice-0-4d92ff51
    Route: <sip:ss;lr>
    Max-Forwards: 70
    From: <sip:alice@example.com>;tag=alice-1-af4d35fb
    To: <sip:bob@example.com>
    Call-ID: alice-2-8ebebb4f
    CSeq: 1 INVITE
    Contact: <sip:alice@alice>
    Allow: INVITE, ACK, CANCEL, BYE, PRACK, UPDATE, INFO, OPTIONS, MESSAGE, REFER, SUBSCRIBE, NOTIFY, REGISTER
    Supported: 100rel, replaces
    Content-Type: application/sdp
    Content-Length: 43

    v=0
    o=- 1 1 IN IP4 192.0.2.1
    s=-
    t=0 0

    PRACK sip:bob@bob SIP/2.0
    Via: SIP/2.0/UDP alice;branch=z9hG4bKalice-3-6b1c6a56
    Route: <sip:ss;lr>
    Max-Forwards: 70
    From: <sip:alice@example.com>;tag=alice-1-af4d35fb
    To: <sip:bob@example.com>;tag=bob-0-aeb9fb5c
    Call-ID: alice-2-8ebebb4f
    CSeq: 2 PRACK
    RAck: 10573 1 INVITE
    Content-Length: 0

    ACK sip:bob@bob SIP/2.0
    Via: SIP/2.0/UDP alice;branch=z9hG4bKalice-4-b7c9a5bd
    Route: <sip:ss;lr>
    Max-Forwards: 70
    From: <sip:alice@example.com>;tag=alice-1-af4d35fb
    To: <sip:bob@example.com>;tag=bob-0-aeb9fb5c
    Call-ID: alice-2-8ebebb4f
    CSeq: 1 ACK
    Content-Length: 0

    UPDATE sip:bob@bob SIP/2.0
    Via: SIP/2.0/UDP alice;branch=z9hG4bKalice-5-9c8d36f3
    Route: <sip:ss;lr>
    Max-Forwards: 70
    From: <sip:alice@example.com>;tag=alice-1-af4d35fb
    To: <sip:bob@example.com>;tag=bob-0-aeb9fb5c
    Call-ID: alice-2-8ebebb4f
    CSeq: 3 UPDATE
    Contact: <sip:alice@alice>
    Content-Length: 0

    BYE sip:bob@bob SIP/2.0
    Via: SIP/2.0/UDP alice;branch=z9hG4bKalice-6-bfac4df7
    Route: <sip:ss;lr>
    Max-Forwards: 70
    From: <sip:alice@example.com>;tag=alice-1-af4d35fb
    To: <sip:bob@example.com>;tag=bob-0-aeb9fb5c
    Call-ID: alice-2-8ebebb4f
    CSeq: 4 BYE
    Content-Length: 0"
  `);
  expect(wireOf(call, "bob").join("\n\n")).toMatchInlineSnapshot(`
    "SIP/2.0 183 Session Progress
    Via: SIP/2.0/UDP ss;branch=z9hG4bKss-0-705eca62.f9159571
    Via: SIP/2.0/UDP alice;branch=z9hG4bKalice-0-4d92ff51
    From: <sip:alice@example.com>;tag=alice-1-af4d35fb
    To: <sip:bob@example.com>;tag=bob-0-aeb9fb5c
    Call-ID: alice-2-8ebebb4f
    CSeq: 1 INVITE
    Record-Route: <sip:ss;lr>
    Contact: <sip:bob@bob>
    Require: 100rel
    RSeq: 10573
    Content-Type: application/sdp
    Content-Length: 43

    v=0
    o=- 1 1 IN IP4 192.0.2.1
    s=-
    t=0 0

    SIP/2.0 200 OK
    Via: SIP/2.0/UDP ss;branch=z9hG4bKss-1-c40477a7.2dccc828
    Via: SIP/2.0/UDP alice;branch=z9hG4bKalice-3-6b1c6a56
    From: <sip:alice@example.com>;tag=alice-1-af4d35fb
    To: <sip:bob@example.com>;tag=bob-0-aeb9fb5c
    Call-ID: alice-2-8ebebb4f
    CSeq: 2 PRACK
    Content-Length: 0

    SIP/2.0 200 OK
    Via: SIP/2.0/UDP ss;branch=z9hG4bKss-0-705eca62.f9159571
    Via: SIP/2.0/UDP alice;branch=z9hG4bKalice-0-4d92ff51
    From: <sip:alice@example.com>;tag=alice-1-af4d35fb
    To: <sip:bob@example.com>;tag=bob-0-aeb9fb5c
    Call-ID: alice-2-8ebebb4f
    CSeq: 1 INVITE
    Record-Route: <sip:ss;lr>
    Contact: <sip:bob@bob>
    Allow: INVITE, ACK, CANCEL, BYE, PRACK, UPDATE, INFO, OPTIONS, MESSAGE, REFER, SUBSCRIBE, NOTIFY, REGISTER
    Supported: 100rel, replaces
    Content-Length: 0

    SIP/2.0 200 OK
    Via: SIP/2.0/UDP ss;branch=z9hG4bKss-2-1058438b.f74dbe22
    Via: SIP/2.0/UDP alice;branch=z9hG4bKalice-5-9c8d36f3
    From: <sip:alice@example.com>;tag=alice-1-af4d35fb
    To: <sip:bob@example.com>;tag=bob-0-aeb9fb5c
    Call-ID: alice-2-8ebebb4f
    CSeq: 3 UPDATE
    Contact: <sip:bob@bob>
    Content-Length: 0

    SIP/2.0 200 OK
    Via: SIP/2.0/UDP ss;branch=z9hG4bKss-3-59c3eb12.7614fc46
    Via: SIP/2.0/UDP alice;branch=z9hG4bKalice-6-bfac4df7
    From: <sip:alice@example.com>;tag=alice-1-af4d35fb
    To: <sip:bob@example.com>;tag=bob-0-aeb9fb5c
    Call-ID: alice-2-8ebebb4f
    CSeq: 4 BYE
    Content-Length: 0"
  `);
});

test("what a subscriber and a notifier say, to the letter", () => {
  const call = two({ bob });
  const headers = [{ name: "Event", value: "presence" }];
  call.act("alice", { kind: "request", handle: "sub", draft: { method: "SUBSCRIBE", uri: "sip:bob@bob", to: "<sip:bob@bob>", headers } });
  call.pass(20);
  const state = { name: "Subscription-State", value: "active;expires=3600" };
  call.act("bob", {
    kind: "request within",
    handle: "n",
    dialog: call.dialog("bob"),
    draft: { method: "NOTIFY", headers: [...headers, state] },
  });
  call.pass(20);
  expect(wireOf(call, "alice").join("\n\n")).toMatchInlineSnapshot(`
    "SUBSCRIBE sip:bob@bob SIP/2.0
    Via: SIP/2.0/UDP alice;branch=z9hG4bKalice-0-4d92ff51
    Max-Forwards: 70
    From: <sip:alice@example.com>;tag=alice-1-af4d35fb
    To: <sip:bob@bob>
    Call-ID: alice-2-8ebebb4f
    CSeq: 1 SUBSCRIBE
    Contact: <sip:alice@alice>
    Event: presence
    Content-Length: 0"
  `);
  expect(wireOf(call, "bob").join("\n\n")).toMatchInlineSnapshot(`
    "SIP/2.0 200 OK
    Via: SIP/2.0/UDP alice;branch=z9hG4bKalice-0-4d92ff51
    From: <sip:alice@example.com>;tag=alice-1-af4d35fb
    To: <sip:bob@bob>;tag=bob-0-aeb9fb5c
    Call-ID: alice-2-8ebebb4f
    CSeq: 1 SUBSCRIBE
    Contact: <sip:bob@bob>
    Expires: 3600
    Content-Length: 0

    NOTIFY sip:alice@alice SIP/2.0
    Via: SIP/2.0/UDP bob;branch=z9hG4bKbob-1-67b3a2f3
    Max-Forwards: 70
    From: <sip:bob@bob>;tag=bob-0-aeb9fb5c
    To: <sip:alice@example.com>;tag=alice-1-af4d35fb
    Call-ID: alice-2-8ebebb4f
    CSeq: 1 NOTIFY
    Contact: <sip:bob@bob>
    Event: presence
    Subscription-State: active;expires=3600
    Content-Length: 0"
  `);
});

test("what a draft says itself is not said again", () => {
  const call = two({
    bob: (output) =>
      output.kind === "request" ? [{ kind: "respond", transaction: output.transaction, draft: { status: 200, headers: own } }] : [],
  });
  const own = [
    { name: "Contact", value: "<sip:other@bob>" },
    { name: "Allow", value: "INVITE" },
    { name: "Supported", value: "timer" },
  ];
  call.act("alice", invite({ headers: own }));
  call.pass(20);
  for (const node of ["alice", "bob"]) {
    const [first = ""] = wireOf(call, node);
    expect(["Contact", "Allow", "Supported"].map((name) => first.split("\n").filter((line) => line.startsWith(`${name}:`)))).toEqual([
      ["Contact: <sip:other@bob>"],
      ["Allow: INVITE"],
      ["Supported: timer"],
    ]);
  }
});
