import { entryOf } from "../entries.ts";
import { responseTo } from "../responses.ts";
import { dispatch } from "../transaction/dispatch.ts";
import { failTransport, receive, type TransactionsCourse } from "../transaction/layer.ts";
import type { FailureCause } from "../transaction/transaction.ts";
import type { Agent } from "./agent.ts";
import { cancel } from "./cancel.ts";
import { endSession } from "./end.ts";
import type { AgentInput, AgentReaction } from "./io.ts";
import { forgetServer, onAck } from "./on-ack.ts";
import { onRequest } from "./on-request.ts";
import { onResponse } from "./on-response.ts";
import { onTimer } from "./on-timer.ts";
import { requestOutside } from "./outside.ts";
import { respond } from "./respond.ts";
import { endAll } from "./subscriptions.ts";
import { acknowledge, requestWithinDialog } from "./within.ts";
import { dropClient, setServer, type Work } from "./work.ts";

/** The user agent core as a machine: nothing but what it is handed decides what it does. */
export function reactAgent(agent: Agent, input: AgentInput): AgentReaction {
  const work: Work = { agent, outputs: [], timers: [] };
  take(work, input);
  return work;
}

function take(work: Work, input: AgentInput): void {
  switch (input.kind) {
    case "message":
      pursue(work, receive(work.agent.transactions, input.message));
      break;
    case "timer": {
      const course = onTimer(work, input.name);
      if (course !== null) pursue(work, course);
      break;
    }
    case "transport error":
      pursue(work, failTransport(work.agent.transactions, input.transaction));
      break;
    case "request":
      requestOutside(work, input.handle, input.draft, input.hold ?? false);
      break;
    case "request within":
      requestWithinDialog(work, input.handle, input.dialog, input.draft, input.hold ?? false);
      break;
    case "respond":
      respond(work, input.transaction, { ...input.draft, reliably: input.reliably ?? false });
      break;
    case "acknowledge":
      acknowledge(work, input.handle, input.dialog, input.headers ?? [], input.body ?? "");
      break;
    case "cancel":
      cancel(work, input.handle);
      break;
    case "forget":
      endAll(work, input.dialog, "forgotten");
      break;
  }
}

function pursue(work: Work, course: TransactionsCourse): void {
  work.agent = { ...work.agent, transactions: course.transactions };
  work.timers.push(...course.timers);
  dispatch(course.outputs, {
    send: (message, transaction) => work.outputs.push({ kind: "send", message, transaction }),
    request: (transaction, request) => onRequest(work, transaction, request),
    response: (transaction, response) => onResponse(work, transaction, response, null),
    ack: (request) => onAck(work, request),
    failed: (transaction, cause) => onFailed(work, transaction, cause),
    ended: (transaction) => onEnded(work, transaction),
  });
}

/** RFC 3261 §8.1.3.1: no answer counts as 408, a transport that fails as 503. */
function onFailed(work: Work, transaction: string, cause: FailureCause): void {
  const client = entryOf(work.agent.clients, transaction);
  if (client === undefined || cause === "no ACK") return;
  onResponse(work, transaction, responseTo(client.request, { status: cause === "timeout" ? 408 : 503 }, null), cause);
}

function onEnded(work: Work, transaction: string): void {
  const client = entryOf(work.agent.clients, transaction);
  if (client !== undefined) {
    dropClient(work, transaction);
    // RFC 3261 §13.2.2.4: early dialogs that no 2xx has confirmed by now are over.
    for (const id of client.made) if (entryOf(work.agent.dialogs, id)?.session?.state === "early") endSession(work, id, "failed");
  }
  const server = entryOf(work.agent.servers, transaction);
  if (server === undefined) return;
  setServer(work, { ...server, ended: true });
  forgetServer(work, transaction);
}
