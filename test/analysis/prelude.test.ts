import { as, path, proxy, ue } from "callflow";
import { sip } from "callflow/sip";
import { expect, test } from "vitest";
import { preludeOf } from "../../src/analysis/prelude.ts";
import type { Flow } from "../../src/model/flow.ts";
import { flowOf, smallFlow } from "../engine/small-flow.ts";

/** "ue > pcscf: INVITE", and what it describes: "INVITE offers audio to ue". */
function hopsIn(flow: Flow): readonly string[] {
  const { messages, body } = preludeOf(flow);
  return body.map((hop) => `${hop.from} > ${hop.to}: ${messages.find(({ id }) => id === hop.message)?.name}`);
}

function describedIn(flow: Flow): readonly string[] {
  return preludeOf(flow).messages.flatMap(({ name, signal, path: way }) => {
    const description = signal.kind === "operation" ? null : signal.description;
    if (description === null) return [];
    const lines = description.lines.map(({ media, at }) => `${media.kind === "components" ? media.names.join("+") : "?"} at ${at}`);
    return [`${way[0]?.participant}: ${name}, ${description.kind} of ${lines.join()}`];
  });
}

const three = { ue: ue("UE"), pcscf: proxy("P-CSCF"), anchor: as("AS"), other: ue("other UE") };

test("a session over several legs is set up from end to end, answered and acknowledged back", () => {
  const flow = flowOf(
    three,
    ({ ue, pcscf, anchor, other }, flow) =>
      void flow.given.session([path(ue, pcscf, anchor), path(anchor, other)], { media: ["audio", "video"] }),
  );
  expect(hopsIn(flow)).toEqual([
    "ue > pcscf: INVITE",
    "pcscf > anchor: INVITE",
    "anchor > other: INVITE",
    "other > anchor: 200 OK",
    "anchor > pcscf: 200 OK",
    "pcscf > ue: 200 OK",
    "anchor > other: ACK",
    "ue > pcscf: ACK",
    "pcscf > anchor: ACK",
  ]);
});

test("media goes between the ends, and through an anchor that is one for media", () => {
  const session = (anchor: "signalling" | "media") =>
    flowOf(
      three,
      ({ ue, anchor: mid, other }, flow) => void flow.given.session([path(ue, mid), path(mid, other)], { media: ["audio"], anchor }),
    );
  expect(describedIn(session("signalling"))).toEqual([
    "ue: INVITE, offer of audio at ue",
    "anchor: INVITE, offer of audio at ue",
    "other: 200 OK, answer of audio at other",
    "anchor: 200 OK, answer of audio at other",
  ]);
  expect(describedIn(session("media"))).toEqual([
    "ue: INVITE, offer of audio at ue",
    "anchor: INVITE, offer of audio at anchor",
    "other: 200 OK, answer of audio at other",
    "anchor: 200 OK, answer of audio at anchor",
  ]);
});

test("a pending request is sent; its early answer comes back, and is confirmed where it is reliable", () => {
  const pending = (early?: { status: 180 | 183; reliable?: boolean }) =>
    smallFlow(({ alice, proxy, bob }, flow) => {
      flow.given.pending(path(alice, proxy, bob), sip.invite(), early === undefined ? {} : { early });
    });
  const invite = ["alice > proxy: INVITE", "proxy > bob: INVITE"];
  const ringing = ["bob > proxy: 180 Ringing", "proxy > alice: 180 Ringing"];
  expect(hopsIn(pending())).toEqual(invite);
  expect(hopsIn(pending({ status: 180 }))).toEqual([...invite, ...ringing]);
  expect(hopsIn(pending({ status: 180, reliable: true }))).toEqual([
    ...invite,
    ...ringing,
    "alice > proxy: PRACK",
    "proxy > bob: PRACK",
    "bob > proxy: 200 OK",
    "proxy > alice: 200 OK",
  ]);
});

test("what is only known is not sent, and what cannot be SIP is sent as it is", () => {
  expect(hopsIn(smallFlow(({ alice }, flow) => void flow.given.known([alice], "the key")))).toEqual([]);
  const flow = smallFlow(
    ({ alice, bob }, flow) => void flow.given.pending(path(alice, bob), sip.invite(), { early: { status: 180, reliable: true } }),
  );
  const abstract = { kind: "operation", connects: [] } as const;
  const givens = flow.givens.map((given) => {
    if (given.kind !== "pending" || given.early === null) return given;
    return { ...given, request: { ...given.request, signal: abstract }, early: { ...given.early, signal: abstract } };
  });
  expect(hopsIn({ ...flow, givens })).toEqual(["alice > bob: INVITE", "bob > alice: 180 Ringing"]);
});

test("a session without legs, and a leg without hops, are no messages", () => {
  const flow = smallFlow(({ alice, bob }, flow) => void flow.given.session([path(alice, bob)], { media: ["audio"] }));
  const [given] = flow.givens;
  if (given?.kind !== "session") throw new Error("no session");
  expect(hopsIn({ ...flow, givens: [{ ...given, legs: [] }] })).toEqual([]);
  expect(hopsIn({ ...flow, givens: [{ ...given, legs: [[{ participant: "alice", hidden: false }]] }] })).toEqual([]);
});
