import { type FlowBuilder, operation, path, text, type VariantBuilder } from "callflow";
import { sip } from "callflow/sip";
import { expect, test } from "vitest";
import { resolveVariant } from "../../src/analysis/resolve-variant.ts";
import type { Handles } from "../../src/dsl/participants.ts";
import type { Flow } from "../../src/model/flow.ts";
import { printLabel } from "../../src/model/step-label.ts";
import { BadInput, printBadInput } from "../../src/model/wrong.ts";
import { failuresOf, type four, smallFlow } from "../engine/small-flow.ts";

type Writer = (participants: Handles<typeof four>, flow: FlowBuilder) => (variant: VariantBuilder) => void;

/** The flow, and its only variant. */
function both(write: Writer): readonly [Flow, Flow] {
  const flow = smallFlow((participants, builder) => {
    const change = write(participants, builder);
    builder.variant("other", "it is otherwise", change);
  });
  return [flow, resolveVariant(flow, "other")];
}

/** "3 m2.1": the label of each step and the element it begins with. */
const stepsIn = (flow: Flow) => flow.steps.map(({ number, id }) => `${printLabel(number)} ${id}`);
const paragraphsIn = (flow: Flow) => flow.paragraphs.map(({ label, steps }) => `${printLabel(label)} ${steps.join()}`);
const wireIn = (flow: Flow) => flow.body.flatMap((element) => (element.kind === "hop" ? element.id : []));

test("a request goes with its answers and its ACK, and the numbers keep the gap", () => {
  const [flow, other] = both(({ alice, bob }, flow) => {
    flow.action(alice, "dials");
    const invite = flow.request(path(alice, bob), sip.invite());
    invite.reply(180);
    const answer = invite.reply(200);
    answer.ack();
    flow.action(bob, "speaks");
    return (variant) => variant.omit(invite);
  });
  expect(stepsIn(flow)).toEqual(["1 a1", "2 m1.1", "3 m2.1", "4 m3.1", "5 m4.1", "6 a2"]);
  expect(stepsIn(other)).toEqual(["1 a1", "6 a2"]);
  expect(paragraphsIn(other)).toEqual(["1 a1", "6 a2"]);
  expect(other.messages).toEqual([]);
  expect(wireIn(other)).toEqual([]);
  expect(failuresOf(other)).toEqual([]);
});

test("an answer goes alone, a hop alone; a message goes with the last of its hops", () => {
  const [flow, other] = both(({ alice, proxy, bob }, flow) => {
    const first = flow.request(path(alice, proxy, bob), operation("first"));
    const answer = first.reply("done");
    const second = flow.send(path(alice, proxy, bob), operation("second"));
    return (variant) => variant.omit(answer, first.hop(2), second.hop(1), second.hop(2));
  });
  expect(wireIn(flow)).toHaveLength(6);
  expect(wireIn(other)).toEqual(["m1.1"]);
  expect(other.messages.map(({ id }) => id)).toEqual(["m1"]);
});

test("what is added stands after what it follows, takes letters, and is executed there", () => {
  const [, other] = both(({ alice, bob }, flow) => {
    const hello = flow.send(path(alice, bob), operation("hello"));
    flow.exchange([alice, bob], "talk", () => void flow.request(path(alice, bob), sip.options()).reply(200));
    return (variant) => {
      variant.after(hello, () => {
        flow.action(bob, "wonders", { using: [hello] });
        flow.request(path(bob, alice), operation("what")).reply("nothing");
      });
    };
  });
  expect(stepsIn(other)).toEqual(["1 m1.1", "1a a1", "1b m4.1", "1c m5.1", "2 x1"]);
  expect(paragraphsIn(other)).toEqual(["1 m1.1", "1a a1", "1b m4.1", "1c m5.1", "2 x1"]);
  expect(other.messages.map(({ id }) => id)).toEqual(["m1", "m2", "m3", "m4", "m5"]);
  expect(failuresOf(other)).toEqual([]);
});

test("the chosen operand is the one that is left, also within another fragment", () => {
  const [, other] = both(({ alice, bob }, flow) => {
    let inner: ReturnType<typeof flow.alt> | undefined;
    flow.opt("it rains", () => {
      inner = flow.alt(["yes", () => void flow.action(alice, "says yes")], ["no", () => void flow.send(path(alice, bob), operation("no"))]);
    });
    return (variant) => inner !== undefined && variant.choose(inner, 1);
  });
  expect(stepsIn(other)).toEqual(["2 m1.1"]);
  const [outer] = other.body;
  expect(outer).toMatchObject({ operands: [{ body: [{ kind: "fragment", operands: [{ guard: "no" }] }] }] });
  expect(failuresOf(other)).toEqual([]);
});

test("parameters are set, expectations added", () => {
  const [flow, other] = both(({ alice, bob }, flow) => {
    const call = flow.given.session([path(alice, bob)], { media: ["audio", "video"] });
    const moved = flow.parameter(call.media("video"));
    flow.expect.media(moved, [alice, bob]);
    return (variant) => {
      variant.set(moved, call.media());
      variant.expect.released(call, alice);
    };
  });
  expect(flow.parameters).toMatchObject([{ id: "p1", media: { names: ["video"] } }]);
  expect(other.parameters).toMatchObject([{ id: "p1", media: { names: ["audio", "video"] } }]);
  expect(other.expectations.map(({ kind }) => kind)).toEqual(["media", "released"]);
  expect(failuresOf(other)).toEqual(["expected: the session with Alice is released"]);
});

test("a note, a departure and an erratum go with what they are bound to; so does a note that cites it", () => {
  const [flow, other] = both(({ alice, bob }, flow) => {
    const first = flow.request(path(alice, bob), operation("first"));
    first.reply("done");
    const second = flow.send(path(alice, bob), operation("second"));
    const bound = { from: "RFC 1", reason: "why not" };
    const wrong = { where: "step 1", was: "a", now: "b", why: "c" };
    for (const at of [first, second, "flow"] as const) {
      flow.note(at, "Bound.");
      flow.departs(at, bound);
      flow.erratum(at, wrong);
    }
    flow.note(second, text`As ${first} says.`);
    flow.note(second, text`As ${second} says.`);
    return (variant) => variant.omit(first);
  });
  expect([flow, other].map(({ notes }) => notes.map(({ id }) => id))).toEqual([
    ["n1", "n2", "n3", "n4", "n5"],
    ["n2", "n3", "n5"],
  ]);
  expect([flow, other].map(({ departures }) => departures.length)).toEqual([3, 2]);
  expect([flow, other].map(({ errata }) => errata.length)).toEqual([3, 2]);
});

test("a paragraph keeps what is left of it", () => {
  const [flow, other] = both(({ alice, proxy, bob }, flow) => {
    const one = flow.send(path(alice, proxy, bob), operation("one"));
    const two = flow.send(path(alice, proxy, bob), operation("two"));
    flow.paragraph([one, two], "They talk.");
    return (variant) => variant.omit(one);
  });
  expect(paragraphsIn(flow)).toEqual(["1-4 m1.1,m1.2,m2.1,m2.2"]);
  expect(paragraphsIn(other)).toEqual(["3-4 m2.1,m2.2"]);
});

test("the variant is a flow of its own: it says when it applies, and has no variants", () => {
  const [flow, other] = both(() => () => {});
  expect(other).toMatchObject({ id: "small", title: "Small, if it is otherwise", variants: [] });
  expect(other.figure.caption).toBe("small, if it is otherwise");
  expect({ ...other, title: flow.title, figure: flow.figure, variants: flow.variants }).toEqual(flow);
});

test("a variant that is not there is named, with those that are", () => {
  const [flow] = both(() => () => {});
  const told = (of: Flow) => {
    try {
      resolveVariant(of, "another");
    } catch (wrong) {
      return wrong instanceof BadInput ? printBadInput(wrong).replace(/^.*\d: /u, "") : String(wrong);
    }
    return "nothing";
  };
  expect(told(flow)).toBe("flow small has no variant another. It has other");
  expect(told({ ...flow, variants: [] })).toBe("flow small has no variant another. It has none");
});
