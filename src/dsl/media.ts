import type { MediaRef } from "../model/media.ts";
import { namesInstead } from "../model/nearest-name.ts";
import type { Place } from "../model/place.ts";
import { type MediaLine, mediaDirections } from "../model/signal.ts";
import { refuse, said } from "./check-keys.ts";
import type { Branded } from "./known.ts";
import { isParticipant, type Participant } from "./participants.ts";
import type { Called } from "./place.ts";

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
export interface Session<Component extends string = string> extends Branded<"session"> {
  readonly session: string;
  /** The named components; without names, all of them. */
  media(...names: readonly Component[]): MediaSet;
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
  const at = (where: Participant, direction: MediaLine["direction"] = "sendrecv") => {
    if (!isParticipant(where)) refuse(`at() takes a participant, not ${said(where)}`, "Name who receives the media", at);
    if (!mediaDirections.includes(direction)) {
      refuse(`the direction of at() is ${said(direction)}`, namesInstead(String(direction), mediaDirections, "directions"), at);
    }
    return line(where.id, direction);
  };
  return { ref, at, removed: () => line(null, "inactive") } as MediaSet;
}

export function isMediaSet(one: unknown): one is MediaSet {
  return typeof one === "object" && one !== null && "ref" in one;
}

export function sessionOf(id: string, components: readonly string[]): Session {
  const media = (...names: readonly string[]) => {
    for (const name of names) {
      if (typeof name !== "string") refuse(`media() takes names, not ${said(name)}`, `The session has ${components.join(", ")}`, media);
      if (!components.includes(name)) refuse(`the session has no "${name}"`, namesInstead(name, components, "components"), media);
    }
    return mediaSet({ kind: "components", session: id, names: names.length === 0 ? components : names });
  };
  const mediaExcept = (these: MediaSet) => {
    if (!isMediaSet(these)) refuse(`mediaExcept() takes media, not ${said(these)}`, 'As call.media("video")', mediaExcept);
    return mediaSet({ kind: "rest", session: id, all: components, of: these.ref });
  };
  return { session: id, media, mediaExcept } as Session;
}

/** The components of a session as an author names them. */
export function componentNames(components: unknown, of: string, at: Place | Called): readonly string[] {
  if (Array.isArray(components) && components.every((name) => typeof name === "string")) return components;
  return refuse(`${of} takes the names of its media, not ${said(components)}`, 'As ["audio", "video"]', at);
}
