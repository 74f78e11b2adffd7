import type { Signal } from "../../model/signal.ts";
import { isSip, type LocalEvent, type LocalMessage, type LocalView } from "../local-view.ts";

/** Something that a participant does or meets, and all that it can see of it. */
export interface Observed {
  readonly event: LocalEvent;
  /** The same words are the same to it. */
  readonly words: string;
}

/** What a participant does and receives, in its order, also what it receives to pass it on: it may act upon that. */
export function observed(view: LocalView | null): readonly Observed[] {
  const events = (view?.events ?? []).filter(({ phase, kind }) => phase === "flow" && kind !== "condition");
  return events.flatMap((event) => (event.role === "end" || event.kind === "receive" ? [{ event, words: wordsOf(event) }] : []));
}

function wordsOf({ kind, element, peer, message, timer }: LocalEvent): string {
  if (timer !== null) return `${kind} ${timer.name} ${timer.duration ?? ""}`;
  // An action is the same only if it is the same element.
  return message === null ? `${kind} ${element}` : JSON.stringify([kind, peer, ...contentOf(message)]);
}

/** What a message says to who gets it, ids of other messages apart: they are names of ours. */
function contentOf(message: LocalMessage): readonly unknown[] {
  const { role, name, signal, origin, target, carries } = message;
  return [role, isSip(message) ? null : name, origin, target, carries.map(({ item }) => item), ...saidIn(signal)];
}

function saidIn(signal: Signal): readonly unknown[] {
  switch (signal.kind) {
    case "sip-request": {
      const { method, session, description, target, subscription } = signal;
      return [method, session, description, target, subscription?.state, subscription?.fragment];
    }
    case "sip-response":
      return [signal.status, signal.method, signal.session, signal.description];
    case "operation":
      return [signal.connects];
  }
}
