import type { Connection } from "../../model/connection.ts";
import type { DialogEntry, MediaEntry } from "../../model/moment.ts";
import { attributeOf, type SessionDescription, streamAddress } from "../../sip/sdp/description.ts";
import { directionOf, receives, sends } from "../../sip/sdp/direction.ts";
import type { Owners } from "./owners.ts";

/** What one end of a dialog says about one component. */
export interface Line {
  readonly component: string;
  /** Who receives it; null where it is refused. */
  readonly at: string | null;
  /** Where that one receives it. */
  readonly port: number;
  readonly receives: boolean;
  readonly sends: boolean;
}

export interface Media {
  /** An offer and its answer are complete; components that they do not mention stay. */
  agree(dialog: DialogEntry, offer: readonly Line[], offerer: string, answer: readonly Line[], answerer: string): void;
  /** One end has left the dialog. */
  leave(dialog: DialogEntry): void;
  connect(connections: readonly Connection[]): void;
  list(): readonly MediaEntry[];
}

interface Leg {
  readonly session: string | null;
  readonly ends: readonly [string, string];
  /** By `end component`. */
  readonly lines: ReadonlyMap<string, Line>;
}

export function followMedia(): Media {
  const legs = new Map<number, Leg>();
  const connections: Connection[] = [];
  let listed: readonly MediaEntry[] | null = [];
  return {
    agree({ number, session }, offer, offerer, answer, answerer) {
      const said = [...offer.map((line) => [offerer, line] as const), ...answer.map((line) => [answerer, line] as const)];
      const lines = new Map(legs.get(number)?.lines ?? []);
      for (const [by, line] of said) lines.set(`${by} ${line.component}`, line);
      legs.set(number, { session, ends: [offerer, answerer], lines });
      listed = null;
    },
    leave({ number }) {
      if (legs.delete(number)) listed = null;
    },
    connect(made) {
      connections.push(...made);
      if (made.length > 0) listed = null;
    },
    list() {
      listed ??= mediaOf([...legs.values()], connections);
      return listed;
    },
  };
}

/**
 * What a description says of each component.
 *
 * @param by who says it: media at the address that it calls its own are its own, whatever name it has for signalling
 */
export function linesIn(description: SessionDescription, by: string, owners: Owners): readonly Line[] {
  return description.media.map((stream) => {
    const address = streamAddress(stream, description);
    const direction = directionOf(stream, description);
    return {
      component: attributeOf(stream.attributes, "label") ?? stream.type,
      at: stream.port === 0 ? null : address === description.origin.address ? by : owners.ofHost(address),
      port: stream.port,
      ...{ receives: receives(direction), sends: sends(direction) },
    };
  });
}

function mediaOf(legs: readonly Leg[], connections: readonly Connection[]): readonly MediaEntry[] {
  const entries = new Map<string, MediaEntry>();
  const ports = new Map<string, number>();
  for (const { session, ends, lines } of legs) {
    const [a, b] = ends;
    for (const [self, other] of [
      [a, b],
      [b, a],
    ] as const) {
      for (const [key, own] of lines) {
        if (key !== `${self} ${own.component}`) continue;
        const theirs = lines.get(`${other} ${own.component}`);
        // Who describes another's address only passes signalling on; the media comes from that other.
        if (own.at !== self || !own.sends || theirs?.receives !== true || theirs.at === null) continue;
        const anchor = theirs.at === other ? null : other;
        const entry: MediaEntry = { kind: "media", session, component: own.component, from: self, to: theirs.at, anchor, by: "dialog" };
        add(entries, entry);
        ports.set(keyOf(entry), theirs.port);
      }
    }
  }
  let idle = connections;
  // What one resource passes on may reach another.
  for (let before = -1; before !== idle.length; ) {
    before = idle.length;
    idle = idle.filter((connection) => !passesOn(connection, entries, ports));
  }
  return [...entries.values()];
}

/** A resource can pass on only what reaches it, and what it plays itself. */
function passesOn(
  { session, component, resource, from, to, port }: Connection,
  entries: Map<string, MediaEntry>,
  ports: ReadonlyMap<string, number>,
): boolean {
  const way = keyOf({ session, component, from, to: resource });
  const reaches = from === resource || (entries.has(way) && (port === null || (ports.get(way) ?? port) === port));
  if (reaches) add(entries, { kind: "media", session, component, from: resource, to, anchor: null, by: "connection" });
  return reaches;
}

function add(entries: Map<string, MediaEntry>, entry: MediaEntry): void {
  if (!entries.has(keyOf(entry))) entries.set(keyOf(entry), entry);
}

function keyOf({ session, component, from, to }: Pick<MediaEntry, "session" | "component" | "from" | "to">): string {
  return `${session} ${component} ${from} ${to}`;
}
