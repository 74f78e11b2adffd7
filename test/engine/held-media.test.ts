import { defineFlow, type FlowBuilder, path, proxy, resource, ue } from "callflow";
import { sip } from "callflow/sip";
import { expect, test } from "vitest";
import type { Handles } from "../../src/dsl/participants.ts";
import { execute } from "../../src/engine/index.ts";

const declared = { alice: ue("Alice"), p: proxy("Proxy"), mixer: resource("Mixer"), bob: ue("Bob") };

/** What comes of a flow: its failures, and what it expects that is not so. */
function outcomeOf(body: (participants: Handles<typeof declared>, flow: FlowBuilder) => void): readonly string[] {
  const flow = defineFlow(
    {
      id: "tried",
      title: "Tried",
      figure: { label: "1", caption: "tried" },
      source: { document: "d", clause: "1" },
      participants: declared,
    },
    body,
  );
  const { failures, expectations } = execute(flow, { seed: 1 }).trace.outcome;
  return [...failures.map(({ step, reason }) => `${step}: ${reason}`), ...expectations.map(({ text, ok }) => `${ok}: ${text}`)];
}

test("a condition that says media flows: at that moment, both ways, each component", () => {
  const call = (answer: "both" | "audio" | "one way", when: "between" | "before" | "after") =>
    outcomeOf(({ alice, p, bob }, flow) => {
      const session = flow.session(["audio", "video"]);
      const all = session.media();
      const talk = () => flow.condition([alice, p, bob], "media flows", { holds: all });
      if (when === "before") talk();
      const invite = flow.request(path(alice, p, bob), sip.invite({ session, offer: [all.at(alice)] }));
      const lines = answer === "audio" ? [session.media("audio").at(bob)] : [all.at(bob, answer === "both" ? "sendrecv" : "recvonly")];
      invite.reply(200, { answer: lines }).ack();
      if (when === "between") talk();
      flow.request(path(bob, p, alice), sip.bye(session)).reply(200);
      if (when === "after") talk();
    });
  expect(call("both", "between")).toEqual([]);
  expect(call("both", "before")).toEqual(["1: audio does not flow from Alice to Bob"]);
  expect(call("both", "after")).toEqual(["11: audio does not flow from Alice to Bob"]);
  expect(call("audio", "between")).toEqual(["7: video does not flow from Alice to Bob"]);
  expect(call("one way", "between")).toEqual(["7: audio does not flow from Bob to Alice"]);
});

test("media that comes by way of a participant between", () => {
  const mixed = (named: boolean) =>
    outcomeOf(({ alice, mixer, bob }, flow) => {
      const session = flow.given.session([path(alice, mixer), path(mixer, bob)], { media: ["audio"], anchor: "media" });
      flow.condition(named ? [alice, mixer, bob] : [alice, bob], "media flows", { holds: session.media() });
    });
  expect(mixed(true)).toEqual([]);
  expect(mixed(false)).toEqual(["1: audio does not flow from Alice to Bob"]);
});

test("an expectation of media says that the session was released", () => {
  const released = outcomeOf(({ alice, bob }, flow) => {
    const session = flow.given.session([path(alice, bob)], { media: ["audio"] });
    flow.request(path(bob, alice), sip.bye(session)).reply(200);
    flow.expect.media(session.media(), [alice, bob]);
  });
  expect(released).toEqual(["false: audio between Alice and Bob; the session was released in step 2"]);
});

test("a message that somebody passes on to itself", () => {
  const twice = outcomeOf(({ alice, p, bob }, flow) => {
    // @ts-expect-error neighbours differ
    flow.request(path(alice, p, p, bob), sip.message()).reply(200);
  });
  expect(twice).toEqual([expect.stringMatching(/^2: Proxy sends .*MESSAGE to itself$/)]);
});
