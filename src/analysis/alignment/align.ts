import type { Flow, Step } from "../../model/flow.ts";
import { printLabel } from "../../model/step-label.ts";
import { type TraceEvent, titleOf } from "../../model/trace.ts";
import { indexOf } from "../../model/walk.ts";
import { type CausalEvent, causalOrderOf } from "../causal-order.ts";
import { groupBy } from "../group-by.ts";
import type { Discrepancy, Seen } from "./discrepancy.ts";
import { contentKey } from "./event-keys.ts";
import { type AlignableTrace, type Matching, matchEvents } from "./match-events.ts";
import { missingEvents } from "./missing-events.ts";
import { movedEvents } from "./moved-events.ts";
import { placesIn } from "./places.ts";
import { spotsIn } from "./spots.ts";
import { surplusEvents } from "./surplus-events.ts";

export interface Alignment {
  /** In the order of the clause; what the flow does not have after what its sender has had by then. */
  readonly discrepancies: readonly Discrepancy[];
  /** Steps that have another number in the trace. */
  readonly renumbered: readonly { readonly was: string; readonly step: Step }[];
  /** How many events of the trace are events of the flow. */
  readonly matched: number;
  /** Steps with a message of which the trace says nothing, as a capture of SIP says nothing of what is no SIP, or of a link that it does not have: they are not compared. */
  readonly unrecorded: readonly Step[];
}

/**
 * Compares a trace with a flow, which need not be the flow that it is a trace of: what is missing, what is there besides, what comes in an
 * order in which it cannot come. What happens at the same time may come in any order. What comes before the first step is not compared.
 */
export function align(trace: AlignableTrace, flow: Flow): Alignment {
  const matching = matchEvents(trace, flow);
  const { actual, found, again } = matching;
  const { events } = causalOrderOf(flow);
  const spotOf = spotsIn(flow);
  const told: { readonly discrepancy: Discrepancy; readonly order: number }[] = [];
  const tell = (discrepancy: Discrepancy, order: number) => void told.push({ discrepancy, order });

  const surplus = new Set(surplusEvents(matching));
  const takesPlace = placesIn(matching);
  for (const { event, what } of missingEvents(matching)) {
    const at = spotOf(event);
    const instead = what === "arrival" ? undefined : [...surplus].find((one) => takesPlace(one, event));
    if (instead === undefined) {
      tell({ kind: "missing", at, what }, event.index);
      continue;
    }
    surplus.delete(instead);
    tell({ kind: "instead", at, found: seenOf(instead.event) }, event.index);
  }
  for (const { event, past, how } of movedEvents(flow, matching))
    tell({ kind: "moved", at: spotOf(event), past: spotOf(past), how }, event.index);
  const alreadySaid = saidBefore(matching);
  let latest = -1;
  for (const { event, before } of surplus) {
    const last = before === null ? undefined : events[before];
    const spot = last === undefined ? null : spotOf(last);
    const same = alreadySaid(event);
    // As the trace has them, also where one of several senders has had part in less.
    latest = Math.max(latest, before ?? -1);
    const after = spot?.step ?? spot?.after ?? null;
    tell({ kind: "extra", found: seenOf(event), after, like: same === null ? null : spotOf(same).step }, latest + 0.5);
  }
  for (const [event, times] of timesAgain(matching)) tell({ kind: "repeated", at: spotOf(event), times }, event.index);
  return {
    discrepancies: told.sort((a, b) => a.order - b.order).map(({ discrepancy }) => discrepancy),
    renumbered: renumberedIn(flow, matching),
    matched: found.size,
    unrecorded: unrecordedIn(flow, matching),
  };

  /** How often something that the flow has is said again: where it is sent, or arrives if nobody has written down that it is sent. */
  function timesAgain({ expected }: Matching): ReadonlyMap<CausalEvent, number> {
    const counts = new Map<number, number>();
    for (const first of again.values()) counts.set(first, (counts.get(first) ?? 0) + 1);
    const hasSends = actual.some(({ event }) => event === "send");
    const times = new Map<CausalEvent, number>();
    for (const event of expected) {
      const count = counts.get(found.get(event.index) ?? -1);
      if (count !== undefined && (event.local.kind === "send") === hasSends) times.set(event, count);
    }
    return times;
  }
}

function seenOf({ n, step, from, to, message }: TraceEvent): Seen {
  return { n, step, from, to, message: message === null ? null : titleOf(message) };
}

/** The last event of the flow that has looked the same: what asks anew has words of its own, and may yet repeat the steps of the flow. */
function saidBefore({ expected, actual, found }: Matching): (event: TraceEvent) => CausalEvent | null {
  const seen = expected.flatMap((event) => {
    const one = actual[found.get(event.index) ?? -1];
    return one === undefined ? [] : [{ event, n: one.n, key: contentKey(one) }];
  });
  const said = groupBy(
    seen.sort((a, b) => a.n - b.n),
    ({ key }) => key,
  );
  return (event) => said.get(contentKey(event))?.findLast(({ n }) => n < event.n)?.event ?? null;
}

function unrecordedIn(flow: Flow, { expected }: Matching): Alignment["unrecorded"] {
  const { stepOf } = indexOf(flow);
  const recorded = new Set(expected);
  const left = causalOrderOf(flow).events.filter((event) => event.local.kind === "send" && !recorded.has(event));
  const steps = new Set(left.map(({ local }) => stepOf.get(local.element)));
  return flow.steps.filter((step) => steps.has(step));
}

function renumberedIn(flow: Flow, { expected, actual, found }: Matching): Alignment["renumbered"] {
  const { stepOf } = indexOf(flow);
  const renumbered = new Map<Step, string>();
  for (const { index, local } of expected) {
    const was = actual[found.get(index) ?? -1]?.step ?? null;
    const step = stepOf.get(local.element);
    if (was !== null && step !== undefined && printLabel(step.number) !== was) renumbered.set(step, was);
  }
  return [...renumbered].map(([step, was]) => ({ was, step }));
}
