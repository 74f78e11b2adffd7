import { operation, path } from "callflow";
import { sip } from "callflow/sip";
import fc from "fast-check";
import { expect, test } from "vitest";
import { causalOrderOf } from "../../src/analysis/causal-order.ts";
import { racesOf } from "../../src/analysis/races.ts";
import type { Element } from "../../src/model/element.ts";
import type { Flow } from "../../src/model/flow.ts";
import { indexOf } from "../../src/model/walk.ts";
import { chain } from "../engine/chain.ts";
import { allFlows } from "../engine/six-flows.ts";
import { richFlow, smallFlow } from "../engine/small-flow.ts";
import { flowWith, parts } from "./random-flows.ts";

/** An event as the definition has it, with the events that must have happened before. */
interface Plain {
  readonly participant: string;
  readonly kind: "send" | "receive" | "act";
  /** Whether it is an end that sends, receives or does it. */
  readonly isEnd: boolean;
  /** A message that arrives at its end: its hop. */
  readonly hop: string | null;
  /** For each `par` around it, which one and which strand. */
  readonly strands: ReadonlyMap<string, number>;
  readonly needs: number[];
}

/** Written down again, straight from the definition: who sends or acts waits for all that stands before at the same end, a relay for its message. */
function plainEventsOf(flow: Flow): readonly Plain[] {
  const { messages } = indexOf(flow);
  const events: Plain[] = [];
  const passed = new Map<string, number>();
  const add = (event: Omit<Plain, "needs">, needs: readonly number[]): number => {
    const own = events.flatMap((other, at) =>
      other.isEnd && other.participant === event.participant && !areApart(other, event) ? [at] : [],
    );
    const waits = event.isEnd && event.kind !== "receive" ? own : [];
    return events.push({ ...event, needs: [...waits, ...needs] }) - 1;
  };
  const walk = (body: readonly Element[], strands: ReadonlyMap<string, number>) => {
    for (const element of body) {
      if (element.kind === "action") add({ participant: element.participant, kind: "act", isEnd: true, hop: null, strands }, []);
      if (element.kind === "fragment")
        for (const [at, operand] of element.operands.entries()) walk(operand.body, new Map([...strands, [element.id, at]]));
      if (element.kind !== "hop") continue;
      const way = messages.get(element.message)?.path ?? [];
      const isFirst = way[0]?.participant === element.from;
      const isLast = way.at(-1)?.participant === element.to;
      const before = passed.get(element.message);
      const sent = add(
        { participant: element.from, kind: "send", isEnd: isFirst, hop: null, strands },
        isFirst || before === undefined ? [] : [before],
      );
      passed.set(
        element.message,
        add({ participant: element.to, kind: "receive", isEnd: isLast, hop: isLast ? element.id : null, strands }, [sent]),
      );
    }
  };
  walk(flow.body, new Map());
  return events;
}

function areApart(a: Pick<Plain, "strands">, b: Pick<Plain, "strands">): boolean {
  return [...a.strands].some(([fragment, strand]) => b.strands.has(fragment) && b.strands.get(fragment) !== strand);
}

/** Every set of events that can have happened at some moment. */
function momentsOf(events: readonly Plain[]): ReadonlySet<number> {
  const found = new Set([0]);
  for (const moment of found)
    for (const [at, { needs }] of events.entries())
      if ((moment & (1 << at)) === 0 && needs.every((need) => (moment & (1 << need)) !== 0)) found.add(moment | (1 << at));
  return found;
}

test("what happens before what, and which messages race, is what every possible order of the events says", () => {
  let races = 0;
  fc.assert(
    fc.property(parts, (written) => {
      const flow = flowWith(written);
      const plain = plainEventsOf(flow);
      fc.pre(plain.length <= 16);
      const order = causalOrderOf(flow);
      expect(order.events.map(({ participant, local }) => [participant, local.kind, local.role === "end"])).toEqual(
        plain.map(({ participant, kind, isEnd }) => [participant, kind, isEnd]),
      );
      const moments = [...momentsOf(plain)];
      // One can come before another if at some moment it has happened and the other has not.
      const canPrecede = (a: number, b: number) => moments.some((moment) => (moment & (1 << a)) !== 0 && (moment & (1 << b)) === 0);
      for (const a of plain.keys())
        for (const b of plain.keys()) if (a !== b) expect(order.isBefore(a, b), `${a} before ${b}`).toBe(!canPrecede(b, a));
      const expected = plain.flatMap((first, a) =>
        plain.flatMap((second, b) => {
          const isPair = a < b && first.hop !== null && second.hop !== null && first.participant === second.participant;
          return isPair && !areApart(first, second) && canPrecede(b, a) ? [`${a} ${b}`] : [];
        }),
      );
      races += expected.length;
      expect(
        racesOf(flow)
          .map(({ first, second }) => `${first.index} ${second.index}`)
          .sort(),
      ).toEqual(expected.sort());
    }),
    { numRuns: 300 },
  );
  expect(races).toBeGreaterThan(100);
});

test("slack is by how many hops the first has to be late", () => {
  const slackOf = (flow: Flow) => racesOf(flow).map(({ slack }) => slack);
  const tell = operation("tell");
  // Both sent at once; after a round trip to somebody else; the second on a shorter way.
  expect(slackOf(smallFlow(({ alice, bob }, flow) => [flow.send(path(alice, bob), tell), flow.send(path(alice, bob), tell)]))).toEqual([0]);
  const asked = smallFlow(({ alice, bob, server }, flow) => {
    flow.send(path(alice, bob), tell);
    flow.request(path(alice, server), sip.options()).reply(200);
    flow.send(path(alice, bob), tell);
  });
  expect(slackOf(asked)).toEqual([2]);
  const shorter = smallFlow(({ alice, proxy, bob }, flow) => {
    flow.send(path(alice, proxy, bob), tell);
    flow.send(path(alice, bob), tell);
  });
  expect(slackOf(shorter)).toEqual([-1]);
});

test("strands of par race with nothing in each other, but with what follows", () => {
  const flow = smallFlow(({ alice, bob, server }, flow) => {
    flow.par(
      () => void flow.send(path(alice, bob), operation("one")),
      () => void flow.send(path(server, bob), operation("two")),
    );
    flow.send(path(alice, bob), operation("three"));
  });
  const names = racesOf(flow).map(({ first, second }) => `${first.local.message?.name} / ${second.local.message?.name}`);
  expect(names.sort()).toEqual(["one / three", "two / three"]);
});

test("the order of the clause never contradicts the causal order, which is transitive", () => {
  for (const { name, flow } of [...allFlows, { name: "rich", flow: richFlow }]) {
    const { events, isBefore } = causalOrderOf(flow);
    const before = events.map(({ index: b }) => new Set(events.map(({ index: a }) => a).filter((a) => isBefore(a, b))));
    for (const [b, causes] of before.entries()) {
      expect(
        [...causes].filter((a) => a >= b),
        `${name}: ${b}`,
      ).toEqual([]);
      const earlier = [...causes].flatMap((a) => [...(before[a] ?? [])]);
      expect(
        earlier.filter((a) => !causes.has(a)),
        `${name}: ${b}`,
      ).toEqual([]);
    }
  }
});

test("it begins after the prelude, and is worked out once", () => {
  for (const { flow } of allFlows) {
    const order = causalOrderOf(flow);
    expect(order.events.every(({ local }) => local.phase === "flow")).toBe(true);
    expect(causalOrderOf(flow)).toBe(order);
  }
});

test("a chain of 10,000 steps over 20 participants is one clock for each event, and quick to ask", () => {
  const { events, isBefore } = causalOrderOf(chain(10_000, 20));
  expect(events.length).toBeGreaterThan(19_000);
  let before = 0;
  for (let at = 0; at + 100 < events.length; at += 1) if (isBefore(at, at + 100)) before += 1;
  expect(before).toBeGreaterThan(9_000);
});

test("hops that fit no path, and steps that fit no hop, are no trouble", () => {
  const flow = smallFlow(({ alice, proxy, bob }, flow) => void flow.send(path(alice, proxy, bob), operation("tell")));
  const [first, second] = flow.body;
  if (first === undefined || second === undefined) throw new Error("no hops");
  for (const body of [[second, first], [second], [first], [], [{ ...first, message: "nothing" }]] as const) {
    const { events, isBefore } = causalOrderOf({ ...flow, body });
    expect(events).toHaveLength(body.length * 2);
    for (const { index, source } of events) if (source !== null) expect(isBefore(source, index)).toBe(true);
  }
});
