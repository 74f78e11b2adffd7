import { admitted, dialogIdOf } from "../dialog/dialog.ts";
import { replacementOf } from "../dialog/replaces.ts";
import { allOf, entryOf } from "../entries.ts";
import { callIdOf, cseqOf, tagOf, tokensOf } from "../fields.ts";
import type { Header, SipRequestMessage } from "../message.ts";
import { eventOf } from "../subscription/subscription.ts";
import type { Held, Server } from "./agent.ts";
import { onFirstNotify } from "./on-notify.ts";
import { onWithin, type Verdict } from "./on-within.ts";
import { respond } from "./respond.ts";
import { onCancel } from "./settle.ts";
import { newIdentifier, setHeld, setServer, type Work } from "./work.ts";

/** RFC 3261 §8.2, §12.2.2: what the protocol itself answers is answered; the rest is told to the user. */
export function onRequest(work: Work, transaction: string, request: SipRequestMessage): void {
  const tag = tagOf(request, "To") ?? newIdentifier(work);
  const server: Server = {
    transaction,
    request,
    tag,
    dialog: null,
    final: null,
    rseq: null,
    pracked: null,
    unacknowledged: null,
    queue: [],
    replaces: null,
    ended: false,
  };
  setServer(work, server);
  if (request.method === "CANCEL") {
    onCancel(work, server);
    return;
  }
  const verdict = isUnderstood(work, request) ?? (tagOf(request, "To") === null ? onOutside(work, server) : onInside(work, server));
  if (verdict.kind === "answer") respond(work, transaction, verdict);
  if (verdict.kind !== "tell") return;
  const known = entryOf(work.agent.servers, transaction);
  work.outputs.push({ kind: "request", transaction, request, dialog: known?.dialog ?? null, replaces: known?.replaces ?? null });
}

/** RFC 3261 §8.2.1 to §8.2.2.3. @returns null where nothing is wrong with it */
function isUnderstood(work: Work, request: SipRequestMessage): Verdict | null {
  const { allow, supported, events } = work.agent.config;
  const answer = (status: number, name: string, values: readonly string[]): Verdict => {
    const headers: readonly Header[] = [{ name, value: values.join(", ") }];
    return { kind: "answer", status, headers };
  };
  if (!allow.includes(request.method)) return answer(405, "Allow", allow);
  const unsupported = tokensOf(request, "Require").filter((option) => !supported.includes(option.toLowerCase()));
  if (unsupported.length > 0) return answer(420, "Unsupported", unsupported);
  const name = request.method === "SUBSCRIBE" ? eventOf(request) : null;
  if (request.method !== "SUBSCRIBE" || (name !== null && events.includes(name.event))) return null;
  return answer(489, "Allow-Events", events);
}

function onOutside(work: Work, server: Server): Verdict {
  const { request } = server;
  if (isMerged(work, server)) return { kind: "answer", status: 482 };
  if (needsDialog(request.method)) return { kind: "answer", status: 481 };
  if (request.method !== "INVITE") return { kind: "tell" };
  const replacement = replacementOf(request, (id) => replaceable(entryOf(work.agent.dialogs, id)));
  if (replacement.kind === "refused") return { kind: "answer", status: replacement.status };
  if (replacement.kind === "dialog") setServer(work, { ...server, replaces: replacement.dialog.id });
  return { kind: "tell" };
}

function onInside(work: Work, server: Server): Verdict {
  const { request } = server;
  const id = dialogIdOf(request);
  const held = entryOf(work.agent.dialogs, id);
  if (held === undefined) return request.method === "NOTIFY" ? onFirstNotify(work, server) : { kind: "answer", status: 481 };
  setServer(work, { ...server, dialog: id });
  const dialog = admitted(held.dialog, request);
  if (dialog === null) return { kind: "answer", status: 500 };
  setHeld(work, { ...held, dialog });
  return onWithin(work, { ...server, dialog: id });
}

/** RFC 3261 §8.2.2.2: the same request by another way. */
function isMerged(work: Work, { transaction, request }: Server): boolean {
  const [callId, from, number, method] = [callIdOf(request), tagOf(request, "From"), cseqOf(request)?.number, request.method];
  return allOf(work.agent.servers).some(
    ({ transaction: other, request: asked, ended }) =>
      other !== transaction &&
      !ended &&
      asked.method === method &&
      callIdOf(asked) === callId &&
      tagOf(asked, "From") === from &&
      cseqOf(asked)?.number === number,
  );
}

function needsDialog(method: string): boolean {
  return method === "BYE" || method === "PRACK" || method === "UPDATE" || method === "NOTIFY";
}

function replaceable(held: Held | undefined) {
  if (held === undefined) return null;
  const { dialog, session } = held;
  return { dialog, initiated: session?.initiated ?? false, invited: session !== null, over: session?.state === "ending" };
}
