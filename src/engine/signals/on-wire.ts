import type { LocalMessage } from "../../analysis/local-view.ts";
import type { NamedSignal } from "../../model/trace.ts";

/** A message that the source leaves abstract, as it goes out. */
export function onWire(
  { name, role, signal, carries }: LocalMessage,
  transaction: string,
  via: readonly string[],
  payloads: NamedSignal["payloads"],
): NamedSignal {
  return { kind: "named-signal", name, role, transaction, via, signal, carries: carries.map(({ item }) => item), payloads };
}
