import type { LocalEvent } from "../../analysis/local-view.ts";
import { quotedMessage } from "../../model/nouns.ts";
import type { SignalState } from "./state.ts";

/** A participant in a sentence: "UE-1", "the remote end point". */
export function who({ view }: SignalState, participant: string): string {
  return view.names.get(participant) ?? participant;
}

/** What an event is about, in a sentence. */
export function subject({ message, timer }: LocalEvent): string {
  if (message !== null) return quotedMessage(message.name);
  return timer === null ? "a message that the flow does not define" : `timer ${timer.name}`;
}
