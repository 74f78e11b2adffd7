import { expect, test } from "vitest";
import { hidden, operation, path } from "../../src/index.ts";
import type { Flow, Step } from "../../src/model/flow.ts";
import { parseLabel, type StepNumber } from "../../src/model/step-label.ts";
import { broken, call, throughRelay } from "./call.ts";

/** A flow whose steps have these labels, each an action with a paragraph of its own. */
function labelled(...labels: readonly string[]): Flow {
  const flow = call(({ alice }, flow) => {
    for (const label of labels.slice(1)) flow.action(alice, label);
  });
  const numbers = labels.map((label) => parseLabel(label) as StepNumber);
  return {
    ...flow,
    steps: flow.steps.map((step, at) => ({ ...step, number: numbers[at] ?? step.number })),
    paragraphs: flow.paragraphs.map((one, at) => ({ ...one, label: numbers[at] ?? one.label })),
  };
}

test.each([
  ["1 2 3", []],
  ["0 1 2", []],
  ["F1 F2 F3", []],
  ["1 1a 1b 2", []],
  ["1 2 2a 3", []],
  ["2 3", ["step/no-gap: Unexpected step 2, expected step 1"]],
  ["1 3 4", ["step/no-gap: Unexpected step 3, expected step 2"]],
  ["1 3 2 4", ["step/no-gap: Unexpected step 3, expected step 2"]],
  ["1 2b 3", ["step/no-gap: Unexpected step 2b, expected step 2"]],
  ["1 1b 2", ["step/no-gap: Unexpected step 1b, expected step 1a"]],
  ["F1 2 3", ["step/no-gap: Unexpected step 2, expected step F2"]],
  ["1 2 2 3", ["step/no-duplicate: Unexpected second step 2, expected a number of its own"]],
  ["1 1a 1a 2", ["step/no-duplicate: Unexpected second step 1a, expected a number of its own"]],
])("steps %s", (labels, findings) => {
  expect(broken(labelled(...labels.split(" ")))).toEqual(findings);
});

test("what a variant adds has letters without a gap, after a number of the flow", () => {
  const flow = call(({ alice, bob }, flow) => {
    const done = flow.send(path(alice, bob), operation("tell"));
    flow.variant("more", "there is more", (variant) => {
      variant.after(done, () => {
        flow.send(path(alice, bob), operation("tell more"));
        flow.send(path(alice, bob), operation("tell all"));
      });
    });
  });
  expect(broken(flow)).toEqual([]);
  const renumbered = (number: number, ...letters: readonly string[]): Flow => ({
    ...flow,
    variants: flow.variants.map((variant) => {
      const at = (index: number, of: StepNumber): StepNumber => ({ ...of, number, letter: letters[index] ?? "" });
      const steps = variant.steps.map((step, index): Step => ({ ...step, number: at(index, step.number) }));
      return {
        ...variant,
        steps,
        paragraphs: variant.paragraphs.map((one, index) => ({ ...one, label: steps[index]?.number ?? one.label })),
      };
    }),
  });
  expect(broken(renumbered(1, "a", "c"))).toEqual(["step/no-gap: Unexpected step 1c, expected step 1b"]);
  expect(broken(renumbered(1, "b", "c"))).toEqual(["step/no-gap: Unexpected step 1b, expected step 1a"]);
  expect(broken(renumbered(7, "a", "b"))).toEqual(["step/no-gap: Unexpected step 7a, expected step 1"]);
});

/** A request over three hops and its answer, something in the body changed. */
function hops(change: (body: Flow["body"]) => Flow["body"]): readonly string[] {
  const flow = call((handles, flow) => void flow.send(throughRelay(handles), operation("Tell")));
  return broken({ ...flow, body: change(flow.body) }).filter((one) => one.startsWith("step/consistent-hops"));
}

test("hops follow the path", () => {
  expect(hops((body) => body)).toEqual([]);
  expect(hops((body) => body.map((one) => (one.id === "m1.2" && one.kind === "hop" ? { ...one, from: "carol" } : one)))).toContain(
    'step/consistent-hops: Unexpected hop of "Tell" from Carol to Bob, expected P-CSCF to Bob',
  );
  expect(hops((body) => [...body.slice(0, 2).reverse(), ...body.slice(2)])).toContain(
    'step/consistent-hops: Unexpected hop of "Tell" from P-CSCF to Bob, expected Alice to P-CSCF',
  );
  expect(hops((body) => [...body.slice(0, 2), { ...(body[0] ?? body[1]), id: "m1.3" } as Flow["body"][number]])).toContain(
    'step/consistent-hops: Unexpected hop of "Tell" from Alice to P-CSCF, expected it to end at Bob',
  );
  expect(hops((body) => body.slice(2))).toContain(
    'step/consistent-hops: Unexpected "Tell" without a hop, expected one from Alice to P-CSCF',
  );
  expect(hops((body) => [...body.slice(0, 1), ...body.slice(2)])).toContain(
    'step/consistent-hops: Unexpected end of "Tell" at P-CSCF, expected a hop from P-CSCF to Bob',
  );
});

test("a step over several hops says where they begin and end", () => {
  const flow = call(({ alice, relay, bob }, flow) => void flow.send(path(alice, hidden(relay), bob), operation("Tell")));
  expect(broken(flow)).toEqual([]);
  const short = flow.steps.map((step, at) => (at === 0 ? { ...step, to: "relay" } : step));
  expect(broken({ ...flow, steps: short })).toEqual([
    "step/consistent-hops: Unexpected step from Alice to P-CSCF, expected Alice to Bob, as its hops go",
  ]);
  const turned = flow.steps.map((step, at) => (at === 0 ? { ...step, covers: [...step.covers].reverse() } : step));
  expect(broken({ ...flow, steps: turned })).toEqual([
    "step/consistent-hops: Unexpected hop from Alice in step 1, expected it to begin at Bob, where the one before ended",
  ]);
});

test("a paragraph is labelled with its steps, each step has one", () => {
  const flow = call((handles, flow) => void flow.send(throughRelay(handles), operation("Tell")));
  const [first, ...others] = flow.paragraphs;
  if (first === undefined) throw new Error("a paragraph");
  const changed = (change: Partial<typeof first>) => broken({ ...flow, paragraphs: [{ ...first, ...change }, ...others] });
  expect(changed({ label: parseLabel("1-3") ?? first.label })).toEqual([
    "step/consistent-paragraph: Unexpected label 1-3 of a paragraph, expected 1-2",
  ]);
  expect(changed({ steps: ["m1.1", "m9"] })).toContain(
    "step/consistent-paragraph: Unexpected paragraph 1-2 over a step the flow does not have, expected steps of the flow",
  );
  expect(changed({ steps: [] })).toContain("step/consistent-paragraph: Unexpected paragraph 1-2 without steps, expected one at least");
  expect(broken({ ...flow, paragraphs: [first, ...others, first] })).toEqual([
    "step/require-paragraph: Unexpected second paragraph over step 1, expected one",
    "step/require-paragraph: Unexpected second paragraph over step 2, expected one",
  ]);
});

test("a step that prints nothing", () => {
  const flow = call(({ alice }, flow) => void flow.action(alice, "thinks"));
  const empty = flow.steps.map((step, at) => (at === 0 ? { ...step, covers: [] } : step));
  expect(broken({ ...flow, steps: empty })).toEqual([
    "step/no-undefined-element: Unexpected step 1 over nothing, expected something that happens",
  ]);
});
