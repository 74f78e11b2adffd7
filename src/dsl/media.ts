import type { MediaRef } from "../model/media.ts";
import type { MediaLine } from "../model/signal.ts";
import type { Branded } from "./known.ts";
import type { Participant } from "./participants.ts";

/** A set of media components of a session. */
export interface MediaSet extends Branded<"media"> {
  readonly ref: MediaRef;
  /** A line of an offer or answer: these components, to be received at `where`. */
  at(where: Participant, direction?: MediaLine["direction"]): Line;
  /** A line that refuses or removes these components (port 0). */
  removed(): Line;
}

/** One line of an offer or an answer. */
export interface Line extends Branded<"line"> {
  readonly line: MediaLine;
}

/** A session of several components, on one leg or several. */
export interface Session extends Branded<"session"> {
  readonly session: string;
  /** The named components; without names, all of them. */
  media(...names: readonly string[]): MediaSet;
  /** All components but these. */
  mediaExcept(these: MediaSet): MediaSet;
}

/** Something that a variant may set otherwise: a set of media whose name is the parameter. */
export interface Parameter extends MediaSet {
  readonly parameter: string;
}

export function mediaSet(ref: MediaRef): MediaSet {
  const line = (at: string | null, direction: MediaLine["direction"]): Line =>
    ({ line: { kind: "media-line", media: ref, at, direction } }) as Line;
  return {
    ref,
    at: (where: Participant, direction: MediaLine["direction"] = "sendrecv") => line(where.id, direction),
    removed: () => line(null, "inactive"),
  } as MediaSet;
}

export function sessionOf(id: string, components: readonly string[]): Session {
  return {
    session: id,
    media: (...names: readonly string[]) => mediaSet({ kind: "components", session: id, names: names.length === 0 ? components : names }),
    mediaExcept: (these: MediaSet) => mediaSet({ kind: "rest", session: id, all: components, of: these.ref }),
  } as Session;
}
