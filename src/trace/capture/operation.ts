import type { NamedSignal } from "../../model/trace.ts";
import { SIGNAL_PORT } from "./ports.ts";
import type { Carried } from "./read-packet.ts";

const roles: readonly NamedSignal["role"][] = ["request", "reply", "ack", "one-way"];

/** What is no SIP and was written here; only what says which message it is: what it carries may be anything by now. */
export function operationIn({ fromPort, toPort }: Carried, payload: Uint8Array): NamedSignal | null {
  if (fromPort !== SIGNAL_PORT || toPort !== SIGNAL_PORT) return null;
  const { kind, name, role, transaction } = jsonIn(payload);
  const known = roles.find((one) => one === role);
  if (kind !== "named-signal" || typeof name !== "string" || known === undefined || typeof transaction !== "string") return null;
  return { kind, name, role: known, transaction, via: [], signal: { kind: "operation", connects: [] }, carries: [], payloads: [] };
}

function jsonIn(octets: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(octets));
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
