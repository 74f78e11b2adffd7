import type { Contribution, RecoveredFlow, Reference, Unit } from "../../contribution/index.ts";
import { numbersIn, stepWith } from "./numbered.ts";
import { isSameName, namedIn, partiesOf, speakerOf } from "./same-name.ts";

/** A reference that fits only when all its numbers are moved by the same amount. */
export interface Shifted {
  readonly reference: Reference;
  readonly by: number;
  /** What it should cite. */
  readonly units: readonly Unit[];
  /** Who takes part in all of those steps; null where it is who received what. */
  readonly who: string | null;
}

const known = new WeakMap<Contribution, readonly Shifted[]>();
const MOVES = [-1, 1, -2, 2] as const;

/** The shifted references of a document, in order. */
export function shiftedIn(contribution: Contribution): readonly Shifted[] {
  const before = known.get(contribution);
  if (before !== undefined) return before;
  const byFlow = new Map<RecoveredFlow, Reference[]>();
  for (const reference of contribution.references) {
    if (reference.target !== "step" || reference.isDoubtful || reference.scope.kind !== "flow") continue;
    const same = byFlow.get(reference.scope.flow);
    if (same === undefined) byFlow.set(reference.scope.flow, [reference]);
    else same.push(reference);
  }
  const found = [...byFlow].flatMap(([flow, references]) => [
    ...references.flatMap((one) => shiftedSet(flow, one) ?? []),
    ...shiftedSources(flow, references),
  ]);
  known.set(contribution, found);
  return found;
}

/** "From the point of view of A, the messages in steps 2, 11 and 12": each of them should have A in it. */
function shiftedSet(flow: RecoveredFlow, reference: Reference): Shifted | null {
  const [span, ...more] = reference.spans;
  if (more.length === 0 && span?.first === span?.last) return null;
  const units = numbersIn(reference.spans);
  if (units.length < 3) return null;
  const { text } = reference.piece.paragraph;
  const begin = Math.max(text.lastIndexOf(". ", reference.at) + 1, 0);
  const sentence = text.slice(begin, reference.at + reference.text.length + 40);
  if (
    !/\b(?:messag\w*|signall?ing|exchanges?|interactions?|communication|point of view|perspective)\b/iu.test(
      text.slice(begin, reference.at),
    )
  )
    return null;
  const who = namedIn(sentence.slice(0, reference.at - begin), flow);
  const [name] = who;
  if (name === undefined || who.length > 2 || fits(flow, units, 0, who)) return null;
  const moves = MOVES.filter((by) => fits(flow, units, by, who));
  const [by] = moves;
  return by === undefined || moves.length > 1 ? null : { reference, by, units: moved(units, by), who: name };
}

function fits(flow: RecoveredFlow, units: readonly Unit[], by: number, who: readonly string[]): boolean {
  return moved(units, by).every((unit) => {
    const step = stepWith(flow, unit);
    const parties = step === null ? [] : partiesOf(step);
    return step !== null && who.every((name) => parties.some((party) => isSameName(party, name)));
  });
}

function moved(units: readonly Unit[], by: number): readonly Unit[] {
  return units.map((unit) => ({ ...unit, numbers: [...unit.numbers.slice(0, -1), (unit.numbers.at(-1) ?? 0) + by] }));
}

/** Most of "received in step N" are off by one and the same number. */
function shiftedSources(flow: RecoveredFlow, references: readonly Reference[]): readonly Shifted[] {
  const told: { readonly reference: Reference; readonly unit: Unit; readonly key: string }[] = [];
  for (const reference of references) {
    if (reference.source !== "received" || reference.by !== null) continue;
    const [unit, ...more] = numbersIn(reference.spans);
    const speaker = unit === undefined || more.length > 0 ? null : speakerOf(reference);
    if (unit !== undefined && speaker !== null) told.push({ reference, unit, key: speaker.key });
  }
  const receives = (unit: Unit, key: string, by: number) => {
    const step = stepWith(flow, by === 0 ? unit : (moved([unit], by)[0] ?? unit));
    return step?.acts.some(({ receiver }) => receiver !== null && isSameName(receiver.key, key)) === true;
  };
  const wrong = told.filter(({ unit, key }) => !receives(unit, key, 0));
  if (wrong.length < 3 || wrong.length * 3 < told.length * 2) return [];
  const moves = MOVES.filter((by) => wrong.every(({ unit, key }) => receives(unit, key, by)));
  const [by] = moves;
  return by === undefined || moves.length > 1
    ? []
    : wrong.map(({ reference, unit }) => ({ reference, by, units: moved([unit], by), who: null }));
}
