import { mayFollow, type RecoveredFlow, type Reference } from "../../contribution/index.ts";
import { firstUnit, lastUnit } from "./numbered.ts";

/** So many numbers that follow each other, for each slip, show that the others count. */
const FOLLOWING = 2;

/** Whether so many slips among the numbers of a flow are slips; else the numbers are names, or a choice of some. One may happen to anybody. */
export function areSlips(slips: number, { steps }: RecoveredFlow): boolean {
  if (slips < 2) return true;
  const follows = steps.filter((step, at) => {
    const last = steps[at - 1];
    return last !== undefined && mayFollow(lastUnit(last), firstUnit(step));
  });
  return follows.length >= slips * FOLLOWING;
}

/** So many labels that are found, for each that is not, show that labels of this kind are those of the document itself. */
const RESOLVED = 2;

/** Whether a document cites itself in this way: of the labels that it cites, most are there. @param keyOf the label as it is compared */
export function citesItself(
  references: readonly Reference[],
  isThere: (label: string) => boolean,
  keyOf: (label: string) => string,
): boolean {
  const cited = new Set(references.map(({ label }) => keyOf(label)));
  const found = [...cited].filter(isThere).length;
  return found > 0 && found >= (cited.size - found) * RESOLVED;
}
