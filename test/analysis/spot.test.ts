import fc from "fast-check";
import { expect, test } from "vitest";
import { spotOf } from "../../src/analysis/spot.ts";

const roles = ["request", "reply", "ack", "one-way"] as const;

test("walked hop by hop, every path is found spot by spot, however often it passes a participant", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "b", "c"), { minLength: 2, maxLength: 9 }), fc.constantFrom(...roles), (names, role) => {
      const message = { id: "m", role, path: names.map((participant) => ({ participant, hidden: false })) };
      const met = new Map<string, Map<string, number>>(names.map((name) => [name, new Map()]));
      const last = names.length - 1;
      for (let at = 0; at < last; at += 1) {
        const [from = "", to = ""] = [names[at], names[at + 1]];
        const routed = role === "request" || role === "one-way";
        const sent = spotOf("send", from, to, message, met.get(from) ?? new Map());
        expect(sent).toEqual({ role: at === 0 ? "end" : "relay", next: at === 0 && routed ? to : null, at });
        const received = spotOf("receive", to, from, message, met.get(to) ?? new Map());
        const isEnd = at + 1 === last;
        expect(received).toEqual({ role: isEnd ? "end" : "relay", next: !isEnd && routed ? names[at + 2] : null, at: at + 1 });
      }
    }),
  );
});

test("off its path a message has no way on; who stands in the middle of it stays a relay", () => {
  const message = { id: "m", role: "request" as const, path: ["a", "b", "c"].map((participant) => ({ participant, hidden: false })) };
  expect(spotOf("receive", "x", "a", message, new Map())).toEqual({ role: "end", next: null, at: -1 });
  expect(spotOf("receive", "b", "x", message, new Map())).toEqual({ role: "relay", next: null, at: -1 });
  expect(spotOf("send", "c", "a", message, new Map())).toEqual({ role: "end", next: null, at: -1 });
  expect(spotOf("send", "a", "c", { ...message, path: [] }, new Map())).toEqual({ role: "end", next: null, at: -1 });
});
