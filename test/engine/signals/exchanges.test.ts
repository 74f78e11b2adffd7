import { operation, path, reverse, ue } from "callflow";
import { sip } from "callflow/sip";
import { expect, test } from "vitest";
import { execute } from "../../../src/engine/index.ts";
import type { Flow } from "../../../src/model/flow.ts";
import type { Message } from "../../../src/model/message.ts";
import { titleOf } from "../../../src/model/trace.ts";
import { coursesOf, failuresOf, flowOf, smallFlow } from "../small-flow.ts";

const seeds = Array.from({ length: 50 }, (_, seed) => seed);

/** Every seed makes other delays; none of them may make a right flow fail. */
function expectRight(flow: Flow): void {
  for (const seed of seeds) expect(failuresOf(flow, seed), `seed ${seed}`).toEqual([]);
}

function changed(flow: Flow, id: string, change: Partial<Message>): Flow {
  return { ...flow, messages: flow.messages.map((message) => (message.id === id ? { ...message, ...change } : message)) };
}

function without(flow: Flow, ...ids: readonly string[]): Flow {
  return { ...flow, body: flow.body.filter((element) => !ids.includes(element.id)) };
}

function rerouted(flow: Flow, id: string, to: string): Flow {
  return { ...flow, body: flow.body.map((element) => (element.id === id && element.kind === "hop" ? { ...element, to } : element)) };
}

const invite = smallFlow(({ alice, proxy, server, bob }, flow) => {
  flow
    .request(path(alice, proxy, server, proxy, bob), sip.invite())
    .reply(200)
    .ack();
});

test("a request, its answer and its ACK pass every relay, and record the path", () => {
  expectRight(invite);
  const { events } = execute(invite, { seed: 1 }).trace;
  const via = events.flatMap(({ event, message }) => {
    if (event !== "send" || message?.kind !== "sip") return [];
    const hosts = [...message.raw.matchAll(/^Via: SIP\/2.0\/UDP ([^.]+)[.]/gmu)].map((found) => found[1]);
    return [`${titleOf(message)}: ${hosts.join()}`];
  });
  expect(via).toEqual([
    "INVITE: alice",
    "INVITE: proxy,alice",
    "INVITE: server,proxy,alice",
    "INVITE: proxy,server,proxy,alice",
    "200 OK: proxy,server,proxy,alice",
    "200 OK: server,proxy,alice",
    "200 OK: proxy,alice",
    "200 OK: alice",
    "ACK: alice",
    "ACK: proxy,alice",
    "ACK: server,proxy,alice",
    "ACK: proxy,server,proxy,alice",
  ]);
});

test("a failure is acknowledged hop by hop", () => {
  const flow = smallFlow(({ alice, proxy, bob }, flow) => {
    const busy = flow.request(path(alice, proxy, bob), sip.invite()).reply(486, { until: proxy });
    busy.ack();
    busy.onward();
    busy.ack();
  });
  expectRight(flow);
  const courses = coursesOf(execute(flow, { seed: 1 }).trace);
  expect(courses.slice(2).toSorted()).toEqual([
    "alice > proxy: ACK",
    "bob > proxy: 486 Busy Here",
    "proxy > alice: 486 Busy Here",
    "proxy > bob: ACK",
  ]);
  expect(failuresOf(without(flow, "m3.1"))).toEqual(["2: nobody acknowledges the final answer of Bob to INVITE"]);
  expect(failuresOf(without(flow, "m4.1"))).toEqual(["1: Alice does not acknowledge the final answer to its INVITE"]);
});

test("100 (Trying) comes from a relay while the request goes on, and from the end", () => {
  const flow = smallFlow(({ alice, proxy, bob }, flow) => {
    const sent = flow.request(path(alice, proxy, bob), sip.invite(), { until: proxy });
    sent.trying(proxy, { show: "hidden" });
    sent.onward();
    sent.trying(bob);
    sent.reply(180);
    sent.reply(200).ack();
  });
  expectRight(flow);
  expect(failuresOf(rerouted(flow, "m2.1", "bob"))).toEqual([
    "1: after this step, not printed: P-CSCF sends 100 Trying to Alice, from where INVITE came, but the flow has it go to Bob",
  ]);
});

test("a message that nobody answers leaves nothing open", () => {
  const flow = smallFlow(({ alice, proxy, bob }, flow) => {
    const way = path(alice, proxy, bob);
    flow.send(way, operation("one"));
    flow.send(reverse(way), operation("two"));
    flow.send(way, operation("one"));
  });
  expectRight(flow);
});

test("what comes before its turn waits", () => {
  const flow = smallFlow(({ alice, proxy, server, bob }, flow) => {
    flow.request(path(alice, proxy, server, bob), operation("the long way")).reply("arrived");
    flow.send(path(server, bob), operation("the short way"));
    flow.action(bob, "has both");
  });
  // The server need not wait for the answer that it passes on: its own message may overtake it.
  const orders = seeds.map((seed) => coursesOf(execute(flow, { seed }).trace));
  const first = (order: readonly string[], what: string) => order.findIndex((line) => line.endsWith(what));
  expect(orders.some((order) => first(order, "bob: the short way") < first(order, "bob: the long way"))).toBe(true);
  expect(
    orders.every((order) => first(order, "act a1") > Math.max(first(order, "bob: the short way"), first(order, "bob: the long way"))),
  ).toBe(true);
  expectRight(flow);
});

test("two of the same name are told apart by their order, and by who has begun them", () => {
  const three = { a: ue("A"), b: ue("B"), c: ue("C"), d: ue("D") };
  const flow = flowOf(three, ({ a, b, c, d }, flow) => {
    flow.par(
      () => void flow.request(path(a, c, d), sip.message()).reply(200),
      () => void flow.request(path(b, c, d), sip.message()).reply(202),
    );
    flow.request(path(a, d), sip.message()).reply(200);
    flow.request(path(a, d), sip.message()).reply(202);
  });
  expectRight(flow);
});

test("a right flow stays right, however its ends race each other", () => {
  const flow = smallFlow(({ alice, proxy, server, bob }, flow) => {
    const call = flow.given.session([path(alice, proxy, bob)], { media: ["audio"] });
    const refer = flow.request(path(alice, proxy, server), sip.refer({ target: bob }));
    refer.reply(202);
    flow.request(path(server, proxy, alice), sip.notify(refer), { using: [refer] }).reply(200);
    flow.request(path(server, proxy, bob), sip.message(), { using: [refer] }).reply(200);
    flow.request(path(bob, proxy, alice), sip.update(call)).reply(200);
    flow.request(path(bob, proxy, alice), sip.bye(call)).reply(200);
  });
  expectRight(flow);
});

test("who answers twice, not at all, or what has not come, says so", () => {
  const flow = smallFlow(({ alice, proxy, bob }, flow) => {
    const asked = flow.request(path(alice, proxy, bob), sip.options());
    asked.reply(200);
    asked.reply(404);
  });
  expect(failuresOf(flow)).toEqual(["5: Bob is to answer OPTIONS with 404 Not Found, but has already given a final answer"]);
  expect(failuresOf(without(flow, "m2.1", "m2.2", "m3.1", "m3.2"))).toEqual(["1: nobody answers the OPTIONS of Alice"]);
  expect(failuresOf(without(flow, "m1.1", "m1.2", "m3.1", "m3.2"))).toEqual([
    "3: Bob is to answer OPTIONS with 200 OK, but has not received the request",
  ]);
});

test("a final answer to INVITE is given once, acknowledged or not", () => {
  const flow = smallFlow(({ alice, bob }, flow) => {
    const invite = flow.request(path(alice, bob), sip.invite());
    invite.reply(200);
    invite.reply(200).ack();
  });
  expect(failuresOf(flow)).toEqual(["3: Bob is to answer INVITE with 200 OK, but has already given a final answer"]);
});

test("a relay that acknowledges a failure late does so though its own has been acknowledged", () => {
  const flow = smallFlow(({ alice, proxy, server, bob }, flow) => {
    const busy = flow.request(path(alice, proxy, bob), sip.invite()).reply(486);
    flow.request(path(proxy, server), sip.options(), { using: [busy] }).reply(200);
    busy.ack();
  });
  expectRight(flow);
});

test("two mistakes in two exchanges are told, each once", () => {
  const flow = smallFlow(({ alice, proxy, server, bob }, flow) => {
    flow.request(path(alice, proxy, bob), sip.options()).reply(200);
    flow.request(path(server, alice), sip.message());
  });
  expect(failuresOf(without(flow, "m1.1"))).toEqual([
    "2: P-CSCF is to pass on OPTIONS, which it has not received",
    "5: the application server has no answer to MESSAGE in time",
  ]);
});

test("who acknowledges what has not been answered, or by another way, says so", () => {
  const ackOf = (write: Parameters<typeof smallFlow>[0]) => failuresOf(smallFlow(write));
  expect(failuresOf(without(invite, "m2.1", "m2.2", "m2.3", "m2.4"))).toEqual([
    "9: Alice is to send ACK, but has received no final answer to INVITE",
  ]);
  expect(failuresOf(without(invite, "m1.1", "m1.2", "m1.3", "m1.4", "m2.1", "m2.2", "m2.3", "m2.4"))).toEqual([
    "9: Alice is to send ACK, but has no INVITE open",
  ]);
  expect(failuresOf(rerouted(invite, "m3.1", "server"))).toEqual([
    "9: Alice sends ACK to P-CSCF, where its dialog leads, but the flow has it go to the application server",
  ]);
  expect(failuresOf(rerouted(invite, "m3.2", "bob"))).toEqual([
    "10: P-CSCF passes ACK on to the application server, where its route leads, but the flow has it go to Bob",
  ]);
  expect(ackOf(({ alice, bob }, flow) => void flow.request(path(alice, bob), sip.invite()).reply(200))).toEqual([
    "1: Alice does not acknowledge the final answer to its INVITE",
  ]);
});

test("a hop that goes elsewhere than its path or its protocol fails where it parts", () => {
  expect(failuresOf(rerouted(invite, "m1.1", "server"))).toEqual([
    "1: Alice sends INVITE to P-CSCF, where its path leads, but the flow has it go to the application server",
  ]);
  expect(failuresOf(rerouted(invite, "m1.2", "bob"))).toEqual([
    "2: P-CSCF passes INVITE on to the application server, where its path leads, but the flow has it go to Bob",
  ]);
  expect(failuresOf(rerouted(invite, "m2.1", "server"))).toEqual([
    "5: Bob sends 200 OK to P-CSCF, from where INVITE came, but the flow has it go to the application server",
  ]);
  expect(failuresOf(rerouted(invite, "m2.2", "alice"))).toEqual([
    "6: P-CSCF passes 200 OK on to the application server, from where the request came, but the flow has it go to Alice",
  ]);
  expect(failuresOf(without(invite, "m1.4"))).toEqual([
    "3: P-CSCF passes INVITE on to Bob, where its path leads, but the flow has no such hop",
  ]);
});

test("who the routing leads to is named, also where the flow has no hop to it", () => {
  const hello = smallFlow(({ alice, server, bob }, flow) => void flow.send(path(alice, server, bob), operation("hello")));
  expect(failuresOf(rerouted(hello, "m1.1", "bob"))).toEqual([
    '1: Alice sends "hello" to the application server, where its path leads, but the flow has it go to Bob',
  ]);
});

test("a message without a definition, without a path, or by somebody who is not at its beginning, fails in words", () => {
  const hello = smallFlow(({ alice, bob }, flow) => void flow.send(path(alice, bob), operation("hello")));
  expect(failuresOf({ ...hello, messages: [] })).toEqual(["1: Alice is to send a message that the flow does not define"]);
  expect(failuresOf(changed(hello, "m1", { path: [] }))).toEqual(['1: Alice is to send "hello", whose path does not begin there']);
  const by = { ...hello, body: hello.body.map((element) => (element.kind === "hop" ? { ...element, from: "server" } : element)) };
  expect(failuresOf(by)).toEqual(['1: the application server is to send "hello", whose path does not begin there']);
});

test("hops in the wrong order, and one too many, fail in words", () => {
  const [first, second, ...rest] = invite.body;
  if (first === undefined || second === undefined) throw new Error("no hops");
  expect(failuresOf({ ...invite, body: [second, first, ...rest] })).toEqual(["2: P-CSCF is to pass on INVITE before it has received it"]);
  expect(failuresOf(without(invite, "m1.1"))).toEqual(["2: P-CSCF is to pass on INVITE, which it has not received"]);
});
