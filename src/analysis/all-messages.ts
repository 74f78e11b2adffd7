import type { Flow } from "../model/flow.ts";
import type { Message } from "../model/message.ts";

/** All messages one can meet when the flow is executed: its own, and the pending ones from before it. */
export function allMessagesOf(flow: Flow): readonly Message[] {
  const pending = flow.givens.flatMap((given) =>
    given.kind === "pending" ? [given.request, ...(given.early === null ? [] : [given.early])] : [],
  );
  return [...pending, ...flow.messages];
}
