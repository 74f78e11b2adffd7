import type { Flow, Variant } from "./flow.ts";
import { elementsOf } from "./walk.ts";

/** Ids of what a variant leaves out by its own words: with a request go its answers and ACKs, with a message its hops. */
export function leftOutBy(flow: Flow, { omits }: Variant): Set<string> {
  const gone = new Set(omits);
  for (const message of flow.messages) if (message.answers !== null && gone.has(message.answers)) gone.add(message.id);
  for (const element of elementsOf(flow.body)) if (element.kind === "hop" && gone.has(element.message)) gone.add(element.id);
  return gone;
}
