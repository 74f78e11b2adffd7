import { expect, test } from "vitest";
import { lintFlow, lintFlows } from "../../src/lint/index.ts";
import { isEquivalent, operators } from "../engine/operators.ts";
import { sixFlows } from "../engine/six-flows.ts";

test("the flows of this project break no rule, alone or together", () => {
  for (const flow of sixFlows) expect(lintFlow(flow), flow.id).toEqual([]);
  expect(lintFlows(sixFlows)).toEqual([]);
});

test.each(operators.map((operator) => [operator.name, operator] as const))("made wrong they break one: %s", (name, { apply }) => {
  let mutants = 0;
  for (const flow of sixFlows) {
    for (const mutant of apply(flow)) {
      mutants += 1;
      if (lintFlow(mutant.flow).length > 0) continue;
      // Hops that are not printed have no order but that of their causes.
      const isHidden =
        name === "swap two hops" && mutant.what.split(" ").some((id) => !flow.steps.some(({ covers }) => covers.includes(id)));
      expect(isHidden || isEquivalent(flow, mutant.flow), `${flow.id}, ${mutant.what}`).toBe(true);
    }
  }
  expect(mutants).toBeGreaterThan(30);
});
