import { printVia, type Via } from "./headers/via.ts";
import { type Header, isFault, type SipMessage } from "./message.ts";
import { viasIn } from "./readings.ts";

// The Via lines of a message as a stack; a line may hold several (RFC 3261 §7.3.1).

/** RFC 3261 §16.6 item 8. @param via as it is to be written */
export function pushVia<M extends SipMessage>(message: M, via: string): M {
  return { ...message, headers: [{ name: "Via", value: via }, ...message.headers] };
}

/** RFC 3261 §16.7 item 3. */
export function popVia<M extends SipMessage>(message: M): M {
  return changeTop(message, []);
}

export function replaceTopVia<M extends SipMessage>(message: M, via: Via): M {
  return changeTop(message, [printVia(via)]);
}

function changeTop<M extends SipMessage>(message: M, values: readonly string[]): M {
  const at = message.headers.findIndex(({ name }) => name === "Via");
  const line = message.headers[at];
  if (line === undefined) return message;
  const read = viasIn(line.value);
  const others = isFault(read) ? [] : read.slice(1).map(printVia);
  const lines = [...values, ...others].map((value): Header => ({ name: "Via", value }));
  return { ...message, headers: [...message.headers.slice(0, at), ...lines, ...message.headers.slice(at + 1)] };
}
