import type { Attribute, MediaDescription, SessionDescription } from "./description.ts";

/** RFC 8866 §6.7, seen from who says it. */
export type Direction = "sendrecv" | "sendonly" | "recvonly" | "inactive";

const directions: ReadonlySet<string> = new Set(["sendrecv", "sendonly", "recvonly", "inactive"]);

const isDirection = (name: string): name is Direction => directions.has(name);

/** The stream's own, else the session's, else both ways (RFC 8866 §6.7). A refused stream goes nowhere. */
export function directionOf(media: MediaDescription, session: SessionDescription): Direction {
  if (media.port === 0) return "inactive";
  return ownDirection(media.attributes) ?? ownDirection(session.attributes) ?? "sendrecv";
}

function ownDirection(attributes: readonly Attribute[]): Direction | null {
  for (const { name, value } of attributes) if (value === null && isDirection(name)) return name;
  return null;
}

/** The attributes with this direction where one stood, else at the end; both ways needs no saying, but is said. */
export function withDirection(attributes: readonly Attribute[], direction: Direction): readonly Attribute[] {
  const said = { name: direction, value: null };
  const at = attributes.findIndex(({ name, value }) => value === null && isDirection(name));
  if (at < 0) return [...attributes, said];
  return attributes.flatMap((attribute, index) => {
    if (index === at) return [said];
    return attribute.value === null && isDirection(attribute.name) ? [] : [attribute];
  });
}

/** What the other side calls it. */
export function mirrored(direction: Direction): Direction {
  return direction === "sendonly" ? "recvonly" : direction === "recvonly" ? "sendonly" : direction;
}

export const sends = (direction: Direction): boolean => direction === "sendrecv" || direction === "sendonly";
export const receives = (direction: Direction): boolean => direction === "sendrecv" || direction === "recvonly";

/** RFC 3264 §6.1: the widest that an answer may say, and who answers wants. @param offered as the offer says it */
export function narrowed(offered: Direction, wanted: Direction): Direction {
  const send = receives(offered) && sends(wanted);
  const receive = sends(offered) && receives(wanted);
  return send ? (receive ? "sendrecv" : "sendonly") : receive ? "recvonly" : "inactive";
}
