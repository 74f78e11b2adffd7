import type { PathPoint } from "../model/message.ts";
import { refuse, said } from "./check-keys.ts";
import type { Branded } from "./known.ts";
import { isParticipant, type Participant } from "./participants.ts";

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
type Same<A, B> = [NameOf<A>, NameOf<B>] extends [NameOf<B>, NameOf<A>] ? true : false;
type EndsDiffer<T extends readonly unknown[]> = T extends readonly [infer F, ...infer _, infer L]
  ? Same<F, L> extends true
    ? false
    : true
  : false;
type NeighboursDiffer<T extends readonly unknown[]> = T extends readonly [infer A, infer B, ...infer Rest]
  ? Same<A, B> extends true
    ? false
    : NeighboursDiffer<readonly [B, ...Rest]>
  : true;
/** No path is that; the compiler prints what it lacks, where it would print `never`. */
interface NoPath {
  readonly "two different ends, and neighbours that differ: nobody sends a message to oneself": never;
}
type Distinct<T extends readonly unknown[]> = [EndsDiffer<T>, NeighboursDiffer<T>] extends [true, true] ? T : NoPath;
type PathOf<T extends readonly unknown[]> = T extends readonly [infer F, ...infer _, infer L]
  ? Path<NameOf<F>, NameOf<L>, NameOf<T[number]>>
  : never;

/** The way of a message, end to end. It has two ends, which differ, as do any two neighbours: nobody sends a message to oneself. */
export function path<const T extends readonly (Participant | Hidden)[]>(...through: T & Distinct<T>): PathOf<T> {
  for (const one of through as readonly unknown[]) {
    if (!isHidden(one) && !isParticipant(one))
      refuse(`path() takes participants, not ${said(one)}`, "Name those that the message passes, as path(a, p, b)", path);
  }
  const points = (through as readonly (Participant | Hidden)[]).map((one) =>
    "hides" in one ? { participant: one.hides, hidden: true } : { participant: one.id, hidden: false },
  );
  return pathOver(points) as PathOf<T>;
}

/** A participant that forwards without being drawn: `path(a, hidden(core), b)` prints one step from a to b. */
export function hidden<N extends string>(participant: Participant<N>): Hidden<N> {
  if (!isParticipant(participant)) refuse(`hidden() takes a participant, not ${said(participant)}`, "Name the relay", hidden);
  return { hides: participant.id } as Hidden<N>;
}

function isHidden(one: unknown): one is Hidden {
  return typeof one === "object" && one !== null && "hides" in one;
}

export function isPath(one: unknown): one is Path {
  return typeof one === "object" && one !== null && "points" in one && Array.isArray(one.points);
}

/** The same way back. */
export function reverse<F extends string, L extends string, A extends string>(way: Path<F, L, A>): Path<L, F, A> {
  if (!isPath(way)) refuse(`reverse() takes a path, not ${said(way)}`, "As reverse(path(a, p, b))", reverse);
  return pathOver(way.points.toReversed()) as Path<L, F, A>;
}

function pathOver(points: readonly PathPoint[]): Path {
  const names = points.map((point) => point.participant);
  return { first: names[0], last: names.at(-1), all: "", points } as unknown as Path;
}
