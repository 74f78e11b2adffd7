import { expect, test } from "vitest";
import { reactAgent } from "../../../src/sip/agent/react.ts";
import { allOf, type Entries, entryOf, isEmpty } from "../../../src/sip/entries.ts";
import { type Header, headersOf } from "../../../src/sip/message.ts";
import { sipfragOf, sipfragType } from "../../../src/sip/subscription/sipfrag.ts";
import { request } from "../requests.ts";
import type { Fate, User } from "../world.ts";
import { inCall, type Two, two } from "./two.ts";

const event = (value: string): Header => ({ name: "Event", value });
const state = (value: string): Header => ({ name: "Subscription-State", value });

/** Takes whatever it is told of a subscription. */
const takes: User = (output) =>
  output.kind === "request" && output.request.method !== "INVITE"
    ? [{ kind: "respond", transaction: output.transaction, draft: { status: 200 } }]
    : [];

const subscribe = (call: Two, expires: number) =>
  call.act("alice", {
    kind: "request",
    handle: "sub",
    draft: {
      method: "SUBSCRIBE",
      uri: "sip:bob@bob",
      to: "<sip:bob@example.com>",
      headers: [event("presence"), { name: "Expires", value: `${expires}` }],
    },
  });
const again = (call: Two, expires: number, handle: string) =>
  call.act("alice", {
    kind: "request within",
    handle,
    dialog: call.dialog("alice"),
    draft: { method: "SUBSCRIBE", headers: [event("presence"), { name: "Expires", value: `${expires}` }] },
  });
const notify = (call: Two, says: string, handle: string, of = "presence", body = "") =>
  call.act("bob", {
    kind: "request within",
    handle,
    dialog: call.dialog("bob"),
    draft: { method: "NOTIFY", headers: [event(of), state(says), ...(body === "" ? [] : [sipfragType])], body },
  });
const answer = (call: Two, method: string, status: number) =>
  call.act("bob", { kind: "respond", transaction: call.asked("bob", method), draft: { status } });

function subscribed(fate?: Fate, transport?: string): Two {
  const call = two({ alice: takes }, fate, transport);
  subscribe(call, 60);
  call.pass(20);
  answer(call, "SUBSCRIBE", 200);
  notify(call, "active;expires=60", "first");
  call.pass(50);
  return call;
}

test("a subscription from its first NOTIFY to its last (RFC 6665)", () => {
  const call = subscribed();
  expect(call.sent()).toEqual(["alice -> bob SUBSCRIBE", "bob -> alice 200 SUBSCRIBE", "bob -> alice NOTIFY", "alice -> bob 200 NOTIFY"]);
  notify(call, "terminated;reason=noresource", "last");
  call.pass(50);
  expect(call.told("alice")).toEqual([
    "subscriber notify_wait",
    "200 SUBSCRIBE",
    "dialog confirmed",
    "subscriber active",
    "request NOTIFY",
    "subscriber terminated",
    "dialog ended",
    "request NOTIFY",
  ]);
  expect(call.told("bob")).toEqual([
    "request SUBSCRIBE",
    "dialog confirmed",
    "notifier resp_wait",
    "notifier active",
    "200 NOTIFY",
    "notifier ending",
    "notifier terminated",
    "dialog ended",
    "200 NOTIFY",
  ]);
  call.world.run();
  expect(call.isIdle()).toBe(true);
});

test.each(["UDP", "TCP"])("a NOTIFY over %s overtakes the answer to its SUBSCRIBE, and makes the dialog (RFC 6665 §4.4.1)", (transport) => {
  const call = subscribed(
    (message) =>
      message.kind === "response" && message.status === 200 && headersOf(message, "CSeq")[0]?.endsWith("SUBSCRIBE") ? [30] : [0],
    transport,
  );
  expect(call.told("alice")).toEqual([
    "subscriber notify_wait",
    "dialog confirmed",
    "subscriber active",
    "request NOTIFY",
    "200 SUBSCRIBE",
  ]);
  expect(entryOf(call.alice().dialogs, call.dialog("alice"))?.dialog).toMatchObject({
    localSequence: 1,
    remoteSequence: 1,
    remoteTarget: "sip:bob@bob",
  });
});

test("over a transport that forgets at once the NOTIFY still finds its subscription", () => {
  const call = two({ alice: takes }, undefined, "TCP");
  subscribe(call, 60);
  call.pass(20);
  answer(call, "SUBSCRIBE", 200);
  call.pass(50);
  expect(isEmpty(call.alice().clients)).toBe(true);
  notify(call, "active", "first");
  call.pass(50);
  expect(call.told("alice").slice(-3)).toEqual(["dialog confirmed", "subscriber active", "request NOTIFY"]);
});

test("a subscription is refreshed, and ended with Expires 0 (§4.1.2.2, §4.1.2.3)", () => {
  const call = subscribed();
  call.pass(40_000);
  again(call, 60, "refresh");
  call.pass(20);
  answer(call, "SUBSCRIBE", 200);
  notify(call, "active;expires=60", "second");
  call.pass(40_000);
  expect(call.told("alice").filter((line) => line.startsWith("subscriber"))).toEqual(["subscriber notify_wait", "subscriber active"]);
  call.sent();
  again(call, 0, "end");
  call.pass(20);
  answer(call, "SUBSCRIBE", 200);
  call.pass(50);
  expect(call.sent()).toEqual(["alice -> bob SUBSCRIBE", "bob -> alice 200 SUBSCRIBE", "bob -> alice NOTIFY", "alice -> bob 200 NOTIFY"]);
  expect(call.told("alice").slice(-3)).toEqual(["subscriber terminated", "dialog ended", "request NOTIFY"]);
  call.world.run();
  expect(call.isIdle()).toBe(true);
});

test("a subscription that nobody refreshes ends with its time (§4.2.2)", () => {
  const call = subscribed();
  call.sent();
  call.pass(70_000);
  expect(call.sent()).toEqual(["bob -> alice NOTIFY", "alice -> bob 200 NOTIFY"]);
  const last = call.world.sent.find(({ message }) => headersOf(message, "Subscription-State")[0] === "terminated;reason=timeout");
  expect(last?.from).toBe("bob");
  call.world.run();
  expect(call.isIdle()).toBe(true);
});

test("without a NOTIFY a subscription is given up after 64 T1 (§4.1.2.4)", () => {
  const call = two({ alice: takes });
  subscribe(call, 600);
  call.pass(20);
  answer(call, "SUBSCRIBE", 200);
  call.pass(40_000);
  expect(call.told("alice")).toEqual(["subscriber notify_wait", "200 SUBSCRIBE", "subscriber terminated"]);
  // A NOTIFY that comes then is about nothing, and tells the notifier so (§4.1.3, §4.2.2).
  notify(call, "active", "late");
  call.pass(50);
  expect(call.told("bob").slice(-4)).toEqual(["notifier active", "481 NOTIFY", "notifier terminated", "dialog ended"]);
});

test("a refusal ends what has not begun, and only some end what runs (§4.1.2.2)", () => {
  const call = two({ alice: takes });
  subscribe(call, 60);
  call.pass(20);
  answer(call, "SUBSCRIBE", 403);
  call.pass(50);
  expect(call.told("alice")).toEqual(["subscriber notify_wait", "403 SUBSCRIBE", "subscriber terminated"]);
  const running = subscribed();
  running.told("alice");
  again(running, 60, "refused");
  running.pass(20);
  answer(running, "SUBSCRIBE", 500);
  running.pass(50);
  expect(running.told("alice")).toEqual(["500 SUBSCRIBE"]);
  again(running, 60, "gone");
  running.pass(20);
  answer(running, "SUBSCRIBE", 481);
  running.pass(50);
  expect(running.told("alice")).toEqual(["481 SUBSCRIBE", "subscriber terminated", "dialog ended"]);
});

test("a NOTIFY that only fails for now leaves the subscription (§4.2.2)", () => {
  const refuses: User = (output) =>
    output.kind === "request" ? [{ kind: "respond", transaction: output.transaction, draft: { status: 500 } }] : [];
  const call = two({ alice: refuses });
  subscribe(call, 60);
  call.pass(20);
  answer(call, "SUBSCRIBE", 200);
  notify(call, "active", "first");
  call.pass(50);
  expect(call.told("bob").slice(-2)).toEqual(["notifier active", "500 NOTIFY"]);
  expect(allOf(call.bob().subscriptions)).toHaveLength(1);
});

test("the last NOTIFY is the last, however it is answered", () => {
  const refuses: User = (output) =>
    output.kind === "request" ? [{ kind: "respond", transaction: output.transaction, draft: { status: 500 } }] : [];
  const call = two({ alice: refuses });
  subscribe(call, 60);
  call.pass(20);
  answer(call, "SUBSCRIBE", 200);
  notify(call, "terminated;reason=rejected", "last");
  call.pass(50);
  expect(call.told("bob").slice(-4)).toEqual(["notifier ending", "500 NOTIFY", "notifier terminated", "dialog ended"]);
});

test("subscriptions to one package are told apart by the id of their Event (RFC 6665 §8.2.1)", () => {
  const call = subscribed();
  const more = (handle: string, id: string) =>
    call.act("alice", {
      kind: "request within",
      handle,
      dialog: call.dialog("alice"),
      draft: { method: "SUBSCRIBE", headers: [event(`presence;id=${id}`), { name: "Expires", value: "60" }] },
    });
  more("other", "7");
  call.pass(20);
  answer(call, "SUBSCRIBE", 200);
  expect(allOf(call.bob().subscriptions).map(({ eventId }) => eventId)).toEqual([null, "7"]);
  notify(call, "active", "of 7", "presence;id=7");
  notify(call, "terminated", "of the first", "presence");
  call.pass(50);
  expect(allOf(call.alice().subscriptions).map((one) => `${one.eventId} ${one.state}`)).toEqual(["7 active"]);
  more("again", "7");
  expect(allOf(call.alice().subscriptions)).toHaveLength(1);
});

test("a first NOTIFY of another call is about nothing", () => {
  const call = two({ alice: takes });
  subscribe(call, 60);
  const [subscription] = allOf(call.alice().subscriptions);
  const first = { via: "UDP bob", from: "<sip:bob@bob>;tag=b", headers: [event("presence"), state("active")] };
  const arrives = (callId: string, tag: string) =>
    reactAgent(call.alice(), {
      kind: "message",
      message: request("NOTIFY", { ...first, callId, to: `<sip:alice@example.com>;tag=${tag}` }),
    }).outputs.map(({ kind }) => kind);
  const { callId = "", localTag = "" } = subscription ?? {};
  expect(arrives("other", localTag)).toEqual(["send"]);
  expect(arrives(callId, "other")).toEqual(["send"]);
  expect(arrives(callId, localTag)).toEqual(["dialog", "subscription", "request"]);
});

test("a NOTIFY that nobody asked for gets 481, one that cannot be read 400", () => {
  const call = subscribed();
  notify(call, "active", "other", "dialog");
  expect(call.told("bob").at(-1)).toContain("refused: there is no subscription that it is about");
  call.act("bob", {
    kind: "request within",
    handle: "broken",
    dialog: call.dialog("bob"),
    draft: { method: "NOTIFY", headers: [event("presence")] },
  });
  expect(call.told("bob").at(-1)).toContain("refused: there is no subscription that it is about");
});

const refer = (call: Two, handle: string) =>
  call.act("alice", {
    kind: "request within",
    handle,
    dialog: call.dialog("alice"),
    draft: { method: "REFER", headers: [{ name: "Refer-To", value: "<sip:carol@carol>" }] },
  });

test("REFER subscribes to how the referred request fares (RFC 3515 §2.4)", () => {
  const call = inCall({ alice: takes });
  refer(call, "refer");
  call.pass(20);
  answer(call, "REFER", 202);
  notify(call, "active;expires=60", "trying", "refer", sipfragOf(100));
  call.pass(50);
  notify(call, "terminated;reason=noresource", "done", "refer", sipfragOf(200));
  call.pass(50);
  expect(call.sent()).toEqual([
    "alice -> bob REFER",
    "bob -> alice 202 REFER",
    "bob -> alice NOTIFY",
    "alice -> bob 200 NOTIFY",
    "bob -> alice NOTIFY",
    "alice -> bob 200 NOTIFY",
  ]);
  expect(call.told("alice").filter((line) => line.startsWith("subscriber"))).toEqual([
    "subscriber notify_wait",
    "subscriber active",
    "subscriber terminated",
  ]);
  // The dialog is still that of the call (RFC 5057 §3.1).
  expect(entryOf(call.alice().dialogs, call.dialog("alice"))?.session?.state).toBe("confirmed");
});

test("a NOTIFY overtakes the 202 of its REFER", () => {
  const call = inCall({ alice: takes }, (message) => (message.kind === "response" && message.status === 202 ? [40] : [0]));
  refer(call, "refer");
  call.pass(20);
  answer(call, "REFER", 202);
  notify(call, "active;expires=60", "trying", "refer", sipfragOf(100));
  call.pass(60);
  expect(call.told("alice")).toEqual(["subscriber notify_wait", "subscriber active", "request NOTIFY", "202 REFER"]);
});

test("a second REFER in a dialog is told apart by its CSeq number (RFC 3515 §2.4.6)", () => {
  const call = inCall({ alice: takes });
  for (const handle of ["one", "two"]) {
    refer(call, handle);
    call.pass(20);
    answer(call, "REFER", 202);
    call.pass(20);
  }
  const numbers = allOf(call.bob().subscriptions).map(({ eventId }) => eventId);
  expect(numbers).toEqual(["2", "3"]);
  notify(call, "terminated;reason=noresource", "second", "refer;id=3");
  notify(call, "active", "first", "refer");
  call.pass(50);
  expect(allOf(call.alice().subscriptions).map((one) => `${one.eventId} ${one.state}`)).toEqual(["2 active"]);
});

test("a REFER outside of a dialog makes one, and counts as its first", () => {
  const call = two({ alice: takes });
  const headers = [{ name: "Refer-To", value: "<sip:carol@carol>" }];
  call.act("alice", { kind: "request", handle: "one", draft: { method: "REFER", uri: "sip:bob@bob", to: "<sip:bob@bob>", headers } });
  call.pass(20);
  answer(call, "REFER", 202);
  notify(call, "active;expires=60", "trying", "refer", sipfragOf(100));
  call.pass(50);
  refer(call, "two");
  call.pass(20);
  answer(call, "REFER", 202);
  const needs = (all: Entries<{ readonly needsId: boolean }>) => allOf(all).map(({ needsId }) => needsId);
  expect([needs(call.alice().subscriptions), needs(call.bob().subscriptions)]).toEqual([
    [false, true],
    [false, true],
  ]);
  // The other side counts its own.
  call.act("bob", { kind: "request within", handle: "three", dialog: call.dialog("bob"), draft: { method: "REFER", headers } });
  call.pass(20);
  call.act("alice", { kind: "respond", transaction: call.asked("alice", "REFER"), draft: { status: 202 } });
  expect(needs(call.alice().subscriptions)).toEqual([false, true, false]);
});

test("BYE ends the session and leaves the dialog to its subscription (RFC 5057 §3.1)", () => {
  const call = inCall({ alice: takes });
  refer(call, "refer");
  call.pass(20);
  answer(call, "REFER", 202);
  notify(call, "active;expires=60", "trying", "refer", sipfragOf(100));
  call.pass(50);
  call.act("alice", { kind: "request within", handle: "bye", dialog: call.dialog("alice"), draft: { method: "BYE" } });
  call.pass(20);
  answer(call, "BYE", 200);
  call.pass(50);
  expect(call.told("alice").filter((line) => line.startsWith("dialog"))).toEqual([]);
  // What belongs to a session finds none in it any more.
  const [callId = "", local = "", remote = ""] = call.dialog("alice").split(" ");
  const info = { via: "UDP bob", callId, from: `<sip:bob@example.com>;tag=${remote}`, to: `<sip:alice@example.com>;tag=${local}`, cseq: 5 };
  const { outputs } = reactAgent(call.alice(), { kind: "message", message: request("INFO", info) });
  expect(
    outputs.map((output) => (output.kind === "send" && output.message.kind === "response" ? output.message.status : output.kind)),
  ).toEqual([481]);
  notify(call, "terminated;reason=noresource", "done", "refer", sipfragOf(200));
  call.pass(50);
  expect(call.told("alice")).toEqual(["subscriber terminated", "dialog ended", "request NOTIFY"]);
  call.world.run();
  expect(call.isIdle()).toBe(true);
});
