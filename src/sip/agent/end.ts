import { entryOf, withoutEntry } from "../entries.ts";
import type { AgentOutput } from "./io.ts";
import { setHeld, startTimer, type Work } from "./work.ts";

/** RFC 5057 §4: a dialog ends with its last usage. */
export function endIfUnused(work: Work, id: string): void {
  const held = entryOf(work.agent.dialogs, id);
  if (held === undefined || held.session !== null || held.subscriptions.length > 0) return;
  work.agent = { ...work.agent, dialogs: withoutEntry(work.agent.dialogs, id) };
  if (held.retry !== null) startTimer(work, "glare", id, null);
  work.outputs.push({ kind: "dialog", dialog: id, state: "ended" });
}

export function endSession(work: Work, id: string, cause: Extract<AgentOutput, { kind: "session ended" }>["cause"]): void {
  const held = entryOf(work.agent.dialogs, id);
  if (held === undefined || held.session === null) return;
  // One that never was a session has only its early dialog to end; one that has been ended by BYE has been told.
  if (held.session.state === "confirmed") work.outputs.push({ kind: "session ended", dialog: id, cause });
  setHeld(work, { ...held, session: null });
  endIfUnused(work, id);
}
