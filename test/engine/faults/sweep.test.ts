import { expect, test } from "vitest";
import { type SweepRow, sweep } from "../../../src/engine/index.ts";
import { indexOf } from "../../../src/model/walk.ts";
import { sixFlows } from "../six-flows.ts";

/** Steps whose message is no SIP: nobody repeats it. */
function abstractSteps(flow: (typeof sixFlows)[number]): ReadonlySet<string> {
  const { elements, messages } = indexOf(flow);
  const steps = flow.steps.filter(({ id }) => {
    const first = elements.get(id);
    return first?.kind === "hop" && messages.get(first.message)?.signal.kind === "operation";
  });
  return new Set(steps.map(({ number }) => `${number.number}`));
}

test.each(sixFlows.map((flow) => [flow.id, flow] as const))(
  "%s: whatever single SIP message is lost, doubled or late, the flow goes on",
  (_, flow) => {
    const rows = sweep(flow);
    const abstract = abstractSteps(flow);
    const onTheWay = new Set(["drop", "duplicate", "delay", "reorder"]);
    const sip = rows.filter(({ step, kind }) => !abstract.has(step) && onTheWay.has(kind));
    const line = ({ fault, outcome, reason }: SweepRow) => `${fault}: ${outcome}, ${reason}`;
    expect(sip.filter(({ outcome }) => outcome === "failed" || outcome === "stuck").map(line)).toEqual([]);
    // What is lost is said again.
    expect(sip.filter(({ kind, outcome }) => kind === "drop" && outcome !== "recovered").map(line)).toEqual([]);
    expect(rows.filter(({ step, outcome, kind }) => abstract.has(step) && kind === "drop" && outcome === "recovered").map(line)).toEqual(
      [],
    );
    const steps = new Set(rows.map(({ step }) => step)).size;
    for (const kind of [...onTheWay, "silence", "crash"]) expect(rows.filter((row) => row.kind === kind)).toHaveLength(steps);
    // Another final answer is told, and nobody is left waiting.
    const answers = rows.filter(({ kind }) => kind === "answer");
    expect(answers.filter(({ outcome, reason }) => outcome !== "failed" || reason === null).map(line)).toEqual([]);
    // Who says nothing any more harms the flow, unless nobody waits for it.
    const harmless = rows.filter(({ kind, outcome }) => (kind === "silence" || kind === "crash") && outcome === "recovered");
    expect(harmless.map(line)).toEqual([]);
  },
);
