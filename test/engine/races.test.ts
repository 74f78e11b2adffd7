import { expect, test } from "vitest";
import { type CausalEvent, causalOrderOf } from "../../src/analysis/causal-order.ts";
import { project } from "../../src/analysis/project.ts";
import { type Race, racesOf } from "../../src/analysis/races.ts";
import { drive } from "../../src/engine/drive.ts";
import { execute } from "../../src/engine/index.ts";
import { type Network, reliableNetwork } from "../../src/engine/network.ts";
import { participantBehaviour } from "../../src/engine/participant-behaviour.ts";
import { newParty } from "../../src/engine/party.ts";
import type { Flow } from "../../src/model/flow.ts";
import type { TraceEvent } from "../../src/model/trace.ts";
import { indexOf } from "../../src/model/walk.ts";
import { allFlows } from "./six-flows.ts";

/** The events of a run in which all that goes over one hop of the flow, repetitions too, takes so much longer. */
function runWith(flow: Flow, late: string | null, by: number): readonly TraceEvent[] {
  const below = reliableNetwork(1);
  const network: Network = (sent) => below(sent).map((time) => (sent.phase === "flow" && isLate(sent) ? time + by : time));
  const raws = new Set<string>();
  const isLate = (sent: TraceEvent): boolean => {
    const raw = sent.message?.kind === "sip" ? sent.message.raw : null;
    if (late !== null && sent.hop === late && raw !== null) raws.add(raw);
    return late !== null && (sent.hop === late || (raw !== null && raws.has(raw)));
  };
  const behaviour = participantBehaviour();
  const { views } = project(flow);
  return drive(views, { partyOf: (view) => newParty(behaviour, view, 1), network, labelOf: () => null }).events;
}

/** When a hop arrives for the first time; never is infinity. */
function arrivalOf(events: readonly TraceEvent[], hop: string): number {
  const found = events.findIndex((one) => one.phase === "flow" && one.event === "receive" && one.hop === hop);
  return found < 0 ? Number.POSITIVE_INFINITY : found;
}

function timeOf(events: readonly TraceEvent[], hop: string): number {
  return events.find((one) => one.phase === "flow" && one.event === "receive" && one.hop === hop)?.time ?? Number.NaN;
}

const named = ({ participant, first, second }: Pick<Race, "participant" | "first" | "second">) =>
  `${participant}: ${first.local.element} before ${second.local.element}`;

/** All pairs of receptions at one end, in the order of the clause. */
function pairsOf(flow: Flow): readonly (readonly [CausalEvent, CausalEvent])[] {
  const receptions = causalOrderOf(flow).events.filter(({ local }) => local.kind === "receive" && local.role === "end");
  return receptions.flatMap((first, at) =>
    receptions.slice(at + 1).flatMap((second) => (second.participant === first.participant ? [[first, second] as const] : [])),
  );
}

test.each(allFlows)("$name: each race can be shown, and nothing else can be made to arrive in another order", ({ flow }) => {
  const races = new Set(racesOf(flow).map(named));
  const reference = runWith(flow, null, 0);
  const swapped: string[] = [];
  for (const first of new Set(pairsOf(flow).map(([one]) => one))) {
    const seconds = pairsOf(flow).flatMap(([one, other]) => (one === first ? [other] : []));
    const racing = seconds.filter((second) => races.has(named({ participant: first.participant, first, second })));
    const lags = racing.map(({ local }) => timeOf(reference, local.element) - timeOf(reference, first.local.element) + 1);
    // Just late enough for each race, far too late, and as late as can be without somebody giving up (RFC 3261 §17.1.1.2, timer B).
    for (const by of new Set([...lags, 300, 31_000])) {
      const events = runWith(flow, first.local.element, by);
      const at = arrivalOf(events, first.local.element);
      for (const second of seconds)
        if (arrivalOf(events, second.local.element) < at) swapped.push(named({ participant: first.participant, first, second }));
    }
  }
  expect([...new Set(swapped)].sort()).toEqual([...races].sort());
});

test("with a fault that a person can say, each race between printed steps is seen in the trace", () => {
  let shown = 0;
  for (const { flow } of allFlows) {
    const { stepOf, elements } = indexOf(flow);
    const reference = execute(flow, { seed: 1 }).trace.events;
    for (const { first, second } of racesOf(flow)) {
      const [one, other] = [first.local.element, second.local.element];
      const step = stepOf.get(one);
      // Of the step of an exchange a fault hits the first message.
      const hit = elements.get(step?.covers[0] ?? "");
      if (step === undefined || hit?.kind !== "hop" || hit.message !== first.local.message?.id) continue;
      const by = timeOf(reference, other) - timeOf(reference, one) + 1;
      shown += 1;
      // At slack 0 the second may win without any help.
      if (arrivalOf(reference, other) < arrivalOf(reference, one)) continue;
      const { events } = execute(flow, { seed: 1, faults: [{ kind: "delay", step: step.number, by }] }).trace;
      expect(arrivalOf(events, other), `${flow.id} ${other}`).toBeLessThan(arrivalOf(events, one));
    }
  }
  expect(shown).toBeGreaterThan(5);
});
