import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerTo, checkAnswer } from "../../src/sip/offer-answer/answer.ts";
import { type Carrier, carrierOf, carriers } from "../../src/sip/offer-answer/carriers.ts";
import {
  exchange,
  mayOffer,
  noOffer,
  type OfferAnswer,
  type OfferAnswerOutput,
  type Side,
} from "../../src/sip/offer-answer/offer-answer.ts";
import { newDescription, type SessionDescription } from "../../src/sip/sdp/description.ts";
import { directionOf } from "../../src/sip/sdp/direction.ts";
import { hold, revise } from "../../src/sip/sdp/revise.ts";
import { description } from "./sdp-arbitraries.ts";

const audio = { type: "audio", port: 4000, protocol: "RTP/AVP", formats: ["0", "8"], attributes: [] };
const video = { type: "video", port: 4002, protocol: "RTP/AVP", formats: ["31"], attributes: [] };
const a1 = newDescription({ username: "a", id: "1", version: "1", address: "192.0.2.1" }, [audio, video]);
const bOrigin = { username: "b", id: "2", version: "1", netType: "IN", addressType: "IP4", address: "192.0.2.2" };
const take = { port: 5000, direction: "sendrecv", attributes: [] } as const;
const answerB = (offer: SessionDescription, previous?: SessionDescription) =>
  answerTo(offer, previous === undefined ? { origin: bOrigin } : { previous }, (media) => ({
    ...take,
    formats: media.formats.slice(0, 1),
  }));
const b1 = answerB(a1);
const a2 = hold(a1);
const b2 = answerB(a2, b1);

type Step = readonly [by: Side, carrier: Carrier, description?: SessionDescription];

/** Plays the messages; @returns the last state and the outputs of each, in words. */
function play(steps: readonly Step[], from: OfferAnswer = noOffer): { readonly state: OfferAnswer; readonly outputs: readonly string[] } {
  let state = from;
  const outputs: string[] = [];
  for (const [by, carrier, said] of steps) {
    const outcome = exchange(state, { by, carrier, description: said ?? null });
    state = outcome.state;
    outputs.push(outcome.outputs.map(inWords).join("; "));
  }
  return { state, outputs };
}

const inWords = (output: OfferAnswerOutput): string =>
  output.kind === "wrong" ? `wrong ${output.respond ?? "-"}: ${output.what}` : `${output.kind} ${output.by}`;

describe("the six patterns of RFC 6337 §2.1", () => {
  test.each<readonly [string, readonly Step[], readonly string[]]>([
    [
      "1: INVITE, 2xx",
      [
        ["local", "INVITE", a1],
        ["remote", "2xx of INVITE", b1],
        ["local", "ACK"],
      ],
      ["offer local", "answer remote", ""],
    ],
    [
      "2: 2xx, ACK",
      [
        ["remote", "INVITE"],
        ["local", "2xx of INVITE", a1],
        ["remote", "ACK", b1],
      ],
      ["", "offer local", "answer remote"],
    ],
    [
      "3: INVITE, reliable 1xx",
      [
        ["local", "INVITE", a1],
        ["remote", "reliable 1xx", b1],
        ["local", "PRACK"],
        ["remote", "2xx of PRACK"],
        ["remote", "2xx of INVITE"],
        ["local", "ACK"],
      ],
      ["offer local", "answer remote", "", "", "", ""],
    ],
    [
      "4: reliable 1xx, PRACK",
      [
        ["remote", "INVITE"],
        ["local", "reliable 1xx", a1],
        ["remote", "PRACK", b1],
        ["local", "2xx of PRACK"],
        ["local", "2xx of INVITE"],
        ["remote", "ACK"],
      ],
      ["", "offer local", "answer remote", "", "", ""],
    ],
    [
      "5: PRACK, 2xx of PRACK",
      [
        ["local", "INVITE", a1],
        ["remote", "reliable 1xx", b1],
        ["local", "PRACK", a2],
        ["remote", "2xx of PRACK", b2],
        ["remote", "2xx of INVITE"],
        ["local", "ACK"],
      ],
      ["offer local", "answer remote", "offer local", "answer remote", "", ""],
    ],
    [
      "6: UPDATE, 2xx of UPDATE, before and after the INVITE ends",
      [
        ["local", "INVITE", a1],
        ["remote", "reliable 1xx", b1],
        ["local", "PRACK"],
        ["remote", "2xx of PRACK"],
        ["local", "UPDATE", a2],
        ["remote", "2xx of UPDATE", b2],
        ["remote", "2xx of INVITE"],
        ["local", "ACK"],
      ],
      ["offer local", "answer remote", "", "", "offer local", "answer remote", "", ""],
    ],
  ])("%s", (_, steps, outputs) => {
    const { state, outputs: said } = play(steps);
    expect(said).toEqual(outputs);
    expect({ phase: state.phase, offer: state.offer, invite: state.invite }).toEqual({ phase: "answered", offer: null, invite: null });
  });

  test("who offered does not matter to whose description is whose", () => {
    const out = play([
      ["local", "INVITE", a1],
      ["remote", "2xx of INVITE", b1],
    ]).state;
    const into = play([
      ["remote", "INVITE", b1],
      ["local", "2xx of INVITE", answerB(b1)],
    ]).state;
    expect([out.local, out.remote]).toEqual([a1, b1]);
    expect([into.local, into.remote]).toEqual([answerB(b1), b1]);
  });

  test("the table: every answer has its offer, and every carrier its clause", () => {
    const offering = Object.entries(carriers).filter(([, { offers }]) => offers !== "never");
    expect(offering.map(([carrier]) => carrier)).toEqual(["INVITE", "reliable 1xx", "2xx of INVITE", "PRACK", "UPDATE"]);
    for (const [carrier] of offering)
      expect(
        Object.values(carriers).some(({ answers }) => answers === carrier),
        carrier,
      ).toBe(true);
    for (const { source } of Object.values(carriers)) expect(source).toMatch(/^RFC (3261|3262|3311|6337) §/);
  });
});

const inCall = play([
  ["local", "INVITE", a1],
  ["remote", "2xx of INVITE", b1],
  ["local", "ACK"],
]).state;

describe("previews and repetitions", () => {
  test("a 1xx shows the answer, the 2xx gives it", () => {
    const { outputs } = play([
      ["local", "INVITE", a1],
      ["remote", "1xx", b1],
      ["remote", "2xx of INVITE", b1],
    ]);
    expect(outputs).toEqual(["offer local", "preview remote", "answer remote"]);
  });
  test("an answer that is another than it was shown", () => {
    const { outputs } = play([
      ["local", "INVITE", a1],
      ["remote", "1xx", b1],
      ["remote", "2xx of INVITE", revise(b1, { ...b1, name: "x" })],
    ]);
    expect(outputs[2]).toContain("another than the provisional response said");
  });
  test("a description after the answer is ignored", () => {
    const { outputs } = play([
      ["local", "INVITE", a1],
      ["remote", "reliable 1xx", b1],
      ["remote", "1xx", b1],
      ["remote", "2xx of INVITE", b1],
    ]);
    expect(outputs).toEqual(["offer local", "answer remote", "ignored remote", "ignored remote"]);
  });
});

describe("failures leave all as it was", () => {
  test.each<readonly [string, readonly Step[]]>([
    [
      "re-INVITE",
      [
        ["local", "INVITE", a2],
        ["remote", "failure of INVITE"],
      ],
    ],
    [
      "UPDATE",
      [
        ["local", "UPDATE", a2],
        ["remote", "failure of UPDATE"],
      ],
    ],
    [
      "UPDATE of the other side",
      [
        ["remote", "UPDATE", revise(b1, hold(b1))],
        ["local", "failure of UPDATE"],
      ],
    ],
    [
      "offer in a reliable 1xx",
      [
        ["remote", "INVITE"],
        ["local", "reliable 1xx", a2],
        ["local", "failure of INVITE"],
      ],
    ],
  ])("%s", (_, steps) => {
    const { state, outputs } = play(steps, inCall);
    expect(outputs.at(-1)).toMatch(/^refused/);
    expect({ ...state, said: null }).toEqual({ ...inCall, said: null });
  });

  test("the first INVITE: no session at all", () => {
    const { state } = play([
      ["local", "INVITE", a1],
      ["remote", "failure of INVITE"],
    ]);
    expect([state.phase, state.local, state.invite]).toEqual(["no-offer", null, null]);
  });

  test("after a refused offer the version may go on from either", () => {
    const refused = play(
      [
        ["local", "INVITE", a2],
        ["remote", "failure of INVITE"],
      ],
      inCall,
    ).state;
    const again = { ...a1, name: "again" };
    expect(play([["local", "UPDATE", revise(a1, again)]], refused).outputs).toEqual(["offer local"]);
    expect(play([["local", "UPDATE", revise(a2, again)]], refused).outputs).toEqual(["offer local"]);
    const far = revise(revise(a2, again), { ...again, name: "far" });
    expect(play([["local", "UPDATE", far]], refused).outputs[0]).toContain("expected one more");
  });

  test("a failure of ours is none of our offers", () => {
    const crossed = play(
      [
        ["local", "INVITE", a2],
        ["remote", "INVITE", b2],
        ["local", "failure of INVITE"],
      ],
      inCall,
    );
    expect(crossed.outputs).toEqual(["offer local", "wrong 491: INVITE: an offer is outstanding", ""]);
    expect(crossed.state.offer?.by).toBe("local");
    expect(play([["remote", "2xx of INVITE", b2]], crossed.state).state.phase).toBe("answered");
  });
});

describe("what is wrong changes nothing", () => {
  const early = play([["local", "INVITE", a1]]).state;
  test.each<readonly [string, OfferAnswer, Step, string]>([
    ["glare of INVITEs", early, ["remote", "INVITE", b1], "wrong 491: INVITE: an offer is outstanding"],
    [
      "glare without descriptions",
      play([["local", "INVITE"]], inCall).state,
      ["remote", "INVITE"],
      "wrong 491: INVITE: an INVITE is in progress",
    ],
    [
      "a second INVITE of the other side",
      play([["remote", "INVITE"]], inCall).state,
      ["remote", "INVITE", b2],
      "wrong 500: INVITE: an INVITE is in progress",
    ],
    [
      "an UPDATE against ours",
      play([["local", "UPDATE", a2]], inCall).state,
      ["remote", "UPDATE", b2],
      "wrong 491: UPDATE: an offer is outstanding",
    ],
    [
      "an UPDATE against theirs",
      play([["remote", "UPDATE", revise(b1, hold(b1))]], inCall).state,
      ["remote", "UPDATE", b2],
      "wrong 500: UPDATE: an offer is outstanding",
    ],
    ["a second offer of our own", early, ["local", "UPDATE", a2], "wrong -: UPDATE: an offer is outstanding"],
    ["UPDATE before anything is answered", noOffer, ["local", "UPDATE", a1], "wrong -: UPDATE: the first offer is not answered"],
    ["an answer to nothing", inCall, ["remote", "2xx of UPDATE", b2], "wrong -: 2xx of UPDATE: it answers no offer, and can carry none"],
    ["a description in an ACK that answers nothing", inCall, ["local", "ACK", a2], "wrong -: ACK: it answers no offer, and can carry none"],
    ["an answer to one's own offer", early, ["local", "2xx of INVITE", b1], "wrong -: 2xx of INVITE: an offer is outstanding"],
    ["a response without its INVITE", inCall, ["remote", "2xx of INVITE", b2], "wrong -: 2xx of INVITE: no INVITE of the other side"],
    [
      "an offer in a 1xx that may get lost",
      play([["remote", "INVITE"]]).state,
      ["local", "1xx", a1],
      "wrong -: 1xx: an offer needs a reliable response",
    ],
    [
      "a 2xx without the offer it owes",
      play([["local", "INVITE"]]).state,
      ["remote", "reliable 1xx"],
      "wrong -: reliable 1xx: the INVITE had no offer, and this has none either",
    ],
  ])("%s", (_, from, step, expected) => {
    const { state, outputs } = play([step], from);
    expect(outputs).toEqual([expected]);
    expect(state).toEqual(from);
  });

  test.each<readonly [string, readonly Step[]]>([
    [
      "2xx of INVITE",
      [
        ["local", "INVITE", a1],
        ["remote", "2xx of INVITE"],
      ],
    ],
    [
      "ACK",
      [
        ["local", "INVITE"],
        ["remote", "2xx of INVITE", b1],
        ["local", "ACK"],
      ],
    ],
    [
      "PRACK",
      [
        ["local", "INVITE"],
        ["remote", "reliable 1xx", b1],
        ["local", "PRACK"],
      ],
    ],
    [
      "2xx of UPDATE",
      [
        ["local", "INVITE", a1],
        ["remote", "reliable 1xx", b1],
        ["local", "UPDATE", a2],
        ["remote", "2xx of UPDATE"],
      ],
    ],
  ])("%s that owes the answer", (carrier, steps) => {
    const { state, outputs } = play(steps);
    expect(outputs.at(-1)).toBe(`wrong -: ${carrier}: the offer is not answered`);
    expect(state.offer).toBeNull();
  });

  test("a re-INVITE may come before the ACK, unless the ACK owes the answer (RFC 5407 §3.1.5)", () => {
    const final = play([
      ["local", "INVITE", a1],
      ["remote", "2xx of INVITE", b1],
    ]).state;
    const { outputs, state } = play(
      [
        ["remote", "INVITE", revise(b1, hold(b1))],
        ["local", "ACK"],
      ],
      final,
    );
    expect(outputs).toEqual(["offer remote", ""]);
    expect(state.invite).toMatchObject({ by: "remote", isFinal: false });
    const owed = play([
      ["remote", "INVITE"],
      ["local", "2xx of INVITE", a1],
    ]).state;
    expect(mayOffer(owed, "remote", "INVITE")).toMatchObject({ respond: 491 });
  });

  test("any messages in any order keep the machine whole", () => {
    const step = fc.record({
      by: fc.constantFrom<Side>("local", "remote"),
      carrier: fc.constantFrom(...(Object.keys(carriers) as Carrier[])),
      description: fc.option(fc.constantFrom(a1, a2, b1, b2), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let state = noOffer;
        for (const input of steps) {
          const { state: next, outputs } = exchange(state, input);
          expect(next.phase === "offered").toBe(next.offer !== null);
          expect(next.phase === "no-offer" && next.local !== null).toBe(false);
          expect(next.local === null).toBe(next.remote === null);
          if (outputs.some(({ kind }) => kind === "answer")) expect([state.phase, next.phase]).toEqual(["offered", "answered"]);
          if (outputs.some(({ kind }) => kind === "offer")) expect([state.offer, next.phase]).toEqual([null, "offered"]);
          state = next;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("the shape of an answer (RFC 3264 §6)", () => {
  test("whatever is offered and decided, the answer that is made can be given", () => {
    const direction = fc.constantFrom("sendrecv" as const, "sendonly" as const, "recvonly" as const, "inactive" as const);
    fc.assert(
      fc.property(description, fc.array(fc.option(direction, { nil: null }), { minLength: 5, maxLength: 5 }), (offer, wishes) => {
        const answer = answerTo(offer, { origin: bOrigin }, (media, index) => {
          const wish = wishes[index] ?? null;
          return wish === null ? null : { port: 9, formats: media.formats.slice(0, 1), direction: wish, attributes: [] };
        });
        expect(checkAnswer(offer, answer)).toEqual([]);
        expect(answer.media.map(({ port }) => port > 0)).toEqual(
          offer.media.map(({ port }, index) => port > 0 && (wishes[index] ?? null) !== null),
        );
      }),
      { numRuns: 300 },
    );
  });

  test("hold is answered by recvonly, and the version goes on", () => {
    expect(b2.media.map((media) => directionOf(media, b2))).toEqual(["recvonly", "recvonly"]);
    expect(b2.origin.version).toBe("2");
    expect(answerB(a2, b2)).toBe(b2);
  });

  const first = b1.media[0];
  const second = b1.media[1];
  if (first === undefined || second === undefined) throw new Error("two streams are expected");
  test.each([
    ["one m= line too few", { ...b1, media: [first] }, "1 m= lines answer 2", null],
    ["another order", { ...b1, media: [second, first] }, "video answers audio", 0],
    ["another protocol", { ...b1, media: [{ ...first, protocol: "RTP/SAVP" }, second] }, "RTP/SAVP answers RTP/AVP", 0],
    ["no common format", { ...b1, media: [first, { ...second, formats: ["99"] }] }, "none of the formats 31", 1],
    ["another time", { ...b1, times: [{ start: "1", stop: "2", repeats: [] }] }, "t= is another", null],
  ])("%s", (_, answer, what, media) => {
    const faults = checkAnswer(a1, answer);
    expect(faults[0]).toMatchObject({ media, clause: "RFC 3264 §6" });
    expect(faults[0]?.what).toContain(what);
  });

  test("wider than the offer, or taken though refused", () => {
    expect(checkAnswer(a2, b1).map(({ what }) => what)).toEqual(["sendrecv answers sendonly", "sendrecv answers sendonly"]);
    const refused = { ...a1, media: a1.media.map((media) => ({ ...media, port: 0 })) };
    expect(checkAnswer(refused, b1).map(({ what }) => what)).toEqual([
      "a stream that was not offered is taken",
      "a stream that was not offered is taken",
    ]);
  });
});

describe("which message carries what", () => {
  const request = (method: string) => ({ kind: "request" as const, method, uri: "sip:a@b", headers: [], body: "" });
  const response = (status: number, cseq: string, more: readonly { name: string; value: string }[] = []) => ({
    kind: "response" as const,
    status,
    reason: "",
    headers: [{ name: "CSeq", value: cseq }, ...more],
    body: "",
  });
  const reliable = [
    { name: "Require", value: "precondition, 100rel" },
    { name: "RSeq", value: "1" },
  ];
  test.each([
    [request("INVITE"), "INVITE"],
    [request("ACK"), "ACK"],
    [request("BYE"), null],
    [response(100, "1 INVITE"), null],
    [response(183, "1 INVITE"), "1xx"],
    [response(183, "1 INVITE", reliable), "reliable 1xx"],
    // Option tags are compared without regard to case (RFC 3261 §7.3.1).
    [response(183, "1 INVITE", [{ name: "Require", value: "100REL" }, ...reliable.slice(1)]), "reliable 1xx"],
    [response(183, "1 INVITE", reliable.slice(0, 1)), "1xx"],
    [response(183, "1 INVITE", reliable.slice(1)), "1xx"],
    [response(200, "1 INVITE"), "2xx of INVITE"],
    [response(486, "1 INVITE"), "failure of INVITE"],
    [response(200, "2 PRACK"), "2xx of PRACK"],
    [response(491, "2 UPDATE"), "failure of UPDATE"],
    [response(200, "2 BYE"), null],
    [response(200, "nonsense"), null],
  ])("%j", (message, carrier) => {
    expect(carrierOf(message)).toBe(carrier);
  });
});
