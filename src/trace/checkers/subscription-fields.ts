import { readEvent, readSubscriptionState } from "../../sip/headers/events.ts";
import { paramOf } from "../../sip/headers/params.ts";
import { headerOf, isFault } from "../../sip/message.ts";
import type { Wire } from "./wire.ts";

/** The event package and the id of a SUBSCRIBE or NOTIFY; "" for what it does not say. */
export function eventOf({ message }: Wire): { readonly name: string; readonly id: string } {
  const read = readEvent(headerOf(message, "Event") ?? "");
  return isFault(read) ? { name: "", id: "" } : { name: read.package, id: paramOf(read.params, "id") ?? "" };
}

/** Of a NOTIFY: active, pending, terminated … Null where it does not say. */
export function stateOf({ message }: Wire): string | null {
  const read = readSubscriptionState(headerOf(message, "Subscription-State") ?? "");
  return isFault(read) ? null : read.state;
}

/** RFC 4488 §4: a REFER may be accepted without a subscription. */
export function isWithout({ message }: Wire): boolean {
  return headerOf(message, "Refer-Sub")?.toLowerCase().startsWith("false") === true;
}
