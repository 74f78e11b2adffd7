import type { Flow } from "../model/flow.ts";
import type { PathPoint } from "../model/message.ts";
import { nameOf } from "../model/walk.ts";

/** "UE-1, P-CSCF, MMSC AS": who a message passes, in order. */
export function printPath(flow: Flow, path: readonly PathPoint[]): string {
  return path.map(({ participant }) => nameOf(flow, participant)).join(", ");
}

/** Whether `part` stands in `whole` without a break: the path of one who answers or acknowledges by itself. */
export function isPartOf(part: readonly PathPoint[], whole: readonly PathPoint[]): boolean {
  const last = whole.length - part.length;
  for (let start = 0; start <= last; start += 1)
    if (part.every(({ participant }, at) => whole[start + at]?.participant === participant)) return true;
  return false;
}
