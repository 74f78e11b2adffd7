import fc from "fast-check";
import { expect, test } from "vitest";
import { checkTrace, type TraceFinding } from "../../../src/trace/index.ts";
import { play, type Storm, storms } from "../../sip/storm.ts";
import { traceOfWorld } from "./trace-of-world.ts";

/** What the users of a storm do wrong themselves: who calls without an offer forgets it later, and some refer in a session that is over. */
function isOfUsers({ describes }: Storm, { checker, reason }: TraceFinding): boolean {
  if (!describes && (checker === "one-offer" || checker === "answer-shape")) return true;
  return reason.startsWith("REFER") && (checker === "after-bye" || checker === "dialog");
}

test("whatever the network loses, doubles, delays and overtakes: nothing is held against what the machines send", () => {
  fc.assert(
    fc.property(storms, (storm) => {
      const findings = checkTrace(traceOfWorld(play(storm))).filter((finding) => !isOfUsers(storm, finding));
      expect(findings.map(({ checker, event, reason }) => `${checker}, ${event}: ${reason}`)).toEqual([]);
    }),
    { numRuns: Number(process.env["STORMS"] ?? 100) },
  );
}, 600_000);
