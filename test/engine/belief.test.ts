import { expect, test } from "vitest";
import { project } from "../../src/analysis/project.ts";
import { drive } from "../../src/engine/drive.ts";
import { judgeExpectations } from "../../src/engine/expectations.ts";
import { failuresOf } from "../../src/engine/failures.ts";
import { follow } from "../../src/engine/follow.ts";
import { reliableNetwork } from "../../src/engine/network.ts";
import { participantBehaviour } from "../../src/engine/participant-behaviour.ts";
import { newParty } from "../../src/engine/party.ts";
import type { Flow } from "../../src/model/flow.ts";
import { printLabel } from "../../src/model/step-label.ts";
import { elementsOf, indexOf } from "../../src/model/walk.ts";
import { checkTrace } from "../../src/trace/index.ts";
import { type Belief, beliefOperators } from "./belief-operators.ts";
import { sixFlows } from "./six-flows.ts";

/** Where it was found out: by steps, and by what does not hold in the end. */
function foundOut(flow: Flow, { change, upsets }: Belief): { readonly steps: readonly (string | null)[]; readonly isFound: boolean } {
  const views = new Map([...project(flow).views].map(([id, view]) => [id, change(view)]));
  const { stepOf } = indexOf(flow);
  const labelOf = (id: string) => {
    const step = stepOf.get(id);
    return step === undefined ? null : printLabel(step.number);
  };
  const behaviour = participantBehaviour(upsets);
  const run = drive(views, { partyOf: (view) => newParty(behaviour, view, 1), network: reliableNetwork(1), labelOf });
  const { state, failures } = follow(flow, run.events);
  const told = failuresOf(flow, { ...run, failures: [...run.failures, ...failures] });
  const wrong = told.length > 0 ? [] : checkTrace(run);
  const unmet = judgeExpectations(flow, state).filter(({ ok }) => !ok);
  return { steps: [...told, ...wrong].map(({ step }) => step), isFound: told.length + wrong.length + unmet.length > 0 };
}

/** The steps of the exchange that an element is part of; where it is not printed, the step before it. */
function stepsAround(flow: Flow, id: string): ReadonlySet<string | null> {
  const { stepOf, messages, elements } = indexOf(flow);
  const exchangeOf = (element: string) => {
    const hop = elements.get(element);
    return hop?.kind === "hop" ? (messages.get(hop.message)?.answers ?? hop.message) : element;
  };
  const steps = new Set<string | null>();
  let last: string | null = null;
  for (const element of elementsOf(flow.body)) {
    const step = stepOf.get(element.id);
    if (step !== undefined) last = printLabel(step.number);
    if (exchangeOf(element.id) === exchangeOf(id)) steps.add(last);
  }
  return steps;
}

test("whoever believes something wrong is found out, at the step", { timeout: 120_000 }, () => {
  const rows: string[] = [];
  const lives: string[] = [];
  const elsewhere: string[] = [];
  let [made, found, atStep] = [0, 0, 0];
  for (const { name, apply } of beliefOperators) {
    const cells = sixFlows.map((flow) => {
      let [tried, told] = [0, 0];
      for (const belief of apply(flow)) {
        tried += 1;
        const { steps, isFound } = foundOut(flow, belief);
        const around = belief.element === null ? null : stepsAround(flow, belief.element);
        if (!isFound) {
          lives.push(`${name}, ${flow.id}: ${belief.what}`);
          continue;
        }
        told += 1;
        if (around === null ? steps.some((step) => step !== null) : steps.some((step) => around.has(step))) atStep += 1;
        else elsewhere.push(`${name}, ${flow.id}: ${belief.what}, found at ${steps.join()} and not ${[...(around ?? [])].join()}`);
      }
      made += tried;
      found += told;
      return tried === 0 ? "–" : `${told}/${tried}`;
    });
    rows.push(`| ${[name, ...cells].join(" | ")} |`);
  }
  const head = ["found/made", ...sixFlows.map(({ id }) => id)];
  console.log([`| ${head.join(" | ")} |`, `|${"---|".repeat(head.length)}`, ...rows].join("\n"));
  console.log([...lives.map((one) => `lives: ${one}`), ...elsewhere.map((one) => `elsewhere: ${one}`)].join("\n"));
  console.log(`${made} beliefs, ${found} found out, ${atStep} of them at their step`);
  expect(lives).toEqual([]);
  expect(made).toBeGreaterThan(120);
  expect(atStep / made).toBeGreaterThan(0.95);
});
