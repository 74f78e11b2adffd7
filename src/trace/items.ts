import { decodedPart } from "../model/decode-uri.ts";
import { ITEMS_HEADER, type TraceEvent } from "../model/trace.ts";
import { headerOf, isFault } from "../sip/message.ts";
import { readFast } from "../sip/read-wire.ts";

/** Ids of the items in a message; of SIP, those in their header. */
export function itemsIn(message: TraceEvent["message"]): readonly string[] {
  if (message === null) return [];
  if (message.kind === "named-signal") return message.carries;
  // Whoever has written it may have written anything.
  if (typeof message.raw !== "string") return [];
  const read = readFast(message);
  const items = isFault(read) ? null : headerOf(read, ITEMS_HEADER);
  return items === null ? [] : items.split(",").map((item) => decodedPart(item.trim()));
}
