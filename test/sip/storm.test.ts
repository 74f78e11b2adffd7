import fc from "fast-check";
import { expect, test } from "vitest";
import { play, storms } from "./storm.ts";
import type { World } from "./world.ts";

/**
 * The requests of users that have not exactly one final answer. An INVITE may have a 2xx in each of several dialogs: whoever has
 * forgotten it takes a copy of it that comes very late for a new one (RFC 3261 §13.2.2.4).
 */
function unanswered(world: World): readonly string[] {
  const finals = new Map<string, string[]>(world.asked.map((handle) => [handle, []]));
  for (const { node, output } of world.told) {
    if (output.kind !== "response" || output.response.status < 200) continue;
    const accepted = output.response.status < 300 ? (output.dialog ?? "") : "";
    finals.get(`${node}: ${output.handle}`)?.push(accepted);
  }
  const isOnce = (accepted: readonly string[]) =>
    accepted.length === 1 || (accepted.length > 1 && !accepted.includes("") && new Set(accepted).size === accepted.length);
  return [...finals].filter(([, accepted]) => !isOnce(accepted)).map(([handle, accepted]) => `${handle}: ${accepted.length}`);
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
