import type { LocalMessage } from "../../analysis/local-view.ts";
import type { SipRequestMessage } from "../../sip/message.ts";
import { registeredIdentities, type SipIdentities } from "../../sip/registration/identities.ts";
import type { SignalState } from "../signals/state.ts";
import { withValue } from "../signals/values.ts";
import { hostOf, labelOf, uriOf } from "./addresses.ts";

/** Who is called what in whose domain (TS 23.003 §13.3, §13.4). */
export function identitiesOf(participant: string, at: string): SipIdentities {
  return { private: `${labelOf(participant)}@${hostOf(at)}`, public: uriOf(participant, at) };
}

/** Those that a REGISTER carries, of which its sender knows what they are. */
export function carriedIdentities({ carries }: LocalMessage, { values }: SignalState): SipIdentities | null {
  const [known] = carries.flatMap(({ item }) => values.byItem.get(item) ?? []).filter((value) => value.kind === "sip-identities");
  return known?.kind === "sip-identities" ? known : null;
}

/** A registrar learns by what somebody registers from the request itself. */
export function learningIdentities(state: SignalState, { carries }: LocalMessage, request: SipRequestMessage): SignalState {
  const item = carries.find((carried) => state.view.items.get(carried.item)?.kind === "identities")?.item;
  const identities = item === undefined ? null : registeredIdentities(request);
  return item === undefined || identities === null ? state : withValue(state, { kind: "sip-identities", item, ...identities });
}
