import type { EndState } from "./end-state.ts";

/** Who sends a component to whom: `from|to`. */
export function mediaGraph(state: EndState, component: string, session: string): ReadonlySet<string> {
  const edges = new Set<string>();
  for (const leg of state.legs.values()) {
    if (leg.session !== session) continue;
    const [a, b] = leg.ends;
    for (const [self, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const own = leg.lines.get(`${self}|${component}`);
      const theirs = leg.lines.get(`${other}|${component}`);
      // Who describes another's address only passes signalling on; the media comes from that other.
      if (own?.at === self && own.sends && theirs?.receives === true && theirs.at !== null) edges.add(`${self}|${theirs.at}`);
    }
  }
  for (const connection of state.connections) {
    const [name, resource, from, to] = connection.split("|");
    // It can pass on only what reaches it, and what it plays itself.
    if (name === component && (from === resource || edges.has(`${from}|${resource}`))) edges.add(`${resource}|${to}`);
  }
  return edges;
}
