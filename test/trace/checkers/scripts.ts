import { hop, type Line, request, response, type Said } from "./script.ts";

// Calls of alice and bob over the relays p1 and p2; carol is referred to.

export const there = ["alice", "p1", "p2", "bob"];
const back = there.toReversed();

export const sdp = (who: string, version: number, ...media: readonly string[]): string =>
  [
    "v=0",
    `o=${who} 1 ${version} IN IP4 192.0.2.1`,
    "s=-",
    "c=IN IP4 192.0.2.1",
    "t=0 0",
    ...(media.length === 0 ? ["audio 4000 RTP/AVP 0"] : media).map((one) => `m=${one}`),
    "",
  ].join("\r\n");

const alice = "<sip:alice@example.com>;tag=a1";
const bob = "<sip:bob@example.com>";
const tagged = `${bob};tag=b1`;
const contactOf = (who: string) => `Contact: <sip:${who}@${who}>`;

/** What alice says in the call. */
export function ofAlice(cseq: string, branch: string, more: Partial<Said> = {}): Said {
  return { uri: "sip:bob@bob", callId: "call-1", from: alice, to: tagged, cseq, branch, routes: ["p1", "p2"], ...more };
}

export function ofBob(cseq: string, branch: string, more: Partial<Said> = {}): Said {
  return { uri: "sip:alice@alice", callId: "call-1", from: tagged, to: alice, cseq, branch, routes: ["p2", "p1"], ...more };
}

const invite = (more: Partial<Said> = {}): Said =>
  ofAlice("1 INVITE", "inv", {
    ...{ uri: "sip:bob@example.com", to: bob, recorded: true, headers: [contactOf("alice")], body: sdp("alice", 1) },
    ...more,
  });
const answered = (more: Partial<Said> = {}): Said => ofAlice("1 INVITE", "inv", { recorded: true, headers: [contactOf("bob")], ...more });

/** 1-3 INVITE, 4-6 180, 7-9 200, 10-12 ACK. */
const setUp: readonly Line[] = [
  ...request("INVITE", there, invite()),
  ...response("180 Ringing", there, answered()),
  ...response("200 OK", there, answered({ body: sdp("bob", 1) })),
  ...request("ACK", there, ofAlice("1 ACK", "ack")),
];

/** 13-15 BYE of bob, 16-18 200. */
const tearDown: readonly Line[] = [...request("BYE", back, ofBob("1 BYE", "bye")), ...response("200 OK", back, ofBob("1 BYE", "bye"))];

export const call = [...setUp, ...tearDown];

const hold = sdp("alice", 2, "audio 4000 RTP/AVP 0\r\na=sendonly");
const held = sdp("bob", 2, "audio 4000 RTP/AVP 0\r\na=recvonly");

/** 13-15 re-INVITE of alice, 16-18 200, 19-21 ACK; 22-27 BYE. */
export const onHold: readonly Line[] = [
  ...setUp,
  ...request("INVITE", there, ofAlice("2 INVITE", "hold", { headers: [contactOf("alice")], body: hold })),
  ...response("200 OK", there, ofAlice("2 INVITE", "hold", { headers: [contactOf("bob")], body: held })),
  ...request("ACK", there, ofAlice("2 ACK", "hold-ack")),
  ...tearDown,
];

/** 1-3 INVITE without an offer, 4-6 200 with one, 7-9 ACK with the answer; 10-15 BYE. */
export const lateOffer: readonly Line[] = [
  ...request(
    "INVITE",
    there,
    ofAlice("1 INVITE", "inv", { uri: "sip:bob@example.com", to: bob, recorded: true, headers: [contactOf("alice")] }),
  ),
  ...response("200 OK", there, answered({ body: sdp("bob", 1) })),
  ...request("ACK", there, ofAlice("1 ACK", "ack", { body: sdp("alice", 1) })),
  ...tearDown,
];

const failure = (to: string): Said => ofAlice("1 INVITE", "inv", { to });
const ackOn = (from: string, to: string, status: string): readonly Line[] => [
  hop(to, from, `SIP/2.0 ${status}`, { ...failure(tagged), routes: there.slice(0, there.indexOf(from) + 1).toReversed() }),
  hop(from, to, `ACK sip:bob@example.com SIP/2.0`, { ...failure(tagged), cseq: "1 ACK", routes: [from] }),
];

/** 1-3 INVITE, 4-9 486 and ACK on each hop. */
export const busy: readonly Line[] = [
  ...request("INVITE", there, invite()),
  ...ackOn("p2", "bob", "486 Busy Here"),
  ...ackOn("p1", "p2", "486 Busy Here"),
  ...ackOn("alice", "p1", "486 Busy Here"),
];

const cancelOn = (from: string, to: string): readonly Line[] => {
  const said = { ...ofAlice("1 CANCEL", "inv", { to: bob }), routes: [from] };
  return [
    hop(from, to, "CANCEL sip:bob@example.com SIP/2.0", said),
    hop(to, from, "SIP/2.0 200 OK", { ...said, to: `${bob};tag=c-${to}` }),
  ];
};

/** 1-3 INVITE, 4-6 180, 7-12 CANCEL and 200 on each hop, 13-18 487 and ACK on each hop. */
export const cancelled: readonly Line[] = [
  ...request("INVITE", there, invite()),
  ...response("180 Ringing", there, answered()),
  ...cancelOn("alice", "p1"),
  ...cancelOn("p1", "p2"),
  ...cancelOn("p2", "bob"),
  ...ackOn("p2", "bob", "487 Request Terminated"),
  ...ackOn("p1", "p2", "487 Request Terminated"),
  ...ackOn("alice", "p1", "487 Request Terminated"),
];

const reliably = ["Require: 100rel", "RSeq: 7"];

/** 1-3 INVITE, 4-6 183 with the answer, 7-9 PRACK, 10-12 200, 13-15 UPDATE, 16-18 200, 19-21 200 to INVITE, 22-24 ACK; 25-30 BYE. */
export const early: readonly Line[] = [
  ...request("INVITE", there, invite()),
  ...response("183 Session Progress", there, answered({ headers: [contactOf("bob"), ...reliably], body: sdp("bob", 1) })),
  ...request("PRACK", there, ofAlice("2 PRACK", "prack", { headers: ["RAck: 7 1 INVITE"] })),
  ...response("200 OK", there, ofAlice("2 PRACK", "prack")),
  ...request("UPDATE", there, ofAlice("3 UPDATE", "upd", { headers: [contactOf("alice")], body: hold })),
  ...response("200 OK", there, ofAlice("3 UPDATE", "upd", { headers: [contactOf("bob")], body: held })),
  ...response("200 OK", there, answered()),
  ...request("ACK", there, ofAlice("1 ACK", "ack")),
  ...tearDown,
];

const notify = (number: number, state: string, body: string): readonly Line[] => {
  const said = ofBob(`${number} NOTIFY`, `not${number}`);
  const headers = [contactOf("bob"), "Event: refer", `Subscription-State: ${state}`];
  return [...request("NOTIFY", back, { ...said, headers, body }), ...response("200 OK", back, said)];
};

/** 13-15 REFER of alice, 16-18 202, 19-24 NOTIFY, 25-30 the last NOTIFY; 31-36 BYE of alice. */
export const referred: readonly Line[] = [
  ...setUp,
  ...request("REFER", there, ofAlice("2 REFER", "ref", { headers: [contactOf("alice"), "Refer-To: <sip:carol@carol>"] })),
  ...response("202 Accepted", there, ofAlice("2 REFER", "ref", { headers: [contactOf("bob")] })),
  ...notify(1, "active;expires=60", "SIP/2.0 100 Trying\r\n"),
  ...notify(2, "terminated;reason=noresource", "SIP/2.0 200 OK\r\n"),
  ...request("BYE", there, ofAlice("3 BYE", "bye")),
  ...response("200 OK", there, ofAlice("3 BYE", "bye")),
];

const register = (number: number, branch: string, more: Partial<Said> = {}): Said => ({
  ...{ uri: "sip:example.com", callId: "reg-1", from: alice, to: "<sip:alice@example.com>", cseq: `${number} REGISTER`, branch },
  ...more,
});
const registrar = ["alice", "p1", "reg"];
const challenge = 'WWW-Authenticate: Digest realm="example.com", nonce="n1", algorithm=MD5';
const credentials = 'Authorization: Digest username="alice", realm="example.com", nonce="n1", uri="sip:example.com", response="0"';

/** 1-2 REGISTER, 3-4 401, 5-6 REGISTER, 7-8 200. */
export const registered: readonly Line[] = [
  ...request("REGISTER", registrar, register(1, "r1", { headers: [contactOf("alice")] })),
  ...response("401 Unauthorized", registrar, register(1, "r1", { to: "<sip:alice@example.com>;tag=r1", headers: [challenge] })),
  ...request("REGISTER", registrar, register(2, "r2", { headers: [contactOf("alice"), credentials] })),
  ...response("200 OK", registrar, register(2, "r2", { to: "<sip:alice@example.com>;tag=r2", headers: [contactOf("alice")] })),
];

/** A description whose stream is to be sent elsewhere than to who describes it. */
const sdpOf = (who: string, own: string, address: string, port: number): string =>
  sdp(who, 1, `audio ${port} RTP/AVP 0\r\nc=IN IP4 ${address}`).replaceAll(/(?<=o=.*|^c=.*)192\.0\.2\.1$/gm, own);

const toMiddle = (cseq: string, branch: string, more: Partial<Said> = {}): Said => ({
  ...{ uri: "sip:mid@mid", callId: "call-1-a", from: alice, to: `${bob};tag=m1`, cseq, branch, ...more },
});
const fromMiddle = (cseq: string, branch: string, more: Partial<Said> = {}): Said => ({
  ...{ uri: "sip:bob@bob", callId: "call-1-b", from: "<sip:alice@example.com>;tag=m2", to: tagged, cseq, branch, ...more },
});
const [middle, onward] = [
  ["alice", "mid"],
  ["mid", "bob"],
];

/**
 * Between two calls stands mid, which tells each side where the other receives media. 1 INVITE of alice, 2 INVITE of mid, 3 200, 4 ACK, 5 200 of
 * mid, 6 ACK; 7-8 BYE, 9-10 BYE of mid.
 */
export const anchored: readonly Line[] = [
  ...request(
    "INVITE",
    middle,
    toMiddle("1 INVITE", "a1", { to: bob, headers: [contactOf("alice")], body: sdpOf("alice", "192.0.2.11", "192.0.2.11", 4000) }),
  ),
  ...request(
    "INVITE",
    onward,
    fromMiddle("1 INVITE", "b1", { to: bob, headers: [contactOf("mid")], body: sdpOf("mid", "192.0.2.12", "192.0.2.11", 4000) }),
  ),
  ...response(
    "200 OK",
    onward,
    fromMiddle("1 INVITE", "b1", { headers: [contactOf("bob")], body: sdpOf("bob", "192.0.2.13", "192.0.2.13", 5000) }),
  ),
  ...request("ACK", onward, fromMiddle("1 ACK", "b2")),
  ...response(
    "200 OK",
    middle,
    toMiddle("1 INVITE", "a1", { headers: [contactOf("mid")], body: sdpOf("mid", "192.0.2.12", "192.0.2.13", 5000) }),
  ),
  ...request("ACK", middle, toMiddle("1 ACK", "a2")),
  ...request("BYE", middle, toMiddle("2 BYE", "a3")),
  ...response("200 OK", middle, toMiddle("2 BYE", "a3")),
  ...request("BYE", onward, fromMiddle("2 BYE", "b3")),
  ...response("200 OK", onward, fromMiddle("2 BYE", "b3")),
];

export const scripts: { readonly [name: string]: readonly Line[] } = {
  ...{ call, onHold, lateOffer, busy, cancelled, early, referred, registered, anchored },
};
