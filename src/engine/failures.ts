import type { Flow } from "../model/flow.ts";
import { printLabel } from "../model/step-label.ts";
import type { Failure } from "../model/trace.ts";
import { elementsOf, indexOf } from "../model/walk.ts";
import type { Drive, ElementFailure } from "./drive.ts";

/** The failures in the order of the clause; what only follows from others is left out, unless nothing else explains it. */
export function failuresOf(flow: Flow, run: Pick<Drive, "failures" | "remainders">): readonly Failure[] {
  if (run.failures.length === 0 && run.remainders.length === 0) return [];
  const spots = spotsOf(flow);
  const orderOf = ({ element }: ElementFailure) => (element === null ? -1 : (spots.get(element)?.order ?? -1));
  const inOrder = <T extends ElementFailure>(failures: readonly T[]) => failures.toSorted((a, b) => orderOf(a) - orderOf(b));
  const causes = once(inOrder(run.remainders.filter((one) => one.standing === "cause")));
  const certain = inOrder<ElementFailure>([...run.failures, ...causes]);
  const told = certain.length > 0 ? certain : inOrder(run.remainders).slice(0, 1);
  return told.map(({ element, reason }) => {
    const { step = null, isPrinted = false } = (element === null ? undefined : spots.get(element)) ?? {};
    if (isPrinted) return { step, reason };
    return { step, reason: step === null ? `before the first step, ${reason}` : `after this step, where nothing is printed, ${reason}` };
  });
}

/** Where an element stands, and the label of its step, else of the last step before it. */
interface Spot {
  readonly order: number;
  readonly step: string | null;
  readonly isPrinted: boolean;
}

function spotsOf(flow: Flow): ReadonlyMap<string, Spot> {
  const { stepOf } = indexOf(flow);
  const spots = new Map<string, Spot>();
  let last: string | null = null;
  for (const { id } of elementsOf(flow.body)) {
    const step = stepOf.get(id);
    if (step !== undefined) last = printLabel(step.number);
    spots.set(id, { order: spots.size, step: last, isPrinted: step !== undefined });
  }
  return spots;
}

/** Both ends of a transaction notice that it is not over; one of them is enough. */
function once(remainders: Drive["remainders"]): Drive["remainders"] {
  const told = new Set<string>();
  return remainders.filter(({ transaction }) => {
    if (transaction === null) return true;
    const isNew = !told.has(transaction);
    told.add(transaction);
    return isNew;
  });
}
