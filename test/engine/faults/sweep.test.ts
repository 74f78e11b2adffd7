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
    const sip = rows.filter(({ step }) => !abstract.has(step));
    const line = ({ fault, outcome, reason }: SweepRow) => `${fault}: ${outcome}, ${reason}`;
    expect(sip.filter(({ outcome }) => outcome === "failed" || outcome === "stuck").map(line)).toEqual([]);
    // What is lost is said again.
    expect(sip.filter(({ kind, outcome }) => kind === "drop" && outcome !== "recovered").map(line)).toEqual([]);
    expect(rows.filter(({ step, outcome, kind }) => abstract.has(step) && kind === "drop" && outcome === "recovered").map(line)).toEqual(
      [],
    );
    expect(rows.length).toBe(3 * new Set(rows.map(({ step }) => step)).size);
  },
);
