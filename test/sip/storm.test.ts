import fc from "fast-check";
import { expect, test } from "vitest";
import { play, storms } from "./storm.ts";
import type { World } from "./world.ts";

/** The requests of users that have not exactly one final answer. */
function unanswered(world: World): readonly string[] {
  const finals = new Map(world.asked.map((handle) => [handle, 0]));
  for (const { node, output } of world.told) {
    if (output.kind !== "response" || output.response.status < 200) continue;
    const key = `${node}: ${output.handle}`;
    finals.set(key, (finals.get(key) ?? 0) + 1);
  }
  return [...finals].filter(([, count]) => count !== 1).map(([handle, count]) => `${handle}: ${count}`);
}

test("whatever the network loses, doubles, delays and overtakes: nothing is left, and every request has one final answer", () => {
  fc.assert(
    fc.property(storms, (storm) => {
      const world = play(storm);
      expect([...world.nodes].filter(([, node]) => !node.isIdle()).map(([name]) => name)).toEqual([]);
      expect(unanswered(world)).toEqual([]);
    }),
    { numRuns: Number(process.env["STORMS"] ?? 200) },
  );
}, 600_000);
