import type { TraceEvent } from "../model/trace.ts";

/** Ids of the items in a message; of SIP, those in the header that the engine puts them into, each encoded as a part of a URI. */
export function itemsIn(message: TraceEvent["message"]): readonly string[] {
  if (message === null) return [];
  if (message.kind === "named-signal") return message.carries;
  if (!message.raw.includes("\r\nCallflow-Items:")) return [];
  const found = /^Callflow-Items:(.*)$/im.exec(message.raw.slice(0, message.raw.indexOf("\r\n\r\n")));
  return found === null ? [] : (found[1] ?? "").split(",").map((item) => decoded(item.trim()));
}

function decoded(item: string): string {
  try {
    return decodeURIComponent(item);
  } catch {
    // Written by somebody else.
    return item;
  }
}
