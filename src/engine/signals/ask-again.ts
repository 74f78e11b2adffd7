import type { LocalEvent } from "../../analysis/local-view.ts";
import type { Payload } from "../../model/payload.ts";
import type { Output } from "../behaviour.ts";
import { onWire } from "./on-wire.ts";
import type { Again, SignalState } from "./state.ts";
import { contentsOf } from "./values.ts";

type ForAnswer =
  | Omit<Extract<Again, { readonly kind: "asked" }>, "transaction">
  | Omit<Extract<Again, { readonly kind: "resynchronised" }>, "transaction">;

/** Sends a request of the view once more, with something in it that the view does not have. */
export function askAgain(
  state: SignalState,
  { message, next, peer }: LocalEvent,
  payload: Payload,
  then: ForAnswer,
): { readonly state: SignalState; readonly outputs: readonly Output[] } {
  if (message === null) return { state, outputs: [] };
  const { participant: self } = state.view;
  const made = state.made + 1;
  const transaction = `${self}-${made}`;
  const contents = contentsOf(message, state);
  const signal = onWire(message, transaction, [self], "lacking" in contents ? [payload] : [...contents.payloads, payload]);
  return {
    state: { ...state, made, again: [...state.again, { ...then, transaction }] },
    outputs: [{ kind: "send", event: null, to: next ?? peer, message: signal }],
  };
}

/** The request of the view, sent by this end, whose answer has brought it an item. */
export function requestFor(item: string, { view }: SignalState): LocalEvent | null {
  const answer = view.events.find(
    ({ kind, role, message }) =>
      kind === "receive" && role === "end" && message?.role === "reply" && message.carries.some((carried) => carried.item === item),
  );
  const asked = answer?.message?.answers?.id;
  const request = view.events.find(({ kind, role, message }) => kind === "send" && role === "end" && message?.id === asked);
  return request?.message?.signal.kind === "operation" ? request : null;
}
