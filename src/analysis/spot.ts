import type { Message } from "../model/message.ts";

/** What a participant is where it meets a message, and where its routing leads from there: as in `LocalEvent`. */
export interface Spot {
  readonly role: "end" | "relay";
  readonly next: string | null;
  /** Index in the path; -1 where the participant is not to meet the message there. */
  readonly at: number;
}

/**
 * Finds the spot on the path where a participant meets a message. A path may pass a participant several times: it sends at one
 * spot after the other, and it receives at a spot only from the neighbour in front of it.
 *
 * @param met how often the participant has met which message; counts this time
 */
export function spotOf(
  kind: "send" | "receive",
  participant: string,
  peer: string,
  { id, role, path }: Pick<Message, "id" | "role" | "path">,
  met: Map<string, number>,
): Spot {
  const last = path.length - 1;
  const key = kind === "send" ? `to|${id}` : `from ${peer}|${id}`;
  const before = met.get(key) ?? 0;
  met.set(key, before + 1);
  let passed = 0;
  const at = path.findIndex((point, index) => {
    const isSpot = kind === "send" ? index < last : index > 0 && path[index - 1]?.participant === peer;
    if (!isSpot || point.participant !== participant) return false;
    passed += 1;
    return passed > before;
  });
  if (at < 0) return { role: isRelayOn(path, participant) ? "relay" : "end", next: null, at };
  const isEnd = at === (kind === "send" ? 0 : last);
  const isRouted = (role === "request" || role === "one-way") && isEnd === (kind === "send");
  return { role: isEnd ? "end" : "relay", next: isRouted ? (path[at + 1]?.participant ?? null) : null, at };
}

/** Whether a participant is on the path, and at none of its ends. */
function isRelayOn(path: Message["path"], participant: string): boolean {
  const isAt = (at: number) => path.at(at)?.participant === participant;
  return !isAt(0) && !isAt(-1) && path.some((point) => point.participant === participant);
}
