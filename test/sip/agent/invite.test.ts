import { expect, test } from "vitest";
import { allOf, isEmpty } from "../../../src/sip/entries.ts";
import { tagOf } from "../../../src/sip/fields.ts";
import { withHeaders } from "../../../src/sip/message.ts";
import { cancelOf } from "../../../src/sip/transaction/acknowledge.ts";
import { addAgent, addProxy, type Fate, ladder, nameOf, newWorld, type User } from "../world.ts";
import { inCall, invite, offer, two } from "./two.ts";

const answer = (status: number) => ({ kind: "respond" as const, draft: { status, ...(status === 200 ? offer : {}) } });

test("a call and its end, as both users are told of it", () => {
  const call = two();
  call.act("alice", invite(offer));
  call.pass();
  call.act("bob", { ...answer(180), transaction: call.asked("bob", "INVITE") });
  call.pass();
  call.act("bob", { ...answer(200), transaction: call.asked("bob", "INVITE") });
  call.pass();
  expect(call.told("alice")).toEqual(["100 INVITE", "dialog early", "180 INVITE", "dialog confirmed", "200 INVITE"]);
  expect(call.told("bob")).toEqual(["request INVITE", "dialog early", "dialog confirmed", "ACK"]);
  call.act("bob", { kind: "request within", handle: "end", dialog: call.dialog("bob"), draft: { method: "BYE" } });
  call.pass();
  call.act("alice", { ...answer(200), transaction: call.asked("alice", "BYE") });
  call.pass();
  expect(call.told("alice")).toEqual(["session ended, BYE received", "dialog ended", "request BYE"]);
  expect(call.told("bob")).toEqual(["session ended, BYE sent", "dialog ended", "200 BYE"]);
});

test("without an ACK the 2xx is sent again, up to every T2, and then the session is ended (RFC 3261 §13.3.1.4)", () => {
  const lossy: Fate = (message) => (message.kind === "request" && message.method === "ACK" ? [] : [0]);
  const call = inCall(
    {
      alice: (output) => (output.kind === "request" ? [{ kind: "respond", transaction: output.transaction, draft: { status: 200 } }] : []),
    },
    lossy,
  );
  call.world.run();
  const times = call.world.sent.flatMap(({ time, from, message }) =>
    from === "bob" && message.kind === "response" && message.status === 200 ? [time] : [],
  );
  expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 500, 1500, 3500, 7500, 11500, 15500, 19500, 23500, 27500, 31500]);
  expect(ladder(call.world).filter((line) => line === "alice -> bob ACK")).toHaveLength(11);
  expect(call.told("bob")).toEqual(["unacknowledged 2xx", "session ended, BYE sent", "dialog ended"]);
  expect(ladder(call.world).slice(-2)).toEqual(["bob -> alice BYE", "alice -> bob 200 BYE"]);
  expect(call.isIdle()).toBe(true);
});

test("an ACK held back lets the 2xx be repeated until it goes out", () => {
  const call = two();
  call.act("alice", { ...invite(offer), hold: true });
  call.pass();
  call.act("bob", { ...answer(200), transaction: call.asked("bob", "INVITE") });
  call.pass(4000);
  expect(call.sent()).toEqual([
    "alice -> bob INVITE",
    "bob -> alice 100 INVITE",
    ...Array.from({ length: 4 }, () => "bob -> alice 200 INVITE"),
  ]);
  call.act("alice", { kind: "acknowledge", handle: "call", dialog: call.dialog("alice") });
  call.pass(30_000);
  expect(call.sent()).toEqual(["alice -> bob ACK"]);
  call.told("alice");
  call.act("alice", { kind: "acknowledge", handle: "call", dialog: call.dialog("alice") });
  expect(call.told("alice")[0]).toContain("refused: no 2xx of this request and dialog waits for an ACK");
});

test("an ACK acknowledges the 2xx of its dialog and its CSeq number, and nothing else", () => {
  const call = two({}, (message) => (message.kind === "request" && message.method === "ACK" ? [] : [0]));
  call.act("alice", invite(offer));
  call.pass();
  call.act("bob", { ...answer(200), transaction: call.asked("bob", "INVITE") });
  call.pass(20);
  const ack = call.world.sent.map(({ message }) => message).find((message) => message.kind === "request" && message.method === "ACK");
  if (ack?.kind !== "request") throw new Error("an ACK is expected");
  call.told("bob");
  const stray = (name: string, value: string) => call.act("bob", { kind: "message", message: withHeaders(ack, name, [value]) });
  stray("CSeq", "2 ACK");
  stray("Call-ID", "other");
  stray("From", "<sip:alice@example.com>;tag=other");
  expect(call.told("bob")).toEqual([]);
  call.act("bob", { kind: "message", message: ack }, { kind: "message", message: ack });
  expect(call.told("bob")).toEqual(["ACK"]);
});

test("the answer to an offer in the 2xx is the user's to give in the ACK", () => {
  const call = two();
  call.act("alice", invite());
  call.pass();
  call.act("bob", { ...answer(200), transaction: call.asked("bob", "INVITE") });
  call.pass(20);
  expect(call.sent().at(-1)).toBe("bob -> alice 200 INVITE");
  call.act("alice", { kind: "acknowledge", handle: "call", dialog: call.dialog("alice"), ...offer });
  call.pass(20);
  expect(call.world.sent.at(-1)?.message.body).toBe(offer.body);
  expect(allOf(call.bob().dialogs)[0]?.session?.offer.open).toBe("none");
});

test("a caller cancels, but only after the first answer (RFC 3261 §9.1)", () => {
  const call = two();
  call.act("alice", invite(offer), { kind: "cancel", handle: "call" });
  expect(call.sent()).toEqual(["alice -> bob INVITE"]);
  call.pass(1000);
  expect(call.sent()).toEqual([
    "bob -> alice 100 INVITE",
    "alice -> bob CANCEL",
    "bob -> alice 200 CANCEL",
    "bob -> alice 487 INVITE",
    "alice -> bob ACK",
  ]);
  expect(call.told("bob")).toEqual(["request INVITE", "settled 487 CANCEL"]);
  expect(call.told("alice")).toEqual(["100 INVITE", "487 INVITE"]);
  call.act("bob", { ...answer(200), transaction: call.asked("bob", "INVITE") });
  expect(call.told("bob")[0]).toContain("refused: the request has been answered with 487");
  call.world.run();
  expect(call.isIdle()).toBe(true);
});

test("a CANCEL of nothing gets 481; one of something speaks for the same dialog as the answer it brings about (§9.2)", () => {
  const call = two();
  call.act("alice", invite(offer));
  call.pass(500);
  const [asked] = call.world.sent.map(({ message }) => message);
  if (asked?.kind !== "request") throw new Error("an INVITE is expected");
  const other = cancelOf(withHeaders(asked, "Via", ["SIP/2.0/UDP alice;branch=z9hG4bKother"]));
  call.sent();
  call.act("bob", { kind: "message", message: other });
  expect(call.sent()).toEqual(["bob -> alice 481 CANCEL"]);
  call.act("alice", { kind: "cancel", handle: "call" });
  call.pass(20);
  const tags = call.world.sent.flatMap(({ from, message }) =>
    from === "bob" && message.kind === "response" && message.status !== 100 && message.status !== 481 ? [tagOf(message, "To")] : [],
  );
  expect(tags).toHaveLength(2);
  expect(new Set(tags).size).toBe(1);
});

test("a CANCEL that comes after the answer changes nothing (§9.2)", () => {
  const call = two();
  call.act("alice", invite(offer));
  call.pass(500);
  call.act("alice", { kind: "cancel", handle: "call" });
  call.act("bob", { ...answer(200), transaction: call.asked("bob", "INVITE") });
  call.pass(500);
  expect(call.sent().slice(2).toSorted()).toEqual([
    "alice -> bob ACK",
    "alice -> bob CANCEL",
    "bob -> alice 200 CANCEL",
    "bob -> alice 200 INVITE",
  ]);
  expect(call.told("alice").at(-1)).toBe("200 INVITE");
});

test("what cannot be cancelled", () => {
  const call = inCall();
  call.act("alice", { kind: "cancel", handle: "call" });
  call.act(
    "alice",
    { kind: "request", handle: "m", draft: { method: "MESSAGE", uri: "sip:bob@bob", to: "<sip:bob@example.com>" } },
    { kind: "cancel", handle: "m" },
  );
  expect(call.told("alice")).toEqual([
    "refused: the request has its final answer (RFC 3261 §9.1)",
    "refused: only INVITE is cancelled (RFC 3261 §9.1)",
  ]);
});

test("an INVITE that has failed cannot be cancelled", () => {
  const call = two();
  call.act("alice", invite(offer));
  call.pass();
  call.act("bob", { ...answer(486), transaction: call.asked("bob", "INVITE") });
  call.pass(20);
  call.act("alice", { kind: "cancel", handle: "call" });
  expect(call.told("alice").at(-1)).toBe("refused: the request has its final answer (RFC 3261 §9.1)");
});

test("the ACK of a re-INVITE that BYE has overtaken still goes by the route of the dialog", () => {
  const user: User = (output) =>
    output.kind === "request"
      ? [{ kind: "respond", transaction: output.transaction, draft: { status: 200, ...(output.request.method === "BYE" ? {} : offer) } }]
      : [];
  let slow = false;
  const call = two({ bob: user }, (message) => (slow && message.kind === "response" && nameOf(message) === "200 INVITE" ? [300] : [0]));
  addProxy(call.world, "ss", () => ({ kind: "forward", targets: [[{ uri: null }]] }));
  call.act("alice", { ...invite(offer), draft: { ...invite(offer).draft, routes: ["<sip:ss;lr>"] } });
  call.pass(100);
  slow = true;
  const dialog = call.dialog("alice");
  call.act("alice", { kind: "request within", handle: "re-INVITE", dialog, draft: { method: "INVITE", ...offer } });
  call.pass(50);
  call.act("alice", { kind: "request within", handle: "bye", dialog, draft: { method: "BYE" } });
  call.pass(100);
  expect(call.alice().dialogs).toEqual([]);
  call.sent();
  call.pass(700);
  expect(
    call
      .sent()
      .filter((line) => line.endsWith(" ACK"))
      .slice(0, 2),
  ).toEqual(["alice -> ss ACK", "ss -> bob ACK"]);
});

test("an INVITE that stays without an answer after CANCEL counts as cancelled after 64 T1 (§9.1)", () => {
  const mute: Fate = (message, from) => (from === "bob" && (message.kind === "request" || message.status !== 100) ? [] : [0]);
  const call = two({}, mute);
  call.act("alice", invite(offer));
  call.pass(1000);
  call.act("alice", { kind: "cancel", handle: "call" });
  call.world.run();
  expect(call.told("alice")).toEqual(["100 INVITE", "408 INVITE (timeout)"]);
  expect(isEmpty(call.alice().clients)).toBe(true);
});

test("nobody there: 408 after 64 T1, and 503 where the transport knows it", () => {
  const call = two({}, () => []);
  call.act("alice", invite(offer));
  call.world.run();
  expect(call.told("alice")).toEqual(["408 INVITE (timeout)"]);
  call.act("alice", invite(offer));
  call.act("alice", { kind: "transport error", transaction: allOf(call.alice().clients)[0]?.transaction ?? "" });
  expect(call.told("alice")).toEqual(["503 INVITE (transport error)"]);
  expect(call.isIdle()).toBe(true);
});

test("who is called by way of a fork answers twice: two dialogs, an ACK for each (§13.2.2.4)", () => {
  const world = newWorld({});
  const alice = addAgent(world, "alice");
  addProxy(world, "ss", () => ({ kind: "forward", targets: [[{ uri: "sip:b@bob" }, { uri: "sip:c@carol" }, { uri: "sip:d@dave" }]] }), {
    recordRoute: null,
  });
  for (const name of ["bob", "carol", "dave"]) addAgent(world, name);
  world.act("alice", { kind: "request", handle: "call", draft: { method: "INVITE", uri: "sip:all@ss", to: "<sip:all@ss>", ...offer } });
  world.run(20);
  const asked = (node: string) =>
    world.told.flatMap(({ node: at, output }) => (at === node && output.kind === "request" ? [output.transaction] : []))[0] ?? "";
  for (const node of ["bob", "carol", "dave"]) world.act(node, { kind: "respond", transaction: asked(node), draft: { status: 180 } });
  world.run(100);
  expect(allOf(alice().dialogs).map(({ dialog }) => dialog.state)).toEqual(["early", "early", "early"]);
  // Both pick up before the CANCEL of the proxy reaches them.
  for (const node of ["bob", "carol"]) world.act(node, { kind: "respond", transaction: asked(node), draft: { status: 200, ...offer } });
  world.run(1000);
  expect(
    allOf(alice().dialogs)
      .map(({ dialog }) => dialog.state)
      .toSorted(),
  ).toEqual(["confirmed", "confirmed", "early"]);
  expect(ladder(world).filter((line) => line.endsWith(" ACK") && line.startsWith("alice"))).toEqual([
    "alice -> bob ACK",
    "alice -> carol ACK",
  ]);
  expect(ladder(world)).toContain("ss -> dave CANCEL");
  // The early dialog that nobody confirms ends with the transaction.
  world.run();
  expect(allOf(alice().dialogs).map(({ dialog }) => dialog.state)).toEqual(["confirmed", "confirmed"]);
});

test("BYE ends an early dialog of the caller, and what waited in it gets 487 (§15)", () => {
  const call = two({
    bob: (output) =>
      output.kind === "request" && output.request.method === "BYE"
        ? [{ kind: "respond", transaction: output.transaction, draft: { status: 200 } }]
        : [],
  });
  call.act("alice", invite(offer));
  call.pass();
  call.act("bob", { ...answer(180), transaction: call.asked("bob", "INVITE") });
  call.pass();
  call.act("bob", { kind: "request within", handle: "b", dialog: call.dialog("bob"), draft: { method: "BYE" } });
  expect(call.told("bob").at(-1)).toContain("refused: who is called ends an early dialog with a final answer");
  call.sent();
  call.act("alice", { kind: "request within", handle: "a", dialog: call.dialog("alice"), draft: { method: "BYE" } });
  call.pass();
  expect(call.sent()).toEqual(["alice -> bob BYE", "bob -> alice 487 INVITE", "bob -> alice 200 BYE", "alice -> bob ACK"]);
  expect(call.told("bob")).toEqual(["dialog ended", "settled 487 BYE", "request BYE"]);
  call.world.run();
  expect(call.isIdle()).toBe(true);
});

test("a 2xx that BYE has crossed is acknowledged, even where its offer will never be answered", () => {
  const call = two({
    bob: (output) =>
      output.kind === "request" && output.request.method === "BYE"
        ? [{ kind: "respond", transaction: output.transaction, draft: { status: 200 } }]
        : [],
  });
  call.act("alice", invite());
  call.pass();
  call.act("bob", { ...answer(180), transaction: call.asked("bob", "INVITE") });
  call.pass();
  call.act("bob", { ...answer(200), transaction: call.asked("bob", "INVITE") });
  call.act("alice", { kind: "request within", handle: "bye", dialog: call.dialog("alice"), draft: { method: "BYE" } });
  call.sent();
  call.pass();
  expect(call.sent()).toEqual(["alice -> bob ACK", "bob -> alice 200 BYE"]);
  call.world.run();
  expect(call.isIdle()).toBe(true);
});

test("who is called may not hang up before the ACK (§15)", () => {
  const call = two();
  call.act("alice", { ...invite(offer), hold: true });
  call.pass(20);
  call.act("bob", { ...answer(200), transaction: call.asked("bob", "INVITE") });
  call.act("bob", { kind: "request within", handle: "b", dialog: call.dialog("bob"), draft: { method: "BYE" } });
  expect(call.told("bob").at(-1)).toBe("refused: the 2xx has not been acknowledged (RFC 3261 §15)");
});

test("a BYE that is challenged is sent again; any other answer ends the session", () => {
  const call = inCall();
  const bye = { kind: "request within" as const, handle: "1", dialog: call.dialog("alice"), draft: { method: "BYE" } };
  call.act("alice", bye);
  call.pass(20);
  call.act("bob", { kind: "respond", transaction: call.asked("bob", "BYE"), draft: { status: 401 } });
  call.pass(20);
  expect(call.told("alice")).toEqual(["session ended, BYE sent", "401 BYE"]);
  call.act("alice", { ...bye, handle: "2" });
  call.pass(20);
  expect(call.told("alice")).toEqual(["session ended, BYE sent", "481 BYE", "dialog ended"]);
});

test("what crosses a BYE finds no session any more, but the BYE of the other side (RFC 5407 §3.2)", () => {
  const call = inCall();
  call.act("alice", { kind: "request within", handle: "bye", dialog: call.dialog("alice"), draft: { method: "BYE" } });
  const refer = { method: "REFER", headers: [{ name: "Refer-To", value: "<sip:carol@example.com>" }] };
  call.act("bob", { kind: "request within", handle: "refer", dialog: call.dialog("bob"), draft: refer });
  call.act("bob", { kind: "request within", handle: "info", dialog: call.dialog("bob"), draft: { method: "INFO" } });
  call.pass(20);
  const sent = call.sent();
  expect(sent).toContain("alice -> bob 481 REFER");
  expect(sent).toContain("alice -> bob 481 INFO");
  expect(call.told("alice")).toEqual(["session ended, BYE sent"]);
});

test("a user gives up a dialog without a word", () => {
  const call = inCall();
  call.act("alice", { kind: "forget", dialog: call.dialog("alice") });
  expect(call.told("alice")).toEqual(["session ended, forgotten", "dialog ended"]);
  call.act("bob", { kind: "request within", handle: "i", dialog: call.dialog("bob"), draft: { method: "INFO" } });
  call.pass(100);
  // RFC 3261 §12.2.1.2: a session the other side does not know is ended.
  expect(call.sent()).toEqual(["bob -> alice INFO", "alice -> bob 481 INFO", "bob -> alice BYE", "alice -> bob 481 BYE"]);
  call.world.run();
  expect(call.isIdle()).toBe(true);
});
