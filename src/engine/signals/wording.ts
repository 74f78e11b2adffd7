import type { LocalEvent } from "../../analysis/local-view.ts";
import { formOf, theMessage } from "../../model/nouns.ts";
import type { SignalState } from "./state.ts";

/** A participant in a sentence: "UE-1", "the remote end point". */
export function who({ view }: SignalState, participant: string): string {
  return view.names.get(participant) ?? participant;
}

/** A message in a sentence: "REFER", "the Accepted notification"; one that is called after what it does is quoted. */
export function what(name: string): string {
  return formOf(name) === "infinitive" ? `"${name}"` : theMessage(name);
}

/** What an event is about, in a sentence. */
export function subject({ message, timer }: LocalEvent): string {
  if (message !== null) return what(message.name);
  return timer === null ? "a message that the flow does not define" : `timer ${timer.name}`;
}
