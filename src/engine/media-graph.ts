import type { Connection } from "../model/connection.ts";
import type { EndState } from "./end-state.ts";

/** Who sends a component to whom: `from|to`. */
export function mediaGraph(
  { legs, connections }: Pick<EndState, "legs" | "connections">,
  component: string,
  session: string,
): ReadonlySet<string> {
  const edges = new Set<string>();
  /** Where what is sent straight comes in; what a resource passes on may come in anywhere. */
  const ports = new Map<string, number>();
  for (const { ends, lines } of legs.of(session)) {
    const [a, b] = ends;
    for (const [self, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const own = lines.get(`${self}|${component}`);
      const theirs = lines.get(`${other}|${component}`);
      // Who describes another's address only passes signalling on; the media comes from that other.
      if (own?.at === self && own.sends && theirs?.receives === true && theirs.at !== null) {
        edges.add(`${self}|${theirs.at}`);
        ports.set(`${self}|${theirs.at}`, theirs.port);
      }
    }
  }
  let idle = connections.filter((one) => one.session === session && one.component === component);
  // What one resource passes on may reach another.
  for (let before = -1; before !== idle.length; ) {
    before = idle.length;
    idle = idle.filter((connection) => !passesOn(connection, edges, ports));
  }
  return edges;
}

/** A resource can pass on only what reaches it, and what it plays itself. */
function passesOn({ resource, from, to, port }: Connection, edges: Set<string>, ports: ReadonlyMap<string, number>): boolean {
  const way = `${from}|${resource}`;
  const reaches = from === resource || (edges.has(way) && (port === null || (ports.get(way) ?? port) === port));
  if (reaches) edges.add(`${resource}|${to}`);
  return reaches;
}
