import type { PathPoint } from "../model/message.ts";
import type { Branded } from "./known.ts";
import type { Participant } from "./participants.ts";

/** The participants a message passes; the first and last are its ends, those between are relays; repeats are allowed. */
export interface Path<First extends string = string, Last extends string = string, All extends string = string> extends Branded<"path"> {
  readonly first: First;
  readonly last: Last;
  readonly all: All;
  readonly points: readonly PathPoint[];
}

/** A relay that forwards and is not drawn. */
export interface Hidden<N extends string = string> extends Branded<"hidden"> {
  readonly hides: N;
}

type NameOf<P> = P extends Participant<infer N> ? N : P extends Hidden<infer N> ? N : never;
type Distinct<T extends readonly unknown[]> = T extends readonly [infer F, ...infer _, infer L]
  ? NameOf<F> extends NameOf<L>
    ? NameOf<L> extends NameOf<F>
      ? never
      : T
    : T
  : never;
type PathOf<T extends readonly unknown[]> = T extends readonly [infer F, ...infer _, infer L]
  ? Path<NameOf<F>, NameOf<L>, NameOf<T[number]>>
  : never;

/** The way of a message, end to end. It has two ends, which differ: nobody sends a message to oneself. */
export function path<const T extends readonly (Participant | Hidden)[]>(...through: T & Distinct<T>): PathOf<T> {
  const points = (through as readonly (Participant | Hidden)[]).map((one) =>
    "hides" in one ? { participant: one.hides, hidden: true } : { participant: one.id, hidden: false },
  );
  return pathOver(points) as PathOf<T>;
}

/** A participant that forwards without being drawn: `path(a, hidden(core), b)` prints one step from a to b. */
export function hidden<N extends string>(participant: Participant<N>): Hidden<N> {
  return { hides: participant.id } as Hidden<N>;
}

/** The same way back. */
export function reverse<F extends string, L extends string, A extends string>(way: Path<F, L, A>): Path<L, F, A> {
  return pathOver(way.points.toReversed()) as Path<L, F, A>;
}

function pathOver(points: readonly PathPoint[]): Path {
  const names = points.map((point) => point.participant);
  return { first: names[0], last: names.at(-1), all: "", points } as unknown as Path;
}
