import { expect, test } from "vitest";
import type { Flow } from "../../../src/model/flow.ts";
import type { Message } from "../../../src/model/message.ts";
import { sentenceOf } from "../../../src/spec/index.ts";
import { action, cite, condition, flowOf, hopsOf, message, place, say, who } from "../flow-of.ts";

const participants = { a: "UE-1", p: "P-CSCF", s: "S-CSCF", m: "MMSC AS", b: "UE-2", r: "remote end point" };
const sentencesOf = (flow: Flow) => flow.paragraphs.map((paragraph) => sentenceOf(flow, paragraph));
const said = (messages: readonly Message[], paragraphs?: readonly (readonly string[])[]) =>
  sentencesOf(flowOf({ participants, messages, ...(paragraphs === undefined ? {} : { paragraphs }) }));

const refer = message("refer", "request", "REFER", "a p s m");
const accepted = message("accepted", "reply", "202 Accepted", "m s p a", { answers: "refer" });
const invite = message("invite", "request", "INVITE", "m b");
const ok = message("ok", "reply", "200 OK", "b m", { answers: "invite" });
const ack = message("ack", "ack", "ACK", "m b", { answers: "invite" });

test("a message by itself", () => {
  expect(said([message("x", "request", "REFER", "a m")])).toEqual(["UE-1 sends REFER to MMSC AS."]);
  expect(said([refer, accepted])).toEqual([
    "UE-1 sends REFER to MMSC AS via P-CSCF and S-CSCF.",
    "MMSC AS answers REFER with 202 Accepted, which takes the reverse path to UE-1.",
  ]);
  expect(said([invite, ok, ack])).toEqual([
    "MMSC AS sends INVITE to UE-2.",
    "UE-2 answers INVITE with 200 OK.",
    "MMSC AS sends ACK to UE-2 to acknowledge the 200 OK for the INVITE.",
  ]);
});

test("a request with its answers and its ACK is one sentence", () => {
  const ringing = message("ringing", "reply", "180 Ringing", "b m", { answers: "invite" });
  expect(said([invite, ok], [["invite", "ok"]])).toEqual(["MMSC AS sends INVITE to UE-2, which answers with 200 OK."]);
  expect(said([invite, ok, ack], [["invite", "ok", "ack"]])).toEqual([
    "MMSC AS sends INVITE to UE-2, which answers with 200 OK; MMSC AS acknowledges it with ACK.",
  ]);
  expect(said([invite, ringing, ok, ack], [["invite", "ringing", "ok", "ack"]])).toEqual([
    "MMSC AS sends INVITE to UE-2, which answers first with 180 Ringing and then with 200 OK; MMSC AS acknowledges the last with ACK.",
  ]);
  expect(said([refer, accepted], [["refer", "accepted"]])).toEqual([
    "UE-1 sends REFER via P-CSCF and S-CSCF to MMSC AS, which answers with 202 Accepted along the same path.",
  ]);
  expect(said([invite, ok, ack], [["invite"], ["ok", "ack"]])[1]).toBe(
    "UE-2 answers INVITE with 200 OK, which MMSC AS acknowledges with ACK.",
  );
});

test("a paragraph over part of a message says who forwards it", () => {
  const request = message("request", "request", "CPM Session Transfer request", "a p s m");
  const answer = message("answer", "reply", "Accepted notification", "m s p a", { answers: "request" });
  expect(said([request, answer], [["request.1"], ["request.2", "request.3"], ["answer.1"], ["answer.2", "answer.3"]])).toEqual([
    "UE-1 sends a CPM Session Transfer request to P-CSCF.",
    "P-CSCF forwards the CPM Session Transfer request to MMSC AS via S-CSCF.",
    "MMSC AS sends an Accepted notification to S-CSCF in answer to the CPM Session Transfer request.",
    "S-CSCF forwards the Accepted notification to UE-1 via P-CSCF.",
  ]);
});

test("a long way back is not spelt out again", () => {
  const request = message("request", "request", "INVITE", "a p s m b");
  const answer = message("answer", "reply", "200 OK", "b m s p a", { answers: "request" });
  expect(said([request, answer], [["request"], ["answer.1"], ["answer.2", "answer.3", "answer.4"]]).slice(1)).toEqual([
    "UE-2 sends 200 OK to MMSC AS in answer to INVITE.",
    "MMSC AS forwards 200 OK to UE-1 along the reverse path of the INVITE.",
  ]);
});

test("a source that calls a request a response is not made to answer it", () => {
  const solved = message("solved", "request", "challenge response", "a m");
  const done = message("done", "reply", "registration response", "m a", { answers: "solved" });
  const challenge = message("challenge", "reply", "challenge request", "m a", { answers: "solved" });
  expect(said([solved, done])[1]).toBe("MMSC AS sends a registration response to UE-1.");
  expect(said([message("solved", "request", "REGISTER", "a m"), challenge])[1]).toBe("MMSC AS sends a challenge request to UE-1.");
});

test("the name of a reply does not repeat that of its request", () => {
  const named = message("ok", "reply", "200 OK (INVITE)", "b m", { answers: "invite" });
  expect(said([invite, named, ack]).slice(1)).toEqual([
    "UE-2 answers INVITE with 200 OK.",
    "MMSC AS sends ACK to UE-2 to acknowledge the 200 OK for the INVITE.",
  ]);
});

test("a reply that is called after its request is sent, one with a name of its own answers", () => {
  const get = message("get", "request", "get information request", "a m");
  const got = message("got", "reply", "get information response", "m a", { answers: "get" });
  const other = message("other", "reply", "notification response", "m a", { answers: "get" });
  expect(said([get, got])[1]).toBe("MMSC AS sends a get information response to UE-1.");
  expect(said([get, other])[1]).toBe("MMSC AS answers the get information request with a notification response.");
});

test("a message that is named by what it asks for", () => {
  const allocate = message("allocate", "request", "allocate a conference resource", "m r");
  const done = message("done", "reply", "done", "r m", { answers: "allocate" });
  expect(said([allocate])).toEqual(["MMSC AS asks the remote end point to allocate a conference resource."]);
  expect(said([message("mix", "one-way", "start mixing media", "m r")])).toEqual([
    "MMSC AS instructs the remote end point to start mixing media.",
  ]);
  expect(said([allocate, done], [["allocate", "done"]])).toEqual([
    'MMSC AS asks the remote end point to allocate a conference resource, and the remote end point answers with "done".',
  ]);
});

test("carried items are named with the step they come from", () => {
  const items = [
    { kind: "item", id: "ids", name: "the identities", place },
    { kind: "item", id: "key", name: "the key", place },
    { kind: "item", id: "map", name: "the mapping", place },
  ] as const;
  const first = message("first", "request", "REGISTER", "a m", {
    carries: [
      { item: "ids", made: true },
      { item: "key", made: true },
    ],
  });
  const second = message("second", "request", "REGISTER", "m r", {
    carries: [
      { item: "ids", made: false },
      { item: "key", made: false },
      { item: "map", made: false },
    ],
  });
  const back = message("back", "reply", "200 OK", "r m", { answers: "second", carries: [{ item: "key", made: false }] });
  const body = [...hopsOf(first), action("think", "m", say("maps the identities"), ["map"]), ...hopsOf(second), ...hopsOf(back)];
  expect(sentencesOf(flowOf({ participants, items, messages: [first, second, back], body }))).toEqual([
    "UE-1 sends REGISTER to MMSC AS, which includes the identities and the key.",
    "MMSC AS maps the identities.",
    "MMSC AS sends REGISTER to the remote end point, which includes the identities and the key received in step 1 and the mapping determined in step 2.",
    "The remote end point answers REGISTER with 200 OK, which includes the key received in step 3.",
  ]);
  // The last of several times counts, and none that comes later.
  const key = [{ item: "key", made: false }];
  const given = (id: string, way: string) => message(id, "one-way", "INFO", way, { carries: key });
  const often = ["a m", "m r", "a m", "m r", "a m", "m r", "a m"].map((way, at) => given(`i${at}`, way));
  expect(sentencesOf(flowOf({ participants, items, messages: often })).map((text) => text.split("the key")[1])).toEqual([
    ".",
    " received in step 1.",
    ".",
    " received in step 3.",
    ".",
    " received in step 5.",
    ".",
  ]);
});

test("conditions and actions", () => {
  const sentenceFor = (text: string, ids = "a b") => sentencesOf(flowOf({ participants, body: [condition("c", ids, say(text))] }))[0];
  expect(sentenceFor("a session between UE-1 and UE-2 is anchored at MMSC AS")).toBe(
    "A session between UE-1 and UE-2 is anchored at MMSC AS.",
  );
  expect(sentenceFor("a session that has been anchored at MMSC AS")).toBe("There is a session that has been anchored at MMSC AS.");
  expect(sentenceFor("in a session")).toBe("UE-1 and UE-2 are in a session.");
  expect(sentenceFor("idle", "r")).toBe("The remote end point is idle.");
  expect(sentenceFor("is registered", "a")).toBe("UE-1 is registered.");
  const flow = flowOf({
    participants,
    body: [action("x", "r", say("decides which components go to ", who("b"))), action("y", "a", say(who("a"), " waits."))],
  });
  expect(sentencesOf(flow)).toEqual(["The remote end point decides which components go to UE-2.", "UE-1 waits."]);
});

test("exchanges and references", () => {
  const exchange = (text: string) =>
    ({ kind: "exchange", id: "x", from: "b", to: "m", text: say(text), body: hopsOf(invite), place }) as const;
  const sentenceFor = (text: string) => sentencesOf(flowOf({ participants, messages: [invite], body: [exchange(text)] }))[0];
  expect(sentenceFor("obtains the dialog state")).toBe("UE-2 obtains the dialog state.");
  expect(sentenceFor("the dialog state subscription")).toBe("UE-2 and MMSC AS carry out the dialog state subscription.");
  expect(sentenceFor("UE-2 learns of the session")).toBe("UE-2 learns of the session.");
  expect(sentenceFor("")).toBe("UE-2 and MMSC AS exchange messages.");
  const reference = {
    kind: "reference",
    id: "x",
    participants: ["a", "m"],
    flow: "5.2.2",
    text: say("registers with MMSC AS"),
    place,
  } as const;
  expect(sentencesOf(flowOf({ participants, body: [reference] }))).toEqual(["UE-1 registers with MMSC AS, as described in clause 5.2.2."]);
});

test("the author's text comes first, on the message or the paragraph, and sets the article", () => {
  const told = message("x", "request", "REFER", "a m", { text: say("the ", who("m"), " hears of ", cite("y")) });
  const flow = flowOf({ participants, messages: [told, message("y", "request", "INVITE", "m b")] });
  expect(sentencesOf(flow)).toEqual(["The MMSC AS hears of step 2.", "The MMSC AS sends INVITE to UE-2."]);
  const text = say("Nothing\n      else,  see ", cite("x"));
  expect(
    sentenceOf(flow, { kind: "paragraph", label: { kind: "number", prefix: "", number: 1, letter: "" }, steps: ["x.1"], text, place }),
  ).toBe("Nothing else, see step 1.");
});

test("several things in one paragraph are several sentences", () => {
  const body = [action("x", "a", say("decides to call")), ...hopsOf(refer)];
  expect(sentencesOf(flowOf({ participants, messages: [refer], body, paragraphs: [["x", "refer"]] }))).toEqual([
    "UE-1 decides to call. UE-1 sends REFER to MMSC AS via P-CSCF and S-CSCF.",
  ]);
});

test("a wrong flow still speaks", () => {
  const ghost = { kind: "hop", id: "g", message: "nothing", from: "x", to: "MMSC", place } as const;
  expect(sentencesOf(flowOf({ participants, body: [ghost] }))).toEqual(["X sends nothing to MMSC."]);
  const [first, second] = hopsOf(refer);
  const torn = flowOf({
    participants,
    messages: [refer],
    body: [first, second].filter((hop) => hop !== undefined).toReversed(),
    paragraphs: [["refer"]],
  });
  expect(sentencesOf(torn)).toEqual(["P-CSCF sends REFER to S-CSCF. UE-1 forwards REFER to P-CSCF."]);
  const lost = message("lost", "reply", "200 OK", "m a", { answers: "nobody" });
  expect(said([lost])).toEqual(["MMSC AS sends 200 OK to UE-1."]);
  const empty = {
    kind: "paragraph",
    label: { kind: "number", prefix: "", number: 7, letter: "" },
    steps: ["gone"],
    text: null,
    place,
  } as const;
  expect(sentenceOf(flowOf({ participants }), empty)).toBe("Void.");
});
