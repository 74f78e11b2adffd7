import { afterAll, expect, test } from "vitest";
import { execute } from "../../../src/engine/index.ts";
import { checkTrace } from "../../../src/trace/index.ts";
import { allFlows } from "../../engine/six-flows.ts";
import { type Mutant, operators } from "./operators.ts";

/** What no checker can see, and why. */
const survivors: { readonly [mutant: string]: string } = {
  "no final answer, cpm-transfer-not-in-path: 200 INVITE of step 17": "a call that still rings may stand",
  "no final answer, cmr-continue: 200 INVITE of step 1": "a call that still rings may stand",
  "no final answer, cmr-continue: 200 INVITE of step 8": "a call that still rings may stand",
  "no final answer, cmr-continue, stop: 200 INVITE of step 1": "a call that still rings may stand",
  "no final answer, cmr-continue, stop: 200 INVITE of step 2d": "a call that still rings may stand",
};

function isFoundAtItsStep({ trace, steps }: Mutant): boolean {
  return checkTrace(trace).some(({ step }) => steps.has(step));
}

const traces = allFlows.map(({ name, flow }) => ({ name, trace: execute(flow, { seed: 1 }).trace }));

/** One line for each operator, in Markdown. */
const rows: string[] = [];
let [made, found] = [0, 0];

afterAll(() => {
  const head = ["found/made", ...traces.map(({ name }) => name)];
  console.log([`| ${head.join(" | ")} |`, `|${"---|".repeat(head.length)}`, ...rows].join("\n"));
  for (const [mutant, why] of Object.entries(survivors)) console.log(`lives: ${mutant}: ${why}`);
  console.log(`${made} mutants, ${found} found at their step`);
  if (made > 0) expect(found / made).toBeGreaterThan(0.95);
});

test.each(operators.map((operator) => [operator.name, operator] as const))(
  "%s is found at its step, wherever it is done",
  (name, operator) => {
    const mutants = traces.flatMap(({ name: flow, trace }) => [...operator.apply(trace)].map((mutant) => ({ flow, mutant })));
    expect(mutants.length).toBeGreaterThan(0);
    const cells = traces.map(({ name: one }) => {
      const own = mutants.filter(({ flow }) => flow === one);
      const told = own.filter(({ mutant }) => isFoundAtItsStep(mutant)).length;
      [made, found] = [made + own.length, found + told];
      return own.length === 0 ? "–" : `${told}/${own.length}`;
    });
    rows.push(`| ${[name, ...cells].join(" | ")} |`);
    const missed = mutants.filter(({ mutant }) => !isFoundAtItsStep(mutant)).map(({ flow, mutant }) => `${name}, ${flow}: ${mutant.what}`);
    expect(missed).toEqual(Object.keys(survivors).filter((one) => one.startsWith(`${name}, `)));
  },
);
