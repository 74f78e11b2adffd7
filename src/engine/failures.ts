import type { Flow } from "../model/flow.ts";
import { printLabel } from "../model/step-label.ts";
import type { Failure } from "../model/trace.ts";
import { elementsOf, indexOf } from "../model/walk.ts";
import type { Drive } from "./drive.ts";

/** The failures in the order of the clause; what only follows from others is left out, unless nothing else explains it. */
export function failuresOf(flow: Flow, run: Pick<Drive, "failures" | "remainders">): readonly Failure[] {
  const elements = [...elementsOf(flow.body)];
  const order = new Map(elements.map((element, at) => [element.id, at]));
  const position = ({ element }: { readonly element: string | null }) => (element === null ? -1 : (order.get(element) ?? -1));
  const inOrder = <T extends { readonly element: string | null }>(failures: readonly T[]) =>
    failures.toSorted((a, b) => position(a) - position(b));
  const causes = once(inOrder(run.remainders.filter((one) => one.standing === "cause")));
  const certain = inOrder([...run.failures, ...causes]);
  const told = certain.length > 0 ? certain : inOrder(run.remainders).slice(0, 1);
  const { stepOf } = indexOf(flow);
  return told.map(({ element, reason }) => {
    const step = element === null ? undefined : stepOf.get(element);
    if (step !== undefined) return { step: printLabel(step.number), reason };
    const before = elements.slice(0, position({ element }) + 1).findLast((one) => stepOf.has(one.id));
    const last = before === undefined ? undefined : stepOf.get(before.id);
    if (last === undefined) return { step: null, reason: `before the first step, ${reason}` };
    return { step: printLabel(last.number), reason: `after this step, where nothing is printed, ${reason}` };
  });
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
