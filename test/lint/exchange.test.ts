import { expect, test } from "vitest";
import { sip } from "../../src/dsl/sip.ts";
import { hidden, operation, path } from "../../src/index.ts";
import type { Flow } from "../../src/model/flow.ts";
import { broken, call, throughRelay } from "./call.ts";

test("100 (Trying) may go back one hop, and a failure be acknowledged hop by hop", () => {
  const flow = call((handles, flow) => {
    const { relay } = handles;
    const invite = flow.request(throughRelay(handles), sip.invite());
    invite.trying(relay);
    const busy = invite.reply(486, { until: relay });
    busy.ack();
    busy.onward();
    busy.ack();
  });
  expect(broken(flow)).toEqual([]);
});

test("the ACK of a success may leave a relay out that left the path", () => {
  const flow = call((handles, flow) => {
    flow.request(throughRelay(handles), sip.invite()).reply(200).ack();
  });
  const direct: Flow = {
    ...flow,
    messages: flow.messages.map((one) =>
      one.role === "ack" ? { ...one, path: one.path.filter(({ participant }) => participant !== "relay") } : one,
    ),
    body: flow.body.flatMap((one) => (one.id === "m3.1" && one.kind === "hop" ? [{ ...one, to: "bob" }] : one.id === "m3.2" ? [] : [one])),
    steps: flow.steps.slice(0, 5).map((step) => (step.id === "m3.1" ? { ...step, to: "bob" } : step)),
    paragraphs: flow.paragraphs
      .slice(0, 3)
      .map((one, at) => (at === 2 ? { ...one, steps: ["m3.1"], label: { kind: "number", prefix: "", number: 5, letter: "" } } : one)),
  };
  expect(broken(direct)).toEqual([]);
});

test("an INVITE from before the flow, answered in it, is a whole exchange", () => {
  const flow = call(({ alice, bob }, flow) => {
    const invite = flow.given.pending(path(alice, bob), sip.invite(), { early: { status: 180 } });
    invite.reply(200).ack();
  });
  expect(broken(flow)).toEqual([]);
});

test("an INVITE from before the flow that nobody answers is told, with what answered it so far", () => {
  const flow = call(({ alice, bob }, flow) => void flow.given.pending(path(alice, bob), sip.invite(), { early: { status: 180 } }));
  expect(broken(flow)).toEqual([
    "exchange/require-response: Unexpected INVITE with no answer but 180 Ringing, expected a final one from Bob to Alice",
  ]);
});

test("answers in two operands of an alternative do not meet; after it they do", () => {
  const both = (after: boolean) =>
    call(({ alice, bob }, flow) => {
      const asked = flow.request(path(alice, bob), sip.message());
      flow.alt(["he wants", () => void asked.reply(200)], ["he does not", () => void asked.reply(603)]);
      if (after) asked.reply(500);
    });
  expect(broken(both(false))).toEqual([]);
  expect(broken(both(true))).toEqual([
    "exchange/no-second-final-answer: Unexpected second final answer 500 Server Internal Error to MESSAGE, expected one: 200 OK in step 2",
  ]);
});

test("an answer from another participant goes another way", () => {
  const flow = call((handles, flow) => void flow.request(throughRelay(handles), operation("ask")).reply("answer"));
  const swapped: Flow = {
    ...flow,
    messages: flow.messages.map((one) =>
      one.role === "reply" ? { ...one, path: one.path.map((point, at) => (at === 0 ? { ...point, participant: "carol" } : point)) } : one,
    ),
  };
  expect(broken(swapped)).toContain(
    'exchange/consistent-path: Unexpected path Carol, P-CSCF, Alice of "answer", expected Bob, P-CSCF, Alice, that of "ask" in reverse',
  );
});

test("hidden relays are on the way like others", () => {
  const flow = call(({ alice, relay, bob }, flow) => void flow.request(path(alice, hidden(relay), bob), operation("ask")).reply("answer"));
  expect(broken(flow)).toEqual([]);
});

test("ACK before the answer it acknowledges comes too early", () => {
  const flow = call(({ alice, bob }, flow) => void flow.request(path(alice, bob), sip.invite()).reply(200).ack());
  const [invite, ok, ack, end] = flow.body;
  if (invite === undefined || ok === undefined || ack === undefined || end === undefined) throw new Error("four elements");
  expect(broken({ ...flow, body: [invite, ack, ok, end] })).toContain(
    "exchange/no-early-answer: Unexpected ACK of Alice before 200 OK has arrived in step 2, expected it afterwards",
  );
});

test("an answer that says it answers another method, or is of another session", () => {
  const flow = call(({ alice, bob }, flow) => void flow.request(path(alice, bob), sip.invite()).reply(200).ack());
  const changed = (change: object): Flow => ({
    ...flow,
    messages: flow.messages.map((one) => (one.signal.kind === "sip-response" ? { ...one, signal: { ...one.signal, ...change } } : one)),
  });
  expect(broken(changed({ method: "BYE" }))).toEqual([
    "exchange/consistent-transaction: Unexpected answer 200 OK to BYE for INVITE, expected one to INVITE",
  ]);
  expect(broken(changed({ session: "s9" }))).toContain(
    "exchange/consistent-transaction: Unexpected 200 OK of another session than INVITE, expected the same",
  );
});

test("a challenge request that answers REGISTER keeps its name", () => {
  const flow = call(({ alice, bob }, flow) => {
    flow
      .request(path(alice, bob), sip.register({ as: "SIP registration request" }))
      .reply(401, { as: "SIP authentication challenge request" });
  });
  expect(broken(flow)).toEqual([]);
});

test("a message back along an open request, with its name, is its answer by another name", () => {
  const flow = call(({ alice, bob }, flow) => {
    flow.request(path(alice, bob), operation("Get Keys Request"));
    flow.send(path(bob, alice), operation("get keys request"));
  });
  expect(broken(flow)).toContain(
    'exchange/no-response-named-request: Unexpected name "get keys request" of the answer to "Get Keys Request", expected "get keys response"',
  );
});

test("two ask each other the same, and both are answered", () => {
  const flow = call(({ alice, bob }, flow) => {
    flow.request(path(alice, bob), operation("status request")).reply("status response");
    flow.request(path(bob, alice), operation("status request")).reply("status response");
  });
  expect(broken(flow)).toEqual([]);
});

test.each([
  ["without a subscription", "nothing"],
  ["of MESSAGE, which makes no subscription", "m1"],
])("NOTIFY %s", (found, of) => {
  const flow = call(({ alice, bob }, flow) => {
    flow.request(path(alice, bob), sip.message()).reply(200);
    const refer = flow.request(path(alice, bob), sip.subscribe());
    refer.reply(200);
    flow.request(path(bob, alice), sip.notify(refer)).reply(200);
  });
  const changed: Flow = {
    ...flow,
    messages: flow.messages.map((one) =>
      one.signal.kind === "sip-request" && one.signal.subscription !== null
        ? { ...one, signal: { ...one.signal, subscription: { ...one.signal.subscription, of } } }
        : one,
    ),
  };
  expect(broken(changed)).toEqual([`exchange/no-unsolicited-notify: Unexpected NOTIFY ${found}, expected one of a SUBSCRIBE or REFER`]);
});

test("only 100 (Trying) goes part of the way back", () => {
  const flow = call((handles, flow) => void flow.request(throughRelay(handles), sip.message()).trying(handles.relay));
  const status = (code: number): Flow => ({
    ...flow,
    messages: flow.messages.map((one) => (one.signal.kind === "sip-response" ? { ...one, signal: { ...one.signal, status: code } } : one)),
  });
  expect(broken(status(100)).filter((one) => one.startsWith("exchange/consistent-path"))).toEqual([]);
  expect(broken(status(480))).toContain(
    "exchange/consistent-path: Unexpected path P-CSCF, Alice of 100 Trying, expected Bob, P-CSCF, Alice, that of MESSAGE in reverse",
  );
});

test("ACK of an INVITE that only rings", () => {
  const flow = call(({ alice, bob }, flow) => {
    const invite = flow.request(path(alice, bob), sip.invite());
    invite.reply(200).ack();
  });
  const ringing: Flow = {
    ...flow,
    messages: flow.messages.map((one) =>
      one.signal.kind === "sip-response" ? { ...one, name: "180 Ringing", signal: { ...one.signal, status: 180 } } : one,
    ),
  };
  expect(broken(ringing)).toContain(
    "exchange/no-stray-ack: Unexpected ACK for INVITE, which has no final answer, expected a final answer to INVITE to acknowledge",
  );
});

test("NOTIFY before the SUBSCRIBE", () => {
  const flow = call(({ alice, bob }, flow) => {
    const subscribe = flow.request(path(alice, bob), sip.subscribe());
    subscribe.reply(200);
    flow.request(path(bob, alice), sip.notify(subscribe)).reply(200);
  });
  const [asks, accepts, notifies, confirms, ...rest] = flow.body;
  const body = [notifies, confirms, asks, accepts, ...rest].filter((one) => one !== undefined);
  expect(broken({ ...flow, body })).toContain("exchange/no-unsolicited-notify: Unexpected NOTIFY before SUBSCRIBE, expected it afterwards");
});

test("a status that is not registered, answered to a message of another name", () => {
  const flow = call(
    ({ alice, bob }, flow) =>
      void flow
        .request(path(alice, bob), sip.invite({ as: "re-INVITE" }))
        .reply(200)
        .ack(),
  );
  const changed: Flow = {
    ...flow,
    messages: flow.messages.map((one) =>
      one.signal.kind === "sip-response" ? { ...one, name: "299 Fine", signal: { ...one.signal, status: 299 } } : one,
    ),
  };
  expect(broken(changed)).toContain(
    "exchange/no-undefined-status: Unexpected 299 Fine in answer to re-INVITE, expected a registered status",
  );
});

test("a NOTIFY of a subscription made before the flow", () => {
  const flow = call(({ alice, bob }, flow) => {
    const invite = flow.given.pending(path(alice, bob), sip.invite());
    invite.reply(200).ack();
    const refer = flow.request(path(alice, bob), sip.refer({ target: bob }));
    refer.reply(202);
    flow.request(path(bob, alice), sip.notify(refer)).reply(200);
  });
  expect(broken(flow)).toEqual([]);
  const [given] = flow.givens;
  if (given?.kind !== "pending") throw new Error("a pending request");
  const before = {
    ...given,
    request: { ...given.request, signal: { ...given.request.signal, method: "SUBSCRIBE" } as typeof given.request.signal },
  };
  const notified = flow.messages.map((one) =>
    one.signal.kind === "sip-request" && one.signal.subscription !== null
      ? { ...one, signal: { ...one.signal, subscription: { ...one.signal.subscription, of: given.request.id } } }
      : one,
  );
  expect(broken({ ...flow, givens: [before], messages: notified }).filter((one) => one.startsWith("exchange/no-unsolicited"))).toEqual([]);
});
