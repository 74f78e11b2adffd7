import type { Flow } from "../model/flow.ts";
import { printLabel } from "../model/step-label.ts";
import type { Failure } from "../model/trace.ts";
import { elementsOf, indexOf } from "../model/walk.ts";
import type { Drive, ElementFailure } from "./drive.ts";

/**
 * The failures in the order of the clause, one for each mistake. Where an exchange goes wrong in one place, what comes after it in
 * the exchange goes wrong as well; so does what lacks something of it. Neither is told.
 */
export function failuresOf(flow: Flow, { failures, remainders }: Pick<Drive, "failures" | "remainders">): readonly Failure[] {
  if (failures.length === 0 && remainders.length === 0) return [];
  const spots = spotsOf(flow);
  const spotOf = ({ element }: ElementFailure): Spot | null => (element === null ? null : (spots.get(element) ?? null));
  const inOrder = (found: readonly ElementFailure[]) =>
    found.toSorted((a, b) => (spotOf(a)?.order ?? BEFORE) - (spotOf(b)?.order ?? BEFORE));
  const causes = remainders.filter((one) => one.standing === "cause");

  const firsts = new Map<string, ElementFailure>();
  for (const found of [...inOrder(failures), ...inOrder(causes)]) {
    const key = spotOf(found)?.exchange ?? found.element ?? "";
    if (!firsts.has(key)) firsts.set(key, found);
  }
  const { messages } = indexOf(flow);
  const roots = [...firsts].flatMap(([exchange, found]) => {
    const other = found.lacks === null ? null : (messages.get(found.lacks)?.answers ?? found.lacks);
    return other !== null && other !== exchange && firsts.has(other) ? [] : [found];
  });
  // Things that lack each other, and things that wait for each other: the first of them is told.
  const told = roots.length > 0 ? inOrder(roots) : inOrder([...firsts.values(), ...remainders]).slice(0, 1);
  return told.map((found) => toldAt(spotOf(found), found.reason));
}

/** Where an element stands, and what it is part of. */
interface Spot {
  readonly order: number;
  /** The label of its step, else of the last step before it. */
  readonly step: string | null;
  readonly isPrinted: boolean;
  /** Id of the request whose exchange it belongs to, else its own. */
  readonly exchange: string;
}

/** In front of everything: the prelude. */
const BEFORE = -1;

function spotsOf(flow: Flow): ReadonlyMap<string, Spot> {
  const { stepOf, messages } = indexOf(flow);
  const spots = new Map<string, Spot>();
  let last: string | null = null;
  for (const element of elementsOf(flow.body)) {
    const step = stepOf.get(element.id);
    if (step !== undefined) last = printLabel(step.number);
    const exchange = element.kind === "hop" ? (messages.get(element.message)?.answers ?? element.message) : element.id;
    spots.set(element.id, { order: spots.size, step: last, isPrinted: step !== undefined, exchange });
  }
  return spots;
}

function toldAt(spot: Spot | null, reason: string): Failure {
  if (spot === null || spot.step === null) return { step: null, reason: `before the first step: ${reason}` };
  return { step: spot.step, reason: spot.isPrinted ? reason : `after this step, not printed: ${reason}` };
}
