import type { RegistrationEntry } from "../../model/moment.ts";
import { contactUriOf } from "../../sip/fields.ts";
import { readAddress } from "../../sip/headers/address.ts";
import { headerOf, isFault } from "../../sip/message.ts";
import type { Sight } from "../checkers/observe.ts";
import type { Owners } from "./owners.ts";
import { newTable } from "./table.ts";

/** Bindings as those who register know them (RFC 3261 §10). */
export function followRegistrations(owners: Owners): { see(sight: Sight): void; list(): readonly RegistrationEntry[] } {
  const table = newTable<RegistrationEntry>();
  return {
    list: table.list,
    see({ at, wire, role, request }) {
      if (wire.method !== "REGISTER" || role !== "client") return;
      const read = readAddress(headerOf(wire.message, "To") ?? "");
      const address = isFault(read) ? "" : read.uri;
      const key = `${at} ${address}`;
      const known = table.get(key);
      if (wire.status === null) {
        // A refresh changes nothing until it is answered.
        if (known?.state === "registered") return;
        table.set(key, {
          ...{ kind: "registration", participant: at, registrar: known?.registrar ?? null, address },
          ...{ state: "asked", contact: contactUriOf(wire.message) },
        });
      } else if (known !== undefined && wire.status >= 200) {
        const registrar = owners.ofTag(wire.callId, wire.toTag) ?? known.registrar;
        const contact = request === null ? null : contactUriOf(request.message);
        const isBound = headerOf(wire.message, "Contact") !== null;
        const isChallenge = wire.status === 401 || wire.status === 407;
        const state = wire.status < 300 ? (isBound ? "registered" : "removed") : isChallenge ? "challenged" : "refused";
        table.set(key, { ...known, registrar, state, contact: state === "registered" ? contact : known.contact });
      }
    },
  };
}
