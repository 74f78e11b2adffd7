import type { DescribedLine } from "./sip/session-description.ts";

/** A dialog that is up or being set up, and what its completed offers and answers say. */
export interface Leg {
  readonly ends: readonly [string, string];
  /** By `end|component`. */
  readonly lines: ReadonlyMap<string, Line>;
}

/** How one end wants one component. */
export interface Line {
  /** Who receives it; null where it is refused. */
  readonly at: string | null;
  readonly receives: boolean;
  readonly sends: boolean;
}

/** The legs of all sessions. */
export interface Legs {
  of(session: string): readonly Leg[];
}

/** The legs while a trace is followed. */
export interface OpenLegs extends Legs {
  /** Sets up a leg, unless there is one. */
  begin(session: string, a: string, b: string): void;
  end(session: string, a: string, b: string): void;
  /** An offer and its answer are complete; lines that they do not mention stay. */
  agree(session: string, offer: Described, answer: Described): void;
}

/** A description and who has sent it. */
export interface Described {
  readonly by: string;
  readonly lines: readonly DescribedLine[];
}

export function newLegs(): OpenLegs {
  const sessions = new Map<string, Map<string, Leg>>();
  const among = (session: string): Map<string, Leg> => {
    const known = sessions.get(session) ?? new Map<string, Leg>();
    sessions.set(session, known);
    return known;
  };
  return {
    of: (session) => [...(sessions.get(session)?.values() ?? [])],
    begin(session, a, b) {
      const legs = among(session);
      if (!legs.has(keyOf(a, b))) legs.set(keyOf(a, b), { ends: [a, b], lines: new Map() });
    },
    end: (session, a, b) => void among(session).delete(keyOf(a, b)),
    agree(session, offer, answer) {
      const legs = among(session);
      const key = keyOf(offer.by, answer.by);
      const lines = new Map([...(legs.get(key)?.lines ?? []), ...linesIn(offer), ...linesIn(answer)]);
      legs.set(key, { ends: [offer.by, answer.by], lines });
    },
  };
}

function* linesIn({ by, lines }: Described): Generator<readonly [string, Line]> {
  for (const { component, at, direction } of lines) {
    const receives = direction === "sendrecv" || direction === "recvonly";
    const sends = direction === "sendrecv" || direction === "sendonly";
    yield [`${by}|${component}`, { at, receives, sends }];
  }
}

/** The same for both ends. */
function keyOf(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}
