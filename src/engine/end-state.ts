import type { Connection } from "../model/connection.ts";
import type { TraceEvent } from "../model/trace.ts";
import { followSignals } from "./follow-signals.ts";
import { followSip } from "./follow-sip.ts";
import { type Legs, newLegs } from "./legs.ts";

/** What holds after an execution, read from its trace alone. */
export interface EndState {
  readonly legs: Legs;
  readonly connections: readonly Connection[];
  /** The printed label of the step in which a session was last released, by its id; null where it is not printed. */
  readonly releases: ReadonlyMap<string, string | null>;
  /** Accepted registrations: `participant|registrar`. */
  readonly registrations: ReadonlySet<string>;
  /** What has been learnt at an end of a path: `participant|item`. */
  readonly learnt: ReadonlySet<string>;
}

/** Takes the events of a trace in their order. */
export interface Follower {
  see(event: TraceEvent): void;
  /** Whether a participant is an end of the session by now. */
  isInSession(session: string, participant: string): boolean;
  /** The media that flow by now. */
  media(): Pick<EndState, "legs" | "connections">;
  /** What holds when nothing comes any more. */
  end(): EndState;
}

export function followTrace(): Follower {
  const legs = newLegs();
  const learnt = new Set<string>();
  const learn = (participant: string, items: readonly string[]): void => {
    for (const item of items) learnt.add(`${participant}|${item}`);
  };
  const sip = followSip(legs, learn);
  const signals = followSignals(learn);
  return {
    see(event) {
      switch (event.message?.kind) {
        case "named-signal":
          signals.see(event, event.message);
          return;
        case "sip":
          sip.see(event, event.message);
          return;
        case undefined:
          return;
      }
    },
    isInSession: (session, participant) => legs.of(session).some(({ ends, isUp }) => isUp && ends.includes(participant)),
    media: () => ({ legs, connections: signals.connections() }),
    end: () => ({ legs, connections: signals.end(), releases: sip.releases, registrations: sip.registrations, learnt }),
  };
}
