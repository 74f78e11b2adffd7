import { operation, path } from "callflow";
import { sip } from "callflow/sip";
import { expect, test } from "vitest";
import { type Happening, MOST_REPEATED, unfold } from "../../src/analysis/unfold.ts";
import type { Flow } from "../../src/model/flow.ts";
import { elementsOf } from "../../src/model/walk.ts";
import { smallFlow } from "../engine/small-flow.ts";

function told(happenings: readonly Happening[]): readonly string[] {
  return happenings.map((one) => {
    if (one.kind === "hop") return `${one.id} of ${one.message}`;
    return one.kind === "parallel" ? `(${one.strands.map((strand) => told(strand).join(", ")).join(" | ")})` : one.id;
  });
}

test("exchanges are opened, the first operand of alternatives is taken, strands stay apart", () => {
  const flow = smallFlow(({ alice, bob }, flow) => {
    flow.exchange([alice, bob], "talk", () => void flow.request(path(alice, bob), sip.options()).reply(200));
    flow.alt(["one", () => void flow.action(alice, "one")], ["two", () => void flow.action(alice, "two")]);
    flow.opt("it rains", () => void flow.action(bob, "gets wet"));
    flow.par(
      () => void flow.action(alice, "sings"),
      () => void flow.send(path(bob, alice), operation("hum")),
    );
  });
  expect(told(unfold(flow).body)).toEqual(["m1.1 of m1", "m2.1 of m2", "a1", "a3", "(a4 | m3.1 of m3)"]);
});

test("each turn of a loop has messages of its own, which refer to those of the same turn", () => {
  const flow = smallFlow(({ alice, bob }, flow) => {
    flow.loop("again", 3, () => {
      const asked = flow.request(path(alice, bob), operation("ask"));
      const answered = asked.reply("told");
      flow.action(alice, "is glad", { using: [answered] });
    });
  });
  const { body, messages } = unfold(flow);
  expect(told(body)).toEqual([
    "m1.1 of m1",
    "m2.1 of m2",
    "a1",
    "m1.1 of m1#2",
    "m2.1 of m2#2",
    "a1",
    "m1.1 of m1#3",
    "m2.1 of m2#3",
    "a1",
  ]);
  expect(["m2", "m2#2", "m2#3"].map((id) => messages.get(id)?.message.answers)).toEqual(["m1", "m1#2", "m1#3"]);
  expect(messages.get("m2#3")?.original).toBe("m2");
  expect(body.flatMap((one) => (one.kind === "action" ? one.using : []))).toEqual(["m2", "m2#2", "m2#3"]);
});

test("a subscription is that of the REFER of the same turn", () => {
  const flow = smallFlow(({ alice, bob }, flow) => {
    flow.loop("again", 2, () => {
      const refer = flow.request(path(alice, bob), sip.refer({ target: bob }));
      flow.request(path(bob, alice), sip.notify(refer));
    });
  });
  const { messages } = unfold(flow);
  const ofs = ["m2", "m2#2"].map((id) => messages.get(id)?.message.signal);
  expect(ofs).toMatchObject([{ subscription: { of: "m1" } }, { subscription: { of: "m1#2" } }]);
});

test("in loops within loops no two messages are one, and what stands around is that of the turn around", () => {
  const flow = smallFlow(({ alice, bob }, flow) => {
    const first = flow.send(path(alice, bob), operation("begin"));
    flow.loop("outer", 2, () => {
      const outer = flow.send(path(alice, bob), operation("outer"), { using: [first] });
      flow.loop("inner", 2, () => void flow.send(path(alice, bob), operation("inner"), { using: [outer, first] }));
    });
  });
  const { body, messages } = unfold(flow);
  const hops = body.flatMap((one) => (one.kind === "hop" ? [one.message] : []));
  expect(new Set(hops).size).toBe(7);
  const inner = hops.filter((id) => messages.get(id)?.original === "m3").map((id) => messages.get(id)?.message.using);
  const [outer1, outer2] = hops.filter((id) => messages.get(id)?.original === "m2");
  expect(inner).toEqual([outer1, outer1, outer2, outer2].map((outer) => [outer, "m1"]));
});

test("a sign of the flow's own ids is not taken for that of a turn", () => {
  const flow = smallFlow(({ alice, bob }, flow) => {
    flow.loop("again", 2, () => void flow.send(path(alice, bob), operation("one")));
    flow.send(path(alice, bob), operation("two"));
  });
  const rename = (id: string) => (id === "m2" ? "m1#2" : id);
  const renamed: Flow = {
    ...flow,
    messages: flow.messages.map((message) => ({ ...message, id: rename(message.id) })),
    body: flow.body.map((element) => (element.kind === "hop" ? { ...element, message: rename(element.message) } : element)),
  };
  const { body, messages } = unfold(renamed);
  expect(body.map((one) => (one.kind === "hop" ? messages.get(one.message)?.message.name : "?"))).toEqual(["one", "one", "two"]);
});

test("only a loop repeats, whatever stands in another fragment", () => {
  const flow = smallFlow(({ alice }, flow) => void flow.opt("it rains", () => void flow.action(alice, "gets wet")));
  const body = flow.body.map((element) => (element.kind === "fragment" ? { ...element, times: 3 } : element));
  expect(told(unfold({ ...flow, body }).body)).toEqual(["a1"]);
});

test("a loop that is not executed has nothing; one that would never end is cut and named", () => {
  const loop = (times: number, inner: number) =>
    smallFlow(({ alice }, flow) => {
      flow.loop("for ever", times, () => void flow.loop("inner", inner, () => void flow.action(alice, "turns")));
    });
  expect(unfold(loop(0, 1)).body).toEqual([]);
  expect(unfold(loop(10, 10))).toMatchObject({ cut: [] });
  expect(unfold(loop(10, 10)).body).toHaveLength(100);
  const endless = loop(1e15, 1e15);
  const { body, cut } = unfold(endless);
  expect(cut.map(({ id }) => id).sort()).toEqual(
    [...elementsOf(endless.body)].flatMap((one) => (one.kind === "fragment" ? one.id : [])).sort(),
  );
  expect(body.length).toBeGreaterThan(MOST_REPEATED / 2);
  expect(body.length).toBeLessThan(MOST_REPEATED * 2);
  expect(
    unfold({
      ...endless,
      body: endless.body.map((one) => (one.kind === "fragment" ? { ...one, operands: [{ guard: "", body: [] }] } : one)),
    }).body,
  ).toEqual([]);
});

test("media are by name on the wire: parameters resolved, a line without a component gone", () => {
  const flow = smallFlow(({ alice, bob }, flow) => {
    const call = flow.session(["audio", "video"]);
    const moved = flow.parameter(call.media("audio", "video"));
    flow.request(path(alice, bob), sip.invite({ session: call, offer: [moved.at(alice), call.mediaExcept(moved).at(alice)] }));
    flow.send(path(alice, bob), operation("mix", { connects: [{ media: moved, from: alice, to: bob }] }));
  });
  const named = { kind: "components", session: "s1", names: ["audio", "video"] };
  const { messages } = unfold(flow);
  expect(messages.get("m1")?.message.signal).toMatchObject({ description: { lines: [{ media: named, at: "alice" }] } });
  expect(messages.get("m2")?.message.signal).toMatchObject({ connects: [{ media: named }] });
});
