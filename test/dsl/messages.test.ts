import { item, operation, path, reverse } from "callflow";
import { sip } from "callflow/sip";
import { expect, test } from "vitest";
import { flowOf, wireOf } from "./try-flow.ts";

test("a reply goes back over the path of its request, whatever that is", () => {
  const flow = flowOf(({ a, b, c, d }, flow) => void flow.request(path(a, b, c, b, d), sip.options()).reply(200));
  expect(flow.messages[1]).toMatchObject({ role: "reply", answers: "m1", name: "200 OK" });
  expect(flow.messages[1]?.path.map((point) => point.participant)).toEqual(["d", "b", "c", "b", "a"]);
  expect(flow.messages[1]?.signal).toMatchObject({ kind: "sip-response", status: 200, method: "OPTIONS", session: null });
});

test("100 (Trying) goes one hop back, from where the request has come to", () => {
  const flow = flowOf(({ a, b, c, d }, flow) => {
    const invite = flow.request(path(a, b, c, b, d), sip.invite(), { until: b });
    invite.trying(b, { show: "hidden" });
    invite.onward();
    invite.trying(b, { as: "100" });
  });
  expect(wireOf(flow)).toEqual(["a > b: INVITE", "b > a: 100 Trying", "b > c: INVITE", "c > b: INVITE", "b > d: INVITE", "b > c: 100"]);
});

test("a failure is acknowledged hop by hop, a success end to end", () => {
  const flow = flowOf(({ a, b, c }, flow) => {
    const busy = flow.request(path(a, b, c), sip.invite()).reply(486, { until: b });
    busy.ack();
    busy.onward();
    busy.ack();
    flow
      .request(path(a, b, c), sip.invite())
      .reply(200)
      .ack({ as: "ACK of the second" });
  });
  expect(wireOf(flow)).toEqual([
    "a > b: INVITE",
    "b > c: INVITE",
    "c > b: 486 Busy Here",
    "b > c: ACK",
    "b > a: 486 Busy Here",
    "a > b: ACK",
    "a > b: INVITE",
    "b > c: INVITE",
    "c > b: 200 OK",
    "b > a: 200 OK",
    "a > b: ACK of the second",
    "b > c: ACK of the second",
  ]);
  const acks = flow.messages.filter(({ role }) => role === "ack");
  expect(acks.map(({ answers, path }) => [answers, path.length])).toEqual([
    ["m1", 2],
    ["m1", 2],
    ["m5", 3],
  ]);
});

test("one ack() after all hops acknowledges each of them", () => {
  const flow = flowOf(
    ({ a, b, c }, flow) =>
      void flow
        .request(path(a, b, c), sip.invite())
        .reply(603)
        .ack({ show: "hidden" }),
  );
  expect(wireOf(flow).slice(-2)).toEqual(["b > c: ACK", "a > b: ACK"]);
  expect(flow.steps).toHaveLength(4);
});

test("an ACK may wait for more than the answer it acknowledges", () => {
  const flow = flowOf(({ a, b }, flow) => {
    const ok = flow.request(path(a, b), sip.invite()).reply(200);
    const ready = flow.action(a, "gets ready");
    ok.ack({ using: [ready], text: "a acknowledges late." });
  });
  expect(flow.messages.at(-1)).toMatchObject({ role: "ack", answers: "m1", using: ["a1"], text: [{ value: "a acknowledges late." }] });
});

test("a provisional answer may be reliable, and has no ACK", () => {
  const flow = flowOf(({ a, b }, flow) => {
    const ringing = flow.request(path(a, b), sip.invite()).reply(180, { reliable: true });
    // @ts-expect-error a provisional answer is not acknowledged
    expect(() => ringing.ack()).toThrow("180 Ringing is not acknowledged");
  });
  expect(flow.messages[1]?.signal).toMatchObject({ status: 180, reliable: true });
});

test("an INVITE makes a session, or adds to one; what follows names it by either", () => {
  const flow = flowOf(({ a, b }, flow) => {
    const call = flow.given.session([path(a, b)], { media: ["audio"] });
    const own = flow.request(path(a, b), sip.invite());
    const added = flow.request(path(a, b), sip.invite({ session: call }));
    flow.request(path(a, b), sip.bye(own));
    flow.request(path(a, b), sip.bye(added));
    flow.request(path(a, b), sip.bye(call));
    flow.request(path(a, b), sip.cancel(own));
  });
  const sessions = flow.messages.map(({ signal }) => (signal.kind === "sip-request" ? signal.session : null));
  expect(sessions).toEqual(["s2", "s1", "s2", "s1", "s1", "s2"]);
});

test("offers and answers say who receives what", () => {
  const flow = flowOf(({ a, b }, flow) => {
    const call = flow.session(["audio", "video"]);
    const video = call.media("video");
    const audio = call.mediaExcept(video);
    const early = flow.request(path(a, b), sip.invite({ session: call, offer: [audio.at(a), video.at(a, "recvonly")] }));
    early.reply(200, { answer: [audio.at(b), video.removed()] });
    const late = flow.request(path(a, b), sip.reinvite(call)).reply(200, { offer: [call.media().at(b)] });
    late.ack({ answer: [call.media().at(a)] });
  });
  const said = flow.messages.map(({ signal }) => (signal.kind === "operation" ? null : signal.description));
  expect(said).toMatchObject([
    {
      kind: "offer",
      lines: [
        { media: { kind: "rest", session: "s1", all: ["audio", "video"], of: { names: ["video"] } }, at: "a", direction: "sendrecv" },
        { media: { names: ["video"] }, at: "a", direction: "recvonly" },
      ],
    },
    { kind: "answer", lines: [{ at: "b" }, { at: null, direction: "inactive" }] },
    null,
    { kind: "offer", lines: [{ media: { names: ["audio", "video"] }, at: "b" }] },
    { kind: "answer", lines: [{ at: "a" }] },
  ]);
});

test("a NOTIFY belongs to its REFER, and says how it goes", () => {
  const flow = flowOf(({ a, c, d }, flow) => {
    const call = flow.given.session([path(a, c)], { media: ["audio"] });
    const refer = flow.request(path(a, c), sip.refer({ target: d, session: call, as: "Transfer request" }));
    refer.reply(202, { as: "Accepted notification" });
    flow.request(path(c, a), sip.notify(refer, { state: "terminated", fragment: 200 }), { using: [refer] });
  });
  expect(flow.messages.map(({ name }) => name)).toEqual(["Transfer request", "Accepted notification", "NOTIFY"]);
  expect(flow.messages[0]?.signal).toMatchObject({ method: "REFER", target: "d", session: "s1" });
  expect(flow.messages[2]?.signal).toMatchObject({ subscription: { of: "m1", state: "terminated", fragment: 200 } });
});

test("a pending request is answered by the flow", () => {
  const flow = flowOf(({ a, b, c }, flow) => {
    const call = flow.session(["audio"]);
    const invite = flow.given.pending(path(a, b, c), sip.invite({ session: call, offer: [call.media().at(a)] }), {
      early: { status: 183, answer: [call.media().at(c)], reliable: true },
    });
    invite.reply(200).ack();
  });
  const [given] = flow.givens;
  expect(given).toMatchObject({
    kind: "pending",
    request: { id: "m1", show: "hidden" },
    early: { answers: "m1", name: "183 Session Progress" },
  });
  expect(given?.kind === "pending" ? given.early?.signal : null).toMatchObject({ reliable: true, description: { kind: "answer" } });
  expect(flow.messages.map(({ id, answers }) => [id, answers])).toEqual([
    ["m3", "m1"],
    ["m4", "m1"],
  ]);
  expect(wireOf(flow)).toEqual(["c > b: 200 OK", "b > a: 200 OK", "a > b: ACK", "b > c: ACK"]);
});

test("items are made, carried on, and found out", () => {
  const flow = flowOf(({ a, b, c }, flow) => {
    const key = flow.given.known([a, c], "the key");
    const ask = flow.request(path(a, b), operation("ask request"), { carries: { name: item("the name"), key } });
    const map = flow.action(b, "looks it up", { using: [ask], makes: { address: item("the address"), key } });
    const { address } = map.items;
    flow.request(path(b, c), operation("tell"), { using: [map, address], carries: { address } });
    flow.expect.knows(c, address);
    flow.expect.neverLearns(c, ask.items.name);
  });
  expect(flow.items.map(({ id, name }) => `${id} ${name}`)).toEqual(["i1 the key", "i2 the name", "i3 the address"]);
  expect(flow.givens.map((given) => (given.kind === "knowledge" ? [given.participant, given.item] : []))).toEqual([
    ["a", "i1"],
    ["c", "i1"],
  ]);
  expect(flow.messages.map(({ carries }) => carries)).toEqual([
    [
      { item: "i2", made: true },
      { item: "i1", made: false },
    ],
    [{ item: "i3", made: false }],
  ]);
  expect(flow.messages[1]?.using).toEqual(["a1", "i3"]);
  expect(flow.body[1]).toMatchObject({ kind: "action", using: ["m1"], makes: ["i3", "i1"] });
  expect(flow.expectations).toMatchObject([
    { kind: "knows", participant: "c", item: "i3", expected: true },
    { kind: "knows", participant: "c", item: "i2", expected: false },
  ]);
});

test("what nobody answers is sent; a media resource is told what to connect", () => {
  const flow = flowOf(({ a, b, c }, flow) => {
    const call = flow.given.session([path(a, c)], { media: ["audio"], anchor: "media" });
    const audio = call.media();
    flow.send(path(a, b), operation("mix", { connects: [{ media: audio, from: a, to: c }] }));
    flow.expect.media(audio, [a, c], { through: [b] });
    flow.expect.released(call, a);
    flow.expect.registered(a, c);
  });
  expect(flow.givens).toMatchObject([{ kind: "session", id: "s1", anchor: "media", media: ["audio"] }]);
  expect(flow.messages[0]).toMatchObject({ role: "one-way", signal: { kind: "operation", connects: [{ from: "a", to: "c" }] } });
  expect(flow.expectations).toMatchObject([
    { kind: "media", between: ["a", "c"], through: ["b"] },
    { kind: "released", session: "s1", participant: "a" },
    { kind: "registered", participant: "a", at: "c" },
  ]);
});

test("a path turned round is the same path from the other end", () => {
  flowOf(({ a, b, c }) => {
    const way = path(a, b, c);
    expect(reverse(way).points.map((point) => point.participant)).toEqual(["c", "b", "a"]);
    expect(reverse(reverse(way))).toEqual(way);
  });
});
