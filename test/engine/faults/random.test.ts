import { writeSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Overtaking } from "../../../src/engine/faults/fault.ts";
import { overtakenIn } from "../../../src/engine/faults/overtaking.ts";
import { isPlaced } from "../../../src/engine/faults/place-fault.ts";
import { sentSteps } from "../../../src/engine/faults/sweep.ts";
import { type Execution, execute, type Fault } from "../../../src/engine/index.ts";
import type { Flow } from "../../../src/model/flow.ts";
import { checkTrace } from "../../../src/trace/index.ts";
import { sixFlows } from "../six-flows.ts";

/** Any faults that the flow has a place for. */
function faultsOf(flow: Flow): fc.Arbitrary<readonly Fault[]> {
  const step = fc.constantFrom(...sentSteps(flow));
  const answered = sentSteps(flow).filter((number) => isPlaced({ kind: "answer", step: number, status: 486 }, flow));
  const { events } = execute(flow, { seed: 1 }).trace;
  const overtakings = (["notify-before-202", "reinvite-before-ack", "bye-against-notify"] satisfies Overtaking[]).filter(
    (what) => overtakenIn(events, what) !== null,
  );
  const subscribers = flow.participants.map(({ name }) => name).filter((name) => isPlaced({ kind: "rekey", participant: name }, flow));
  const mapping = flow.participants.map(({ name }) => name).filter((name) => isPlaced({ kind: "mismap", participant: name }, flow));
  const participant = fc.constantFrom(...flow.participants.map(({ name }) => name));
  const fault: fc.Arbitrary<Fault> = fc.oneof(
    fc.record({ kind: fc.constant("drop" as const), step, always: fc.boolean() }),
    fc.record({ kind: fc.constantFrom("duplicate" as const, "reorder" as const), step }),
    fc.record({ kind: fc.constant("delay" as const), step, by: fc.oneof(fc.nat(700), fc.nat(40_000)) }),
    fc.record({ kind: fc.constantFrom("silence" as const, "crash" as const), participant, step }),
    ...(overtakings.length === 0
      ? []
      : [fc.record({ kind: fc.constant("overtake" as const), what: fc.constantFrom(...overtakings), step: fc.constant(null) })]),
    ...(subscribers.length === 0
      ? []
      : [fc.record({ kind: fc.constantFrom("rekey" as const, "desynchronise" as const), participant: fc.constantFrom(...subscribers) })]),
    ...(mapping.length === 0 ? [] : [fc.record({ kind: fc.constant("mismap" as const), participant: fc.constantFrom(...mapping) })]),
    fc.record({
      kind: fc.constant("answer" as const),
      step: fc.constantFrom(...answered),
      status: fc.constantFrom(302, 401, 404, 486, 500, 603),
    }),
  );
  return fc.array(fault, { minLength: 1, maxLength: 4 });
}

/** `npm run soak` asks for many more. */
const RUNS = Number(process.env["FAULTS"] ?? 200);

type Ending = Execution["ending"];

/** Says how far a long run has come, and what has come of it. Straight to the terminal: a test runner keeps what is printed. */
function countedFor(flow: string): { count(ending: Ending): void; sum(): void } {
  const began = Date.now();
  const endings: Record<Ending, number> = { done: 0, failed: 0, stuck: 0, idle: 0 };
  let runs = 0;
  const say = (text: string) => {
    if (RUNS >= 1000) writeSync(2, `${flow}: ${text}\n`);
  };
  return {
    count(ending) {
      runs += 1;
      endings[ending] += 1;
      if (runs % 1000 === 0 && runs < RUNS) say(`${runs} of ${RUNS} runs with faults`);
    },
    sum() {
      const { done, failed, stuck, idle } = endings;
      const became = `${done} recovered, ${failed} failed in words, ${stuck} stuck, ${idle} not gone on with`;
      say(`${runs} runs with faults in ${Math.round((Date.now() - began) / 1000)} s: ${became}; no internal error, no protocol broken`);
    },
  };
}

test.each(sixFlows.map((flow) => [flow.id, flow] as const))(
  "%s ends in words, whatever goes wrong, and nobody breaks the protocol",
  (_, flow) => {
    const counted = countedFor(flow.id);
    fc.assert(
      fc.property(faultsOf(flow), fc.nat(1000), (faults, seed) => {
        const { trace, ending } = execute(flow, { seed, faults });
        counted.count(ending);
        if (ending !== "done") expect(trace.outcome.ok).toBe(false);
        for (const { reason } of trace.outcome.failures) expect(reason).not.toBe("");
        const wrong = checkTrace(trace, { isWhole: false });
        expect(wrong.map(({ checker, event, reason }) => `${checker}, ${event}: ${reason}`)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    counted.sum();
  },
  Math.max(600_000, RUNS * 1000),
);
