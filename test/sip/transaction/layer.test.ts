import { expect, test } from "vitest";
import { allOf, entryOf } from "../../../src/sip/entries.ts";
import type { SipMessage, SipRequestMessage } from "../../../src/sip/message.ts";
import { withHeaders } from "../../../src/sip/message.ts";
import { responseTo } from "../../../src/sip/responses.ts";
import { defaultTiming } from "../../../src/sip/timing.ts";
import { acknowledgeFailure, cancelOf } from "../../../src/sip/transaction/acknowledge.ts";
import { clientKey, serverKey } from "../../../src/sip/transaction/key.ts";
import {
  failTransport,
  fire,
  noTransactions,
  openClient,
  owns,
  receive,
  respond,
  type TransactionsCourse,
} from "../../../src/sip/transaction/layer.ts";
import { writeMessage } from "../../../src/sip/write-message.ts";
import { request } from "../requests.ts";

const none = noTransactions(defaultTiming);

/** Lets time pass until nothing is left to happen; [time in ms, what is sent or told]. */
function run(begin: TransactionsCourse): readonly (readonly [number, string])[] {
  const seen: [number, string][] = [];
  const due = new Map<string, number>();
  let time = 0;
  let course = begin;
  for (;;) {
    for (const output of course.outputs) seen.push([time, output.kind === "failed" ? output.cause : output.kind]);
    for (const { name, after } of course.timers) {
      if (after === null) due.delete(name);
      else due.set(name, time + after);
    }
    const [next] = [...due].sort(([, one], [, other]) => one - other);
    if (next === undefined) break;
    time = next[1];
    due.delete(next[0]);
    course = fire(course.transactions, next[0]);
  }
  expect(course.transactions.open).toEqual([]);
  return seen;
}

function timesOf(seen: readonly (readonly [number, string])[], what: string): readonly number[] {
  return seen.filter(([, kind]) => kind === what).map(([time]) => time);
}

test("an INVITE that nobody answers is sent seven times and given up after 64 T1", () => {
  const seen = run(openClient(none, request("INVITE")));
  expect(timesOf(seen, "send")).toEqual([0, 500, 1500, 3500, 7500, 15500, 31500]);
  expect(timesOf(seen, "timeout")).toEqual([32000]);
});

test("another request that nobody answers is sent eleven times and given up after 64 T1", () => {
  const seen = run(openClient(none, request("OPTIONS")));
  expect(timesOf(seen, "send")).toEqual([0, 500, 1500, 3500, 7500, 11500, 15500, 19500, 23500, 27500, 31500]);
  expect(timesOf(seen, "timeout")).toEqual([32000]);
});

test("over a reliable transport nothing is sent twice", () => {
  const seen = run(openClient(none, request("INVITE", { via: "TCP client.atlanta.example.com" })));
  expect(timesOf(seen, "send")).toEqual([0]);
  expect(timesOf(seen, "timeout")).toEqual([32000]);
});

test("a failure that nobody acknowledges is sent ten times more and given up after 64 T1", () => {
  const invite = request("INVITE");
  const { transactions } = receive(none, invite);
  const seen = run(respond(transactions, serverKey(invite) ?? "", responseTo(invite, { status: 486 }, "1")));
  expect(timesOf(seen, "send")).toEqual([0, 500, 1500, 3500, 7500, 11500, 15500, 19500, 23500, 27500, 31500]);
  expect(timesOf(seen, "no ACK")).toEqual([32000]);
});

test("the timers of another network are data", () => {
  const seen = run(openClient(noTransactions({ ...defaultTiming, t1: 2000, t2: 16000, t4: 17000 }), request("OPTIONS")));
  expect(timesOf(seen, "send").slice(0, 6)).toEqual([0, 2000, 6000, 14000, 30000, 46000]);
});

test("an answer belongs to the request with its branch and its method (RFC 3261 §17.1.3)", () => {
  const invite = request("INVITE");
  const open = openClient(none, invite).transactions;
  const told = (message: SipMessage) => receive(open, message).outputs.filter(({ kind }) => kind === "response").length;
  expect(told(responseTo(invite, { status: 180 }, "1"))).toBe(1);
  expect(told(responseTo(request("INVITE", { branch: "z9hG4bKother" }), { status: 180 }, "1"))).toBe(0);
  expect(told(responseTo(cancelOf(invite), { status: 200 }, "1"))).toBe(0);
  expect(owns(open, responseTo(invite, { status: 180 }, "1"))).toBe(true);
  expect(owns(open, responseTo(cancelOf(invite), { status: 200 }, "1"))).toBe(false);
});

test("a request is told once, and new where branch, sent-by or method differ (RFC 3261 §17.2.3)", () => {
  const invite = request("INVITE");
  const open = receive(none, invite).transactions;
  const told = (message: SipRequestMessage) => receive(open, message).outputs.filter(({ kind }) => kind === "request").length;
  expect(told(invite)).toBe(0);
  expect(told(request("INVITE", { uri: "sip:carol@biloxi.example.com" }))).toBe(0);
  expect(told(request("INVITE", { via: "UDP CLIENT.atlanta.example.com" }))).toBe(0);
  expect(told(request("INVITE", { via: "UDP client.atlanta.example.com:5070" }))).toBe(1);
  expect(told(request("INVITE", { branch: "z9hG4bKother" }))).toBe(1);
  expect(told(cancelOf(invite))).toBe(1);
  expect(serverKey(cancelOf(invite), "INVITE")).toBe(serverKey(invite));
});

test("the port of the transport is the one that is not said", () => {
  expect(serverKey(request("INVITE", { via: "UDP a.example.com" }))).toBe(serverKey(request("INVITE", { via: "UDP a.example.com:5060" })));
  expect(serverKey(request("INVITE", { via: "TLS a.example.com" }))).toBe(serverKey(request("INVITE", { via: "TLS a.example.com:5061" })));
});

test("the ACK to a failure ends its repetition, the ACK to a 2xx is the user's", () => {
  const invite = request("INVITE");
  const id = serverKey(invite) ?? "";
  const busy = responseTo(invite, { status: 486 }, "1");
  const refused = respond(receive(none, invite).transactions, id, busy).transactions;
  const settled = receive(refused, acknowledgeFailure(invite, busy));
  expect(settled.outputs).toEqual([]);
  expect(entryOf(settled.transactions.open, id)?.state).toBe("confirmed");
  const ack = request("ACK", { branch: "z9hG4bKown", to: "Bob <sip:bob@biloxi.example.com>;tag=1" });
  const accepted = respond(receive(none, invite).transactions, id, responseTo(invite, { status: 200 }, "1")).transactions;
  expect(receive(accepted, ack).outputs).toEqual([{ kind: "ack", transaction: null, request: ack }]);
  expect(receive(none, ack).outputs).toEqual([{ kind: "ack", transaction: null, request: ack }]);
});

test("a client of RFC 2543 is known by what its requests have in common", () => {
  const invite = request("INVITE", { branch: "1" });
  const id = serverKey(invite) ?? "";
  const open = receive(none, invite).transactions;
  const told = (message: SipRequestMessage) => receive(open, message).outputs.filter(({ kind }) => kind === "request").length;
  expect(told(invite)).toBe(0);
  expect(told(request("INVITE", { branch: "1", cseq: 2 }))).toBe(1);
  expect(told(request("INVITE", { branch: "1", callId: "other" }))).toBe(1);
  expect(told(request("INVITE", { branch: "1", uri: "sip:other@example.com" }))).toBe(1);
  const busy = respond(open, id, responseTo(invite, { status: 486 }, "1")).transactions;
  const ack = (tag: string) => receive(busy, request("ACK", { branch: "1", to: `Bob <sip:bob@biloxi.example.com>;tag=${tag}` }));
  expect(entryOf(ack("1").transactions.open, id)?.state).toBe("confirmed");
  expect(entryOf(ack("2").transactions.open, id)?.state).toBe("completed");
});

test("the ACK to a failure and CANCEL go the way of their request (RFC 3261 §17.1.1.3, §9.1)", () => {
  const invite = request("INVITE", {
    headers: [
      { name: "Route", value: "<sip:ss1.atlanta.example.com;lr>" },
      { name: "Route", value: "<sip:ss2.biloxi.example.com;lr>" },
    ],
  });
  const forwarded = withHeaders(invite, "Via", ["SIP/2.0/UDP ss1;branch=z9hG4bKtop", "SIP/2.0/UDP client;branch=z9hG4bKbelow"], "top");
  expect(writeMessage(acknowledgeFailure(forwarded, responseTo(forwarded, { status: 486 }, "3")))).toBe(
    [
      "ACK sip:bob@biloxi.example.com SIP/2.0",
      "Via: SIP/2.0/UDP ss1;branch=z9hG4bKtop",
      "Route: <sip:ss1.atlanta.example.com;lr>",
      "Route: <sip:ss2.biloxi.example.com;lr>",
      "Max-Forwards: 70",
      "From: Alice <sip:alice@atlanta.example.com>;tag=9fxced76sl",
      "To: Bob <sip:bob@biloxi.example.com>;tag=3",
      "Call-ID: 3848276298220188511@atlanta.example.com",
      "CSeq: 1 ACK",
      "Content-Length: 0",
      "",
      "",
    ].join("\r\n"),
  );
  expect(cancelOf(forwarded).headers).toContainEqual({ name: "To", value: "Bob <sip:bob@biloxi.example.com>" });
  expect(clientKey(cancelOf(forwarded))).toBe("client CANCEL z9hG4bKtop");
});

test("what the user may not do is refused", () => {
  const invite = request("INVITE");
  const id = serverKey(invite) ?? "";
  const reasons = (course: TransactionsCourse) => course.outputs.flatMap((output) => (output.kind === "refused" ? [output.reason] : []));
  const answered = respond(receive(none, invite).transactions, id, responseTo(invite, { status: 486 }, "1")).transactions;
  expect(reasons(respond(answered, id, responseTo(invite, { status: 200 }, "1")))[0]).toContain("no 200 after what has been answered");
  expect(reasons(respond(none, id, responseTo(invite, { status: 200 }, "1")))[0]).toContain("the transaction has ended");
  expect(reasons(openClient(openClient(none, invite).transactions, invite))[0]).toContain("the branch is that of another request");
  expect(reasons(openClient(none, withHeaders(invite, "Via", [])))[0]).toContain("a request needs a Via with a branch");
});

test("a transport that fails ends a client and only tells a server", () => {
  const invite = request("INVITE");
  const client = failTransport(openClient(none, invite).transactions, clientKey(invite) ?? "");
  expect(client.outputs.map(({ kind }) => kind)).toEqual(["failed", "ended"]);
  expect(client.transactions.open).toEqual([]);
  const id = serverKey(invite) ?? "";
  const server = failTransport(receive(none, invite).transactions, id);
  expect(server.outputs).toEqual([{ kind: "failed", transaction: id, cause: "transport error" }]);
  expect(allOf(server.transactions.open).map((open) => open.id)).toEqual([id]);
  expect(failTransport(none, id).outputs).toEqual([]);
});

test("a timer that is no longer running, or is somebody else's, does nothing", () => {
  const invite = request("INVITE");
  const open = openClient(none, invite).transactions;
  const ringing = receive(open, responseTo(invite, { status: 180 }, "1")).transactions;
  for (const name of [`timer A of ${clientKey(invite)}`, "timer A of nobody", "lunch"])
    expect(fire(ringing, name)).toEqual({ transactions: ringing, outputs: [], timers: [] });
});
