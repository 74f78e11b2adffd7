import { expect, test } from "vitest";
import { checkers, checkTrace } from "../../../src/trace/index.ts";
import { drop, edit, hop, insert, type Line, move, redirect, request, response, traceOfLines } from "./script.ts";
import { anchored, busy, call, cancelled, early, lateOffer, ofAlice, ofBob, onHold, referred, registered, sdp, there } from "./scripts.ts";

/** What a checker must find: the trace, the line at which, and words of the reason. */
type Rejected = readonly [what: string, lines: readonly Line[], step: number, reason: RegExp];

const contact = "Contact: <sip:alice@alice>";
const cancel = { ...ofAlice("1 CANCEL", "inv", { to: "<sip:bob@example.com>" }), routes: ["alice"] };
const describe = (text: string) => `Content-Type: application/sdp\r\nContent-Length: 0\r\n\r\n${text}`;
const nothing = /Content-Type: application\/sdp.*/s;
const empty = "Content-Length: 0\r\n\r\n";
const afterwards = (name: string, number: number): readonly Line[] => [
  ...call,
  ...request(name, there, ofAlice(`${number} ${name}`, "late")),
  ...response("481 Call Leg Does Not Exist", there, ofAlice(`${number} ${name}`, "late")),
];
const inProgress: readonly Line[] = insert(
  onHold,
  16,
  ...request("INVITE", there, ofAlice("3 INVITE", "again", { headers: [contact] })),
  ...response("500 Server Internal Error", there, ofAlice("3 INVITE", "again")),
);

const rejected: { readonly [checker: string]: readonly Rejected[] } = {
  "well-formed": [
    ["a header that breaks its grammar", edit(call, 7, /CSeq: 1 INVITE/, "CSeq: one INVITE"), 7, /CSeq/],
    ["something else than SIP", edit(call, 4, /^.*\r\n/, "HELLO\r\n"), 4, /no SIP message/],
  ],
  "unique-branch": [
    ["a branch for two requests", edit(call, 14, "-bye-p2", "-ack-p2"), 14, /branch of ACK 1/],
    ["no magic cookie", edit(call, 1, "z9hG4bK-inv-alice", "inv-alice"), 1, /z9hG4bK/],
    [
      "another content the second time",
      insert(call, 2, ...edit([call[0] as Line], 1, "Max-Forwards: 70", "Max-Forwards: 69")),
      2,
      /another content/,
    ],
  ],
  "via-mirrored": [
    ["a response with another branch below", edit(call, 4, "inv-p1", "inv-p9"), 4, /Via/],
    ["a response without the Via of the first relay", edit(call, 7, /Via: [^\r]*inv-p1\r\n/, ""), 7, /2 of them, expected 3/],
    ["a relay that changes what is below its Via", edit(call, 3, "UDP alice", "UDP mallory"), 3, /below the relay's own/],
    ["no Via at all", edit(call, 1, /Via: [^\r]*\r\n/, ""), 1, /no Via/],
  ],
  "max-forwards": [
    ["a relay that does not count", edit(call, 2, "Max-Forwards: 69", "Max-Forwards: 70"), 2, /expected 69/],
    ["a client that does not say", edit(call, 13, /Max-Forwards: 70\r\n/, ""), 13, /no Max-Forwards/],
    [
      "a relay that goes on at 0",
      edit(edit(call, 1, "Max-Forwards: 70", "Max-Forwards: 0"), 2, "Max-Forwards: 69", "Max-Forwards: 0"),
      2,
      /was 0/,
    ],
  ],
  "reply-path": [
    ["a reply on a shorter way", redirect(call, 7, { to: "p1" }), 7, /went from p2 to bob/],
    ["a reply of somebody else", redirect(call, 16, { from: "p2" }), 16, /went from p1 to alice/],
    ["a reply to nothing", edit(call, 9, "inv-alice", "inv-mallory"), 9, /no request/],
    ["a reply to what is lost", redirect(call, 3, { arrives: false }), 4, /before its request/],
    ["a reply to what is not sent yet", move(call, 7, 3), 3, /no request/],
    ["a 2xx that the relay invents", drop(call, 7), 7, /has not received it/],
  ],
  "one-final-answer": [
    [
      "a second final answer",
      insert(call, 10, { ...(call[8] as Line), text: (call[8] as Line).text.replace("200 OK", "486 Busy Here") }),
      10,
      /after the final answer 200/,
    ],
    ["a provisional answer after the final one", move(call, 4, 7), 7, /after the final answer 200/],
    ["no answer at all", drop(call, 16, 17, 18), 15, /never gets a final answer/],
    ["a relay that keeps the answer", drop(call, 18), 13, /never gets a final answer/],
  ],
  ack: [
    ["no ACK to a 2xx", drop(call, 10, 11, 12), 9, /never acknowledged/],
    ["no ACK to a failure on one hop", drop(busy, 7), 6, /never acknowledged/],
    [
      "an ACK in another dialog",
      edit(edit(edit(call, 10, "tag=b1", "tag=b2"), 11, "tag=b1", "tag=b2"), 12, "tag=b1", "tag=b2"),
      10,
      /no dialog/,
    ],
    ["an ACK to a 2xx in the transaction of its INVITE", edit(call, 10, "-ack-alice", "-inv-alice"), 10, /branch of its own/],
    ["an ACK before the answer", move(busy, 9, 4), 4, /no final answer yet/],
    ["an ACK to a failure with another tag", edit(busy, 5, "tag=b1", "tag=b2"), 5, /tag b2/],
  ],
  cancel: [
    ["a CANCEL with a branch of its own", edit(cancelled, 7, "-inv-alice", "-can-alice"), 7, /no INVITE/],
    [
      "a CANCEL before any answer",
      insert(
        drop(cancelled, 7, 8),
        4,
        hop("alice", "p1", "CANCEL sip:bob@example.com SIP/2.0", cancel),
        hop("p1", "alice", "SIP/2.0 200 OK", cancel),
      ),
      4,
      /before the INVITE/,
    ],
    [
      "a CANCEL to another address",
      edit(cancelled, 7, "CANCEL sip:bob@example.com", "CANCEL sip:bob@bob"),
      7,
      /went to sip:bob@example.com/,
    ],
  ],
  cseq: [
    ["a number again", all(onHold, [13, 14, 15], "CSeq: 2 INVITE", "CSeq: 1 INVITE"), 13, /CSeq 1 after 1, expected 2/],
    ["a number left out", all(referred, [31, 32, 33, 34, 35, 36], "CSeq: 3 BYE", "CSeq: 5 BYE"), 31, /CSeq 5 after 2, expected 3/],
    ["an ACK with another number", all(call, [10, 11, 12], "CSeq: 1 ACK", "CSeq: 2 ACK"), 10, /expected that of an INVITE: 1/],
    ["a CANCEL with another number", edit(cancelled, 7, "CSeq: 1", "CSeq: 2"), 7, /CSeq 2, its request has 1/],
    ["a response with another number", edit(call, 16, "CSeq: 1", "CSeq: 2"), 16, /CSeq 2, its request has 1/],
  ],
  tags: [
    ["no tag in From", all(call, [13, 14, 15, 16, 17, 18], ";tag=b1", ""), 13, /no tag in From/],
    ["no tag in the To of an answer", edit(call, 7, "To: <sip:bob@example.com>;tag=b1", "To: <sip:bob@example.com>"), 7, /no tag in To/],
    ["two tags of one end", all(call, [7, 8, 9], "tag=b1", "tag=b2"), 7, /tag b2 in To after b1/],
    ["another tag in the From of an answer", edit(call, 7, "tag=a1", "tag=a2"), 7, /a2 instead of a1/],
    ["another Call-ID in an answer", edit(call, 16, "call-1", "call-2"), 16, /Call-ID, call-2/],
    ["a relay that changes the CSeq", edit(call, 14, "CSeq: 1", "CSeq: 7"), 14, /CSeq, 7 instead of 1/],
  ],
  contact: [
    ["an INVITE without Contact", edit(call, 1, /Contact: [^\r]*\r\n/, ""), 1, /no Contact/],
    ["a 200 without Contact", edit(call, 7, /Contact: [^\r]*\r\n/, ""), 7, /no Contact/],
    ["a REFER without Contact", edit(referred, 13, /Contact: [^\r]*\r\n/, ""), 13, /no Contact/],
  ],
  "record-route": [
    ["an answer without Record-Route", edit(call, 7, /Record-Route: <sip:p1;lr>\r\n/, ""), 7, /Record-Route <sip:p2;lr>/],
    ["a relay that takes the other's out", edit(call, 3, /Record-Route: <sip:p1;lr>\r\n/, ""), 3, /came with <sip:p1;lr>/],
  ],
  "route-set": [
    ["a request that leaves the route", edit(call, 10, /Route: <sip:p1;lr>\r\n/, ""), 10, /<sip:p1;lr>,<sip:p2;lr>/],
    [
      "a request to who was called first",
      edit(call, 13, "BYE sip:alice@alice", "BYE sip:alice@example.com"),
      13,
      /leads to sip:alice@alice/,
    ],
    [
      "a route the wrong way round",
      edit(call, 13, "Route: <sip:p2;lr>\r\nRoute: <sip:p1;lr>", "Route: <sip:p1;lr>\r\nRoute: <sip:p2;lr>"),
      13,
      /leads to/,
    ],
  ],
  "next-hop": [
    ["a relay that is left out", redirect(call, 10, { to: "p2" }), 10, /expected p1/],
    ["a request that ends at another", redirect(call, 15, { to: "carol" }), 15, /expected alice/],
  ],
  dialog: [
    ["a BYE with another tag", all(call, [13, 14, 15, 16, 17, 18], "tag=a1", "tag=a2"), 13, /no dialog of bob/],
    [
      "a BYE in an early dialog that has failed",
      [...cancelled, ...request("BYE", there, ofAlice("2 BYE", "late")), ...response("481 No", there, ofAlice("2 BYE", "late"))],
      19,
      /no dialog of alice/,
    ],
  ],
  "one-invite": [
    ["an INVITE while another is in progress", inProgress, 16, /INVITE 3 is sent while another INVITE/],
    ["a BYE of the callee before the ACK", [...drop(call, 10, 11, 12), ...call.slice(9, 12)], 10, /before the ACK/],
  ],
  "after-bye": [
    ["an INFO after BYE", afterwards("INFO", 2), 19, /INFO is sent after BYE: the other side/],
    [
      "a second BYE",
      [
        ...call,
        ...request("BYE", there.toReversed(), ofBob("2 BYE", "bye2")),
        ...response("481 No", there.toReversed(), ofBob("2 BYE", "bye2")),
      ],
      19,
      /BYE is sent in a session that its sender/,
    ],
  ],
  reliable: [
    ["no PRACK", drop(early, 7, 8, 9, 10, 11, 12, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30), 6, /gets no PRACK/],
    ["a PRACK to another answer", all(early, [7, 8, 9], "RAck: 7", "RAck: 8"), 7, /acknowledges 8 1/],
    ["a 2xx before the PRACK", [...early.slice(0, 6), ...early.slice(18, 24), ...early.slice(6, 18)], 7, /before the PRACK/],
  ],
  "one-offer": [
    [
      "two offers at once",
      insert(onHold, 16, ...request("UPDATE", there, ofAlice("3 UPDATE", "upd", { headers: [contact], body: sdp("alice", 3) }))),
      16,
      /while that of its own re-INVITE 2/,
    ],
    ["an offer before the first is answered", all(early, [4, 5, 6], nothing, empty), 13, /first offer of the dialog is not answered yet/],
    ["an ACK that offers", edit(call, 10, /Content-Length: 0\r\n\r\n/, describe(sdp("alice", 2))), 10, /no offer waits/],
    ["no offer at all", edit(lateOffer, 4, nothing, empty), 4, /no offer, and it has none either/],
  ],
  "answer-shape": [
    ["an offer that is not answered", edit(call, 7, nothing, empty), 7, /does not answer the offer of INVITE/],
    ["an ACK without the answer", edit(lateOffer, 7, nothing, empty), 7, /does not answer the offer of 200/],
    [
      "a stream less",
      all(call, [1, 2, 3], /m=audio[^\r]*\r\n/, "m=audio 4000 RTP/AVP 0\r\nm=video 4002 RTP/AVP 31\r\n"),
      7,
      /1 m= lines answer 2/,
    ],
    ["another medium", edit(call, 7, "m=audio", "m=video"), 7, /video answers audio/],
    ["a stream that was refused in the offer", edit(call, 3, "m=audio 4000", "m=audio 0"), 7, /not offered is taken/],
    ["more than was offered", edit(onHold, 16, "a=recvonly", "a=sendrecv"), 16, /sendrecv answers sendonly/],
  ],
  "origin-version": [
    ["a change without a new version", edit(onHold, 13, "o=alice 1 2", "o=alice 1 1"), 13, /version 1 to 1/],
    ["a version too far", edit(onHold, 16, "o=bob 1 2", "o=bob 1 7"), 16, /version 1 to 7/],
    ["another origin", edit(onHold, 13, "o=alice 1 2", "o=alicia 1 2"), 13, /another username/],
    [
      "a stream lost",
      all(onHold, [1, 2, 3, 7, 8, 9], /m=audio[^\r]*\r\n/, "m=audio 4000 RTP/AVP 0\r\nm=video 4002 RTP/AVP 31\r\n"),
      13,
      /left out/,
    ],
  ],
  subscription: [
    ["a NOTIFY that nobody asked for", [...referred.slice(0, 12), ...referred.slice(18)], 13, /no subscription to refer/],
    ["a NOTIFY after a refusal", all(referred, [16, 17, 18], "202 Accepted", "603 Decline"), 19, /was refused/],
    ["a NOTIFY after the end", [...referred.slice(0, 30), ...referred.slice(24, 30).map(renumbered)], 31, /was ended/],
    ["no end", drop(referred, 25, 26, 27, 28, 29, 30), 19, /never ended/],
    ["no NOTIFY at all", drop(referred, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30), 15, /never gets a NOTIFY/],
    ["no state", edit(referred, 19, /Subscription-State: [^\r]*\r\n/, ""), 19, /no Subscription-State/],
    ["another event", edit(referred, 19, "Event: refer", "Event: presence"), 19, /no subscription to presence/],
  ],
  learnt: [
    ["a nonce out of nowhere", all(registered, [5, 6], 'nonce="n1"', 'nonce="n2"'), 5, /n2/],
    ["the media of another before it has said where", move(anchored, 5, 3), 3, /mid describes 192\.0\.2\.13:5000, where bob receives/],
    ["another port of another", edit(anchored, 2, "m=audio 4000", "m=audio 4002"), 2, /192\.0\.2\.11:4002, where alice receives/],
    ["what has been lost on its way", redirect(anchored, 3, { arrives: false }), 5, /where bob receives media, which has not come to it/],
  ],
};

function all(lines: readonly Line[], at: readonly number[], from: string | RegExp, to: string): readonly Line[] {
  return at.reduce((changed, one) => edit(changed, one, from, to), lines);
}

function renumbered(line: Line): Line {
  return { ...line, text: line.text.replaceAll("2 NOTIFY", "3 NOTIFY").replaceAll("-not2-", "-not2a-") };
}

const cases = Object.entries(rejected).flatMap(([checker, traces]) => traces.map((one) => [checker, ...one] as const));

test.each(cases)("%s: %s", (checker, _what, lines, step, reason) => {
  const found = checkTrace(traceOfLines(lines)).filter((finding) => finding.checker === checker);
  expect(found.map((finding) => `${finding.step}: ${finding.reason}`)).toContainEqual(expect.stringMatching(reason));
  expect(found.map((finding) => finding.step)).toContain(`${step}`);
});

test("every checker of SIP has something that it rejects", () => {
  const elsewhere = ["authentication", "operation"];
  expect(checkers.map(({ id }) => id).filter((id) => !elsewhere.includes(id) && rejected[id] === undefined)).toEqual([]);
});
