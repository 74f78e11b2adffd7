import { allOf, entryOf } from "../entries.ts";
import { serverKey } from "../transaction/key.ts";
import type { Server } from "./agent.ts";
import { endSession } from "./end.ts";
import { respond } from "./respond.ts";
import { withoutRepetition } from "./respond-invite.ts";
import { setServer, type Work } from "./work.ts";

/** RFC 3261 §9.2: CANCEL is answered at once, and the INVITE it cancels with 487, unless that has its final answer. */
export function onCancel(work: Work, { transaction, request }: Server): void {
  const cancelled = entryOf(work.agent.servers, serverKey(request, "INVITE") ?? "");
  const known = entryOf(work.agent.servers, transaction);
  if (known !== undefined && cancelled !== undefined) setServer(work, { ...known, tag: cancelled.tag });
  respond(work, transaction, { status: cancelled === undefined ? 481 : 200 });
  if (cancelled !== undefined && cancelled.final === null) settle(work, cancelled, "CANCEL");
}

/** RFC 3261 §15.1.2: BYE ends the session, and what waits for an answer in it gets 487. */
export function onBye(work: Work, id: string, bye: Server): void {
  for (const server of allOf(work.agent.servers)) {
    if (server.dialog !== id || server.transaction === bye.transaction || isOfSubscription(server)) continue;
    // A 2xx is sent again until its ACK comes all the same, for the INVITE of the other side has to end as well.
    if (server.final === null) settle(work, server, "BYE");
  }
  endSession(work, id, "BYE received");
}

/** RFC 3262 §3: an answer that nobody acknowledges ends the INVITE. */
export function settle(work: Work, { transaction }: Server, cause: "CANCEL" | "BYE" | "no PRACK"): void {
  const status = cause === "no PRACK" ? 500 : 487;
  const server = entryOf(work.agent.servers, transaction);
  if (server !== undefined) setServer(work, { ...withoutRepetition(work, server), queue: [] });
  respond(work, transaction, { status });
  work.outputs.push({ kind: "settled", transaction, status, cause });
}

function isOfSubscription({ request }: Server): boolean {
  return request.method === "SUBSCRIBE" || request.method === "NOTIFY" || request.method === "REFER";
}
