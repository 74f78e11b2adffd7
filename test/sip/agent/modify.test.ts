import { expect, test } from "vitest";
import { allOf, entryOf } from "../../../src/sip/entries.ts";
import { responseTo } from "../../../src/sip/responses.ts";
import type { Fate } from "../world.ts";
import { inCall, invite, offer, type Two, two } from "./two.ts";

const within = (call: Two, node: "alice" | "bob", method: string, described = true, handle = `${node} ${method}`) =>
  call.act(node, { kind: "request within", handle, dialog: call.dialog(node), draft: { method, ...(described ? offer : {}) } });
const answer = (call: Two, node: string, method: string, status: number) =>
  call.act(node, { kind: "respond", transaction: call.asked(node, method), draft: { status, ...(status === 200 ? offer : {}) } });

test("a session is changed by re-INVITE from both sides", () => {
  const call = inCall();
  for (const [from, to] of [
    ["alice", "bob"],
    ["bob", "alice"],
  ] as const) {
    within(call, from, "INVITE");
    call.pass(20);
    answer(call, to, "INVITE", 200);
    call.pass(20);
    expect(call.sent()).toEqual([`${from} -> ${to} INVITE`, `${to} -> ${from} 200 INVITE`, `${from} -> ${to} ACK`]);
    expect(call.told(from)).toEqual(["200 INVITE"]);
    expect(call.told(to)).toEqual(["request INVITE", "ACK"]);
  }
});

test("two re-INVITEs that meet are answered with 491, and tried again at different times (RFC 3261 §14.1)", () => {
  const call = inCall();
  within(call, "alice", "INVITE");
  within(call, "bob", "INVITE");
  call.pass(100);
  expect(call.sent().toSorted()).toEqual([
    "alice -> bob 491 INVITE",
    "alice -> bob ACK",
    "alice -> bob INVITE",
    "bob -> alice 491 INVITE",
    "bob -> alice ACK",
    "bob -> alice INVITE",
  ]);
  const begun = call.world.time;
  call.pass(5000);
  const retries = call.world.told.flatMap(({ time, node, output }) =>
    output.kind === "retry" ? [[node, output.method, time - begun] as const] : [],
  );
  const [bob, alice] = retries;
  expect(retries.map(([node, method]) => `${node} ${method}`)).toEqual(["bob INVITE", "alice INVITE"]);
  expect(bob?.[2]).toBeLessThanOrEqual(2000);
  expect(alice?.[2]).toBeGreaterThanOrEqual(2000);
  expect(alice?.[2]).toBeLessThanOrEqual(4000);
});

test("an offer that is not answered as it should be does not stand in the way for good", () => {
  const call = two();
  call.act("alice", invite(offer));
  call.pass(20);
  call.act("bob", { kind: "respond", transaction: call.asked("bob", "INVITE"), draft: { status: 200 } });
  call.pass(20);
  expect([call.alice(), call.bob()].flatMap(({ dialogs }) => allOf(dialogs).map(({ session }) => session?.offer.open))).toEqual([
    "none",
    "none",
  ]);
});

test("a re-INVITE that is refused is not tried again by itself", () => {
  const call = inCall();
  within(call, "alice", "INVITE");
  call.pass(20);
  answer(call, "bob", "INVITE", 488);
  call.pass(20);
  expect(entryOf(call.alice().dialogs, call.dialog("alice"))?.retry).toBe(null);
  call.pass(10_000);
  expect(call.told("alice")).toEqual(["488 INVITE"]);
});

test("one INVITE at a time (§14.1, §14.2)", () => {
  const call = inCall();
  within(call, "alice", "INVITE");
  within(call, "alice", "INVITE", true, "another");
  expect(call.told("alice").at(-1)).toBe("refused: another INVITE is in progress (RFC 3261 §14.1)");
  call.pass(20);
  within(call, "bob", "INVITE");
  expect(call.told("bob").at(-1)).toBe("refused: another INVITE is in progress (RFC 3261 §14.1)");
  answer(call, "bob", "INVITE", 488);
  call.pass(20);
  // A refusal leaves the session as it was.
  within(call, "bob", "INVITE");
  call.pass(20);
  expect(call.told("alice").slice(-2)).toEqual(["488 INVITE", "request INVITE"]);
});

test("a re-INVITE that overtakes the ACK is taken, unless the ACK brings an answer (RFC 5407 §3.1.4, §3.1.5)", () => {
  const slow: Fate = (message) => (message.kind === "request" && message.method === "ACK" ? [300] : [0]);
  const call = inCall({}, slow);
  within(call, "alice", "INVITE");
  call.pass(20);
  expect(call.told("bob")).toEqual(["request INVITE"]);
  answer(call, "bob", "INVITE", 200);
  call.pass(1000);
  expect(call.told("bob")).toEqual(["ACK", "ACK"]);
  within(call, "alice", "INVITE", false, "offerless");
  call.pass(20);
  answer(call, "bob", "INVITE", 200);
  call.pass(20);
  call.act("alice", { kind: "acknowledge", handle: "offerless", dialog: call.dialog("alice"), ...offer });
  within(call, "alice", "INVITE", true, "too soon");
  call.sent();
  call.pass(20);
  expect(call.sent()).toEqual(["bob -> alice 491 INVITE", "alice -> bob ACK"]);
});

test("UPDATE changes a session without ACK (RFC 3311)", () => {
  const call = inCall();
  within(call, "bob", "UPDATE");
  call.pass(20);
  answer(call, "alice", "UPDATE", 200);
  call.pass(20);
  expect(call.sent()).toEqual(["bob -> alice UPDATE", "alice -> bob 200 UPDATE"]);
  within(call, "bob", "UPDATE", true, "second");
  within(call, "bob", "UPDATE", true, "third");
  expect(call.told("bob")).toEqual(["200 UPDATE", "refused: an offer waits for its answer (RFC 3311 §5.1)"]);
});

test("UPDATEs with offers that meet are answered with 491, one that comes too soon with 500 (§5.2)", () => {
  const call = inCall();
  within(call, "alice", "UPDATE");
  within(call, "bob", "UPDATE");
  call.pass(100);
  expect(call.sent().filter((line) => line.includes("491"))).toHaveLength(2);
  call.pass(5000);
  expect([...call.told("alice"), ...call.told("bob")].toSorted()).toEqual(["491 UPDATE", "491 UPDATE", "retry UPDATE", "retry UPDATE"]);
});

test("a second UPDATE before the answer to the first gets 500 and may come again (§5.2)", () => {
  const call = inCall();
  within(call, "alice", "UPDATE", false, "first");
  call.pass(20);
  within(call, "alice", "UPDATE", false, "second");
  call.pass(20);
  const early = call.world.sent.at(-1)?.message;
  expect(early?.kind === "response" ? early.status : 0).toBe(500);
  expect(early?.headers.find(({ name }) => name === "Retry-After")?.value).toMatch(/^([0-9]|10)$/);
  answer(call, "bob", "UPDATE", 200);
  within(call, "alice", "UPDATE", false, "third");
  call.pass(20);
  expect(call.told("bob")).toEqual(["request UPDATE", "request UPDATE"]);
});

test("who has been made an offer answers it before making one", () => {
  for (const method of ["UPDATE", "INVITE"]) {
    const call = inCall();
    within(call, "alice", method);
    call.pass(20);
    within(call, "bob", "UPDATE");
    expect(call.told("bob").at(-1)).toBe("refused: an offer waits for its answer (RFC 3311 §5.1)");
    answer(call, "bob", method, 200);
    call.pass(20);
    within(call, "bob", "UPDATE");
    expect(call.told("bob").some((line) => line.startsWith("refused"))).toBe(false);
  }
});

test("an UPDATE while the re-INVITE of this side has its offer outstanding gets 491, while that of the other does 500 (§5.2)", () => {
  const call = inCall();
  within(call, "alice", "INVITE");
  within(call, "bob", "UPDATE");
  call.pass(15);
  expect(call.sent()).toContain("alice -> bob 491 UPDATE");
  const behind = inCall();
  within(behind, "alice", "INVITE");
  behind.pass(20);
  // Without a description it carries no offer and may pass (§5.1).
  within(behind, "alice", "UPDATE", false);
  behind.pass(20);
  expect(behind.told("bob")).toEqual(["request INVITE", "request UPDATE"]);
});

test("the target moves with the answer to a re-INVITE as with the request (RFC 6141 §4.5, §4.6)", () => {
  const call = inCall();
  const contact = (value: string) => [{ name: "Contact", value }, ...offer.headers];
  call.act("alice", {
    kind: "request within",
    handle: "moved",
    dialog: call.dialog("alice"),
    draft: { method: "INVITE", headers: contact("<sip:alice2@alice>"), body: offer.body },
  });
  call.pass(20);
  const bobs = () => entryOf(call.bob().dialogs, call.dialog("bob"))?.dialog.remoteTarget;
  // Not before it is answered: a re-INVITE that fails moves nobody (RFC 6141 §4.2).
  expect(bobs()).toBe("sip:alice@alice");
  call.act("bob", {
    kind: "respond",
    transaction: call.asked("bob", "INVITE"),
    draft: { status: 200, headers: contact("<sip:bob2@bob>"), body: offer.body },
  });
  call.pass(20);
  expect(bobs()).toBe("sip:alice2@alice");
  expect(entryOf(call.alice().dialogs, call.dialog("alice"))?.dialog.remoteTarget).toBe("sip:bob2@bob");
  call.act("alice", {
    kind: "request within",
    handle: "refused",
    dialog: call.dialog("alice"),
    draft: { method: "INVITE", headers: contact("<sip:alice3@alice>"), body: offer.body },
  });
  call.pass(20);
  answer(call, "bob", "INVITE", 488);
  expect(bobs()).toBe("sip:alice2@alice");
});

test("within a session that is over nothing is sent", () => {
  const call = inCall();
  within(call, "alice", "BYE", false);
  for (const method of ["INVITE", "UPDATE", "INFO", "BYE"]) within(call, "alice", method, false, `late ${method}`);
  expect(call.told("alice")).toEqual([
    "session ended, BYE sent",
    ...Array.from({ length: 4 }, () => "refused: the session has been ended (RFC 3261 §15.1.1)"),
  ]);
  call.pass(20);
  within(call, "bob", "INFO", false);
  expect(call.told("bob").at(-1)).toBe("refused: there is no such dialog (RFC 3261 §12.2)");
});

test("a dialog that is not there, a method that is no request of its own, a handle twice", () => {
  const call = inCall();
  const send = (method: string, dialog = call.dialog("alice"), handle = method) =>
    call.act("alice", { kind: "request within", handle, dialog, draft: { method } });
  send("INFO", "none");
  send("ACK");
  send("INFO", call.dialog("alice"), "twice");
  send("INFO", call.dialog("alice"), "twice");
  send("NOTIFY");
  const outside = (method: string, handle = method) =>
    call.act("alice", { kind: "request", handle, draft: { method, uri: "sip:bob@bob", to: "<sip:bob@bob>" } });
  outside("CANCEL");
  outside("BYE");
  outside("MESSAGE", "twice");
  expect(call.told("alice")).toEqual([
    "refused: there is no such dialog (RFC 3261 §12.2)",
    "refused: ACK belongs to a request that was sent (RFC 3261 §9.1, §13.2.2.4)",
    "refused: another request has this handle",
    "refused: there is no subscription that it is about (RFC 6665 §4.2.2)",
    "refused: CANCEL belongs to a request that was sent (RFC 3261 §9.1, §13.2.2.4)",
    "refused: BYE belongs to a dialog (RFC 3261 §12.2)",
    "refused: another request has this handle",
  ]);
});

test("a side that has told no Contact cannot be asked anything (RFC 3261 §12.1)", () => {
  const call = two({}, () => []);
  call.act("alice", invite(offer));
  const asked = call.world.sent[0]?.message;
  if (asked?.kind !== "request") throw new Error("an INVITE is expected");
  call.act("alice", { kind: "message", message: responseTo(asked, { status: 200 }, "1") });
  call.act("alice", { kind: "request within", handle: "bye", dialog: call.dialog("alice"), draft: { method: "BYE" } });
  expect(call.told("alice")).toEqual([
    "dialog confirmed",
    "200 INVITE",
    "refused: the 2xx has no Contact to send the ACK to (RFC 3261 §12.1.2)",
    "refused: the other side has told no Contact (RFC 3261 §12.1)",
  ]);
});
