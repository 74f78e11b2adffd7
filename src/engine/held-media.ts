import { componentsOf, sessionOf } from "../analysis/media.ts";
import { namedInSentence } from "../model/authors-articles.ts";
import type { Condition } from "../model/element.ts";
import type { Flow } from "../model/flow.ts";
import type { MediaRef } from "../model/media.ts";
import type { EndState } from "./end-state.ts";
import { mediaGraph } from "./media-graph.ts";

/** Why media does not flow as a condition says, in words; null where it does. */
export function missingMedia(
  flow: Flow,
  media: MediaRef,
  participants: readonly string[],
  state: Pick<EndState, "legs" | "connections">,
): string | null {
  const [first] = participants;
  const last = participants.at(-1);
  if (first === undefined || last === undefined) return null;
  for (const component of componentsOf(media, flow)) {
    const edges = mediaGraph(state, component, sessionOf(media, flow) ?? "");
    for (const [from, to] of [
      [first, last],
      [last, first],
    ] as const) {
      if (isReached(from, to, participants, edges)) continue;
      return `${component} does not flow from ${namedInSentence(flow, from)} to ${namedInSentence(flow, to)}`;
    }
  }
  return null;
}

/** Whether media gets from one to the other, straight or by way of the participants. */
function isReached(from: string, to: string, participants: readonly string[], edges: ReadonlySet<string>): boolean {
  const reached = new Set([from]);
  for (const at of reached) for (const next of participants) if (edges.has(`${at}|${next}`)) reached.add(next);
  return reached.has(to);
}

/** Whether a condition is reached just now by the later one of its first and its last participant: each reaches it in its own time. */
export function newRendezvous(): (condition: Condition, participant: string) => boolean {
  const counts = new Map<string, number>();
  const countOf = (id: string, participant: string | undefined) => counts.get(`${id}|${participant}`) ?? 0;
  return ({ id, participants }, participant) => {
    const ends = [participants[0], participants.at(-1)];
    const before = Math.min(...ends.map((end) => countOf(id, end)));
    counts.set(`${id}|${participant}`, countOf(id, participant) + 1);
    return Math.min(...ends.map((end) => countOf(id, end))) > before;
  };
}
