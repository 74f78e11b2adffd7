import { expect, test } from "vitest";
import { execute } from "../../src/engine/index.ts";
import type { Flow } from "../../src/model/flow.ts";
import { indexOf } from "../../src/model/walk.ts";
import { isEquivalent, type Mutant, operators } from "./operators.ts";
import { sixFlows } from "./six-flows.ts";

interface Cell {
  killed: number;
  atStep: number;
  readonly survivors: string[];
}

/** Why a mutant that lives is no mistake that an execution could see; null where there is no excuse. */
function excuse(flow: Flow, operator: string, { what }: Mutant): string | null {
  const { messages, elements } = indexOf(flow);
  const touched = what.split(" ").map((id) => elements.get(id));
  const concerned = touched.map((hop) => (hop?.kind === "hop" ? messages.get(hop.message) : undefined));
  const [first, second] = concerned;
  const isProvisional = (message: typeof first) => message?.signal.kind === "sip-response" && message.signal.status < 200;
  if (operator === "drop a hop" && isProvisional(first)) return "a provisional answer may be left out";
  if (operator !== "swap two hops" || first === undefined || second === undefined) return null;
  if (isProvisional(first) || isProvisional(second)) return "100 (Trying) comes before or after the request is passed on";
  const depends = (a: typeof first, b: typeof first) =>
    a.using.includes(b.id) || a.answers === b.id || (a.role === "ack" && a.answers === b.answers);
  return first.id !== second.id && !depends(first, second) && !depends(second, first) ? "neither message acts upon the other" : null;
}

test("a flow made wrong fails, and fails at the step", { timeout: 120_000 }, () => {
  const rows: string[] = [];
  const unexcused: string[] = [];
  const told: string[] = [];
  let [mutants, killed, atStep] = [0, 0, 0];
  for (const operator of operators) {
    const cells = sixFlows.map((flow) => {
      const cell: Cell = { killed: 0, atStep: 0, survivors: [] };
      for (const mutant of operator.apply(flow)) {
        if (isEquivalent(flow, mutant.flow)) continue;
        const { ok, failures } = execute(mutant.flow, { seed: 1 }).trace.outcome;
        if (!ok) {
          cell.killed += 1;
          if (failures.some((failure) => mutant.steps.includes(failure.step))) cell.atStep += 1;
          continue;
        }
        const why = excuse(flow, operator.name, mutant);
        told.push(`lives: ${operator.name}, ${flow.id}, ${mutant.what}: ${why ?? "no excuse"}`);
        cell.survivors.push(`${mutant.what}: ${why ?? "NOT EXCUSED"}`);
        if (why === null) unexcused.push(`${operator.name}, ${flow.id}: ${mutant.what}`);
      }
      mutants += cell.killed + cell.survivors.length;
      killed += cell.killed;
      atStep += cell.atStep;
      return `${cell.killed}/${cell.killed + cell.survivors.length}`;
    });
    rows.push(`| ${[operator.name, ...cells].join(" | ")} |`);
  }
  const head = ["killed/made", ...sixFlows.map(({ id }) => id)];
  console.log([`| ${head.join(" | ")} |`, `|${"---|".repeat(head.length)}`, ...rows].join("\n"));
  console.log(told.join("\n"));
  console.log(`${mutants} mutants, ${killed} killed, ${atStep} of them at a step that was changed`);
  expect(unexcused).toEqual([]);
  expect(mutants).toBeGreaterThan(1500);
  expect(killed / mutants).toBeGreaterThan(0.98);
  expect(atStep / killed).toBeGreaterThan(0.97);
});
