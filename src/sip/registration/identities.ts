import { addressOf } from "../fields.ts";
import { readCredentials } from "../headers/authorization.ts";
import { paramOf } from "../headers/params.ts";
import { headerOf, isFault, type SipRequestMessage } from "../message.ts";

/** By what somebody registers. */
export interface SipIdentities {
  /** IMPI. */
  readonly private: string;
  /** IMPU. */
  readonly public: string;
}

/** TS 24.229 §5.1.1.2: the private one is the user name of Authorization, the public one stands in To. @returns null where it lacks one */
export function registeredIdentities(request: SipRequestMessage): SipIdentities | null {
  const read = readCredentials(headerOf(request, "Authorization") ?? "");
  const name = isFault(read) ? null : paramOf(read.params, "username");
  const uri = addressOf(request, "To")?.uri ?? null;
  return name === null || uri === null ? null : { private: name, public: uri };
}
