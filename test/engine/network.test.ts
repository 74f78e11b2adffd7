import fc from "fast-check";
import { expect, test } from "vitest";
import { newChance } from "../../src/engine/chance.ts";
import { reliableNetwork } from "../../src/engine/network.ts";
import type { TraceEvent } from "../../src/model/trace.ts";

function sent(time: number, from: string, to: string, phase: TraceEvent["phase"] = "flow"): TraceEvent {
  return { kind: "event", n: 1, time, phase, event: "send", step: null, hop: null, from, to, message: null, cause: null };
}

test("chance repeats with its seed, differs with another, and stays between 0 and 1", () => {
  const take = (seed: number) => Array.from({ length: 50 }, newChance(seed));
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (a, b) => {
      expect(take(a)).toEqual(take(a));
      if (a !== b) expect(take(a)).not.toEqual(take(b));
      for (const chance of take(a)) expect(chance >= 0 && chance < 1).toBe(true);
    }),
  );
});

test("chance is the same on every machine", () => {
  const chance = newChance(1);
  expect([chance(), chance(), chance()]).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
});

test("chance is spread evenly", () => {
  const counts = new Array<number>(10).fill(0);
  const chance = newChance(1);
  for (let n = 0; n < 10_000; n += 1) {
    const tenth = Math.floor(chance() * 10);
    counts[tenth] = (counts[tenth] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test("a message takes 5 to 14 ms, arrives once, and none overtakes another between the same two", () => {
  const messages = fc.array(fc.tuple(fc.nat(30), fc.constantFrom("a", "b"), fc.constantFrom("c", "d")), { maxLength: 50 });
  fc.assert(
    fc.property(fc.nat(), messages, (seed, given) => {
      const network = reliableNetwork(seed);
      const latest = new Map<string, number>();
      for (const [time, from, to] of given.toSorted((x, y) => x[0] - y[0])) {
        const [arrival = -1, ...more] = network(sent(time, from, to));
        expect(more).toEqual([]);
        expect(arrival).toBeGreaterThanOrEqual(Math.max(time + 5, latest.get(from + to) ?? 0));
        expect(arrival).toBeLessThanOrEqual(Math.max(time + 14, latest.get(from + to) ?? 0));
        latest.set(from + to, arrival);
      }
    }),
  );
});

test("each phase has a time of its own", () => {
  const network = reliableNetwork(1);
  network(sent(1000, "a", "b", "prelude"));
  expect(network(sent(0, "a", "b"))[0]).toBeLessThan(20);
});
