import { expect, test } from "vitest";
import { viewOf } from "../../../src/cli/show/participant-view.ts";
import { execute } from "../../../src/engine/index.ts";
import { printLabel } from "../../../src/model/step-label.ts";
import { elementsOf } from "../../../src/model/walk.ts";
import { allFlows } from "../../engine/six-flows.ts";

test.each(allFlows)("$name: each participant has its part of each hop, in its own order", ({ flow }) => {
  const { trace } = execute(flow, { seed: 1 });
  const labels = new Map(flow.steps.flatMap(({ number, covers }) => covers.map((id) => [id, printLabel(number)] as const)));
  const hops = [...elementsOf(flow.body)].flatMap((element) => (element.kind === "hop" ? [element] : []));
  let entries = 0;
  for (const { id } of flow.participants) {
    const { events } = viewOf(id, trace, flow);
    entries += events.length;
    const passes = events.flatMap(({ step, does }) =>
      step === null ? [] : [`${step} ${does === "receives" ? "in" : does === "passes on" || does === "sends" ? "out" : "own"}`],
    );
    for (const hop of hops) {
      const label = labels.get(hop.id);
      if (label !== undefined && hop.from === id) expect(passes).toContain(`${label} out`);
      if (label !== undefined && hop.to === id) expect(passes).toContain(`${label} in`);
    }
    const times = events.map(({ time }) => time);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  }
  expect(entries).toBe(trace.events.filter(({ phase }) => phase === "flow").length);
});

test("who anchors media sees them, and what it learns from whom", () => {
  const found = allFlows.find(({ name }) => name === "mmsc-transfer");
  if (found === undefined) throw new Error("no flow");
  const view = viewOf("mmsc", execute(found.flow, { seed: 1 }).trace, found.flow);
  const at = (step: string) => view.events.filter((one) => one.step === step).flatMap(({ changes }) => changes);
  expect(at("5")).toContain("learns that it is referred to UE-2, from UE-1");
  expect(at("36")).toEqual([
    "dialog 2: confirmed, caller, CSeq 2 out",
    "video: remote end point → UE-2 (signalled through MMSC AS) begins",
    "video: remote end point → UE-1 (signalled through MMSC AS) ends",
  ]);
  expect(view.after).toContain("dialog 3 with UE-1, session s1: terminated, callee, CSeq 2 out, 1 in");
});
