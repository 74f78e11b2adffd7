import type { DescribedLine } from "./sip/session-description.ts";

/** A dialog that is up or being set up, and what its completed offers and answers say. */
export interface Leg {
  readonly ends: readonly [string, string];
  /** Whether a 2xx has confirmed it; until then it is early (RFC 3261 §12). */
  readonly isUp: boolean;
  /** By `end|component`. */
  readonly lines: ReadonlyMap<string, Line>;
}

/** How one end wants one component. */
export interface Line {
  /** Who receives it; null where it is refused. */
  readonly at: string | null;
  /** Where that one receives it. */
  readonly port: number;
  readonly receives: boolean;
  readonly sends: boolean;
}

/** The legs of all sessions. */
export interface Legs {
  of(session: string): readonly Leg[];
}

/** The legs while a trace is followed. */
export interface OpenLegs extends Legs {
  confirm(session: string, a: string, b: string): void;
  end(session: string, a: string, b: string): void;
  /** Ends a leg that has not been confirmed. */
  giveUp(session: string, a: string, b: string): void;
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
    confirm(session, a, b) {
      const { lines = new Map() } = among(session).get(keyOf(a, b)) ?? {};
      among(session).set(keyOf(a, b), { ends: [a, b], isUp: true, lines });
    },
    end: (session, a, b) => void among(session).delete(keyOf(a, b)),
    giveUp(session, a, b) {
      if (among(session).get(keyOf(a, b))?.isUp === false) among(session).delete(keyOf(a, b));
    },
    agree(session, offer, answer) {
      const key = keyOf(offer.by, answer.by);
      const { isUp = false, lines = new Map<string, Line>() } = among(session).get(key) ?? {};
      const agreed = new Map([...lines, ...linesIn(offer), ...linesIn(answer)]);
      among(session).set(key, { ends: [offer.by, answer.by], isUp, lines: agreed });
    },
  };
}

function* linesIn({ by, lines }: Described): Generator<readonly [string, Line]> {
  for (const { component, at, port, direction } of lines) {
    const receives = direction === "sendrecv" || direction === "recvonly";
    const sends = direction === "sendrecv" || direction === "sendonly";
    yield [`${by}|${component}`, { at, port, receives, sends }];
  }
}

/** The same for both ends. */
function keyOf(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}
