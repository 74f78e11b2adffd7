import fc from "fast-check";
import { expect, test } from "vitest";
import { newScheduler } from "../../src/engine/scheduler.ts";

type Order = { readonly kind: "plan"; readonly time: number } | { readonly kind: "take" };
const orders = fc.array(
  fc.oneof(fc.record({ kind: fc.constant("plan" as const), time: fc.nat(20) }), fc.constant({ kind: "take" as const })),
  { maxLength: 200 },
);

test("what is due first comes first, what is due together in the order in which it was planned", () => {
  fc.assert(
    fc.property(orders, (given: readonly Order[]) => {
      const scheduler = newScheduler<number>();
      let waiting: { readonly time: number; readonly what: number }[] = [];
      const takeBoth = () => {
        const [first = null] = waiting.toSorted((a, b) => a.time - b.time || a.what - b.what);
        expect(scheduler.next()).toEqual(first);
        waiting = waiting.filter((one) => one !== first);
      };
      for (const [what, order] of given.entries()) {
        if (order.kind === "take") takeBoth();
        else {
          scheduler.plan(order.time, what);
          waiting.push({ time: order.time, what });
        }
      }
      while (waiting.length > 0) takeBoth();
      takeBoth();
    }),
  );
});
