import type { LocalMessage } from "../../analysis/local-view.ts";
import type { NamedSignal } from "../../model/trace.ts";
import { carriedVector } from "../sip/vectors.ts";
import type { SignalState } from "./state.ts";

/** A message that the source leaves abstract, as it goes out. @param payload default: the vector among what it carries, where the sender knows it */
export function onWire(
  message: LocalMessage,
  transaction: string,
  via: readonly string[],
  state: SignalState,
  payload: NamedSignal["payload"] = carriedVector(message, state),
): NamedSignal {
  const { name, role, signal, carries } = message;
  return { kind: "named-signal", name, role, transaction, via, signal, carries: carries.map(({ item }) => item), payload };
}
