import { hasDescription } from "../dialog/offer.ts";
import type { WithinDraft } from "../dialog/request.ts";
import type { Held, Session } from "./agent.ts";

type Obstacle = (session: Session, described: boolean) => boolean;

const isOver: Obstacle = ({ state }) => state === "ending";
const isEarly: Obstacle = ({ state }) => state === "early";
const isInviting: Obstacle = ({ inviting }) => inviting !== null;
const hasOffer: Obstacle = ({ offer }, described) => described && offer.open !== "none";

/** What stands in the way of a request within a session. */
const obstacles: { readonly [method in string]?: readonly (readonly [Obstacle, string])[] } = {
  INVITE: [
    [isOver, "the session has been ended (RFC 3261 §15.1.1)"],
    [isEarly, "the first INVITE has no final answer yet (RFC 3261 §14.1)"],
    [isInviting, "another INVITE is in progress (RFC 3261 §14.1)"],
    [hasOffer, "an offer waits for its answer (RFC 3264 §4)"],
  ],
  UPDATE: [
    [isOver, "the session has been ended (RFC 3261 §15.1.1)"],
    [hasOffer, "an offer waits for its answer (RFC 3311 §5.1)"],
  ],
  PRACK: [
    [isOver, "the session has been ended (RFC 3261 §15.1.1)"],
    [({ rseq, inviting }) => rseq === null || inviting?.side !== "local", "no reliable answer waits for it (RFC 3262 §4)"],
  ],
  INFO: [[isOver, "the session has been ended (RFC 3261 §15.1.1)"]],
  BYE: [
    [isOver, "the session has been ended (RFC 3261 §15.1.1)"],
    [({ state, initiated }) => state === "early" && !initiated, "who is called ends an early dialog with a final answer (RFC 3261 §15)"],
    [({ inviting }) => inviting?.side === "remote" && inviting.answered, "the 2xx has not been acknowledged (RFC 3261 §15)"],
  ],
};

/** @returns why a request cannot be sent within the dialog; null where it can */
export function obstacleWithin(held: Held | undefined, draft: WithinDraft): string | null {
  const { method, headers = [], body = "" } = draft;
  if (held === undefined) return "there is no such dialog (RFC 3261 §12.2)";
  if (method === "ACK" || method === "CANCEL") return `${method} belongs to a request that was sent (RFC 3261 §9.1, §13.2.2.4)`;
  if (held.dialog.remoteTarget === "") return "the other side has told no Contact (RFC 3261 §12.1)";
  const list = obstacles[method];
  if (list === undefined) return null;
  const { session } = held;
  if (session === null) return "the dialog has no session (RFC 3261 §15, RFC 5057 §4.1)";
  const described = hasDescription({ kind: "request", method, uri: "", headers, body });
  return list.find(([stands]) => stands(session, described))?.[1] ?? null;
}
