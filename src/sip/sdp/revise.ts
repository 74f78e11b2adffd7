import type { MediaDescription, SessionDescription } from "./description.ts";
import { type Direction, directionOf, withDirection } from "./direction.ts";
import { isSameContent } from "./write-description.ts";

/** What breaks RFC 3264. */
export interface DescriptionFault {
  readonly what: string;
  readonly clause: string;
  /** Which m= line, from 0; null for the session. */
  readonly media: number | null;
}

/** RFC 3264 §8: the next description of the same end point; the version goes up by one where anything else changes. */
export function revise(previous: SessionDescription, next: SessionDescription): SessionDescription {
  if (isSameContent(next, previous)) return previous;
  return { ...next, origin: { ...previous.origin, version: String(BigInt(previous.origin.version) + 1n) } };
}

/** RFC 3264 §8: whether one end point may say `next` after `previous`. */
export function checkRevision(previous: SessionDescription, next: SessionDescription): readonly DescriptionFault[] {
  const faults: DescriptionFault[] = [];
  const { version: before, ...origin } = previous.origin;
  const { version: after, ...now } = next.origin;
  const differs = Object.entries(origin).find(([name, value]) => now[name as keyof typeof now] !== value);
  if (differs !== undefined) faults.push(about(`o= has another ${differs[0]}`, "RFC 3264 §8"));
  const isSame = isSameContent(next, previous);
  const step = BigInt(after) - BigInt(before);
  if (isSame && step !== 0n && step !== 1n)
    faults.push(about(`o= goes from version ${before} to ${after}, nothing else changes`, "RFC 3264 §8"));
  if (!isSame && step !== 1n) faults.push(about(`o= goes from version ${before} to ${after}, expected one more`, "RFC 3264 §8"));
  if (next.media.length < previous.media.length) {
    faults.push(
      about(`${next.media.length} m= lines after ${previous.media.length}: a stream is ended with port 0, never left out`, "RFC 3264 §8"),
    );
  }
  return faults;
}

/** RFC 3264 §8.4: what this end point says to put the other on hold. */
export function hold(description: SessionDescription): SessionDescription {
  return withDirections(description, (direction) => (direction === "sendrecv" || direction === "sendonly" ? "sendonly" : "inactive"));
}

/** Takes the other off hold again. */
export function resume(description: SessionDescription): SessionDescription {
  return withDirections(description, (direction) => (direction === "sendonly" || direction === "sendrecv" ? "sendrecv" : "recvonly"));
}

/** @param change is asked for each stream that is not refused. */
function withDirections(
  description: SessionDescription,
  change: (direction: Direction, media: MediaDescription, index: number) => Direction,
): SessionDescription {
  const media = description.media.map((stream, index): MediaDescription => {
    if (stream.port === 0) return stream;
    const before = directionOf(stream, description);
    const after = change(before, stream, index);
    return after === before ? stream : { ...stream, attributes: withDirection(stream.attributes, after) };
  });
  return revise(description, { ...description, media });
}

function about(what: string, clause: string): DescriptionFault {
  return { what, clause, media: null };
}
