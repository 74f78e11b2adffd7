import type { Flow } from "../../model/flow.ts";
import type { TraceEvent } from "../../model/trace.ts";
import { BadInput } from "../../model/wrong.ts";
import type { Network } from "../network.ts";
import type { Party } from "../party.ts";
import { hexOf, type Upset } from "../sip/security.ts";
import { disturbedNetwork } from "./disturbed-network.ts";
import { disturbedParty, newWatch, type Watch } from "./disturbed-party.ts";
import type { Fault } from "./fault.ts";
import { type Lag, lagOf, missingFor, overtakenIn } from "./overtaking.ts";
import { type PlacedFault, placeFault } from "./place-fault.ts";

/** Faults at work in one run. */
export interface Disturbance {
  /** What participants have that does not fit. */
  readonly upsets: { readonly [participant: string]: Upset };
  /** Hops whose message is lost. */
  readonly lost: readonly string[];
  network(network: Network): Network;
  party(party: Party): Party;
}

/**
 * @param reference the events of the same run without faults, for what depends on what follows
 * @throws BadInput where the flow has no place for a fault
 */
export function disturb(faults: readonly Fault[], flow: Flow, reference: () => readonly TraceEvent[]): Disturbance {
  const all = faults.map((fault) => ({ fault: placeFault(fault, flow), watch: newWatch() }));
  return {
    upsets: upsetsOf(all.map(({ fault }) => fault)),
    lost: all.flatMap(({ fault }) => (fault.kind === "drop" ? [fault.hop] : [])),
    network: (network) => all.reduce((below, { fault, watch }) => wrap(fault, watch, flow, reference)(below), network),
    party: (party) => all.reduce((inner, { fault, watch }) => disturbedParty(fault, inner, watch), party),
  };
}

/** Further ahead than any number that the other side may have by then. */
const OUT_OF_RANGE = 32 * 2 ** 29 + 1;

const ANOTHER_KEY = hexOf("another key");

const SOMEBODY_ELSE = { private: "another@callflow.invalid", public: "sip:another@callflow.invalid" };

function upsetsOf(faults: readonly PlacedFault[]): Disturbance["upsets"] {
  const upsets: { [participant: string]: Upset } = {};
  for (const fault of faults) {
    if (fault.kind === "desynchronise") upsets[fault.participant] = { ...upsets[fault.participant], sqn: OUT_OF_RANGE };
    if (fault.kind === "rekey") upsets[fault.participant] = { ...upsets[fault.participant], k: ANOTHER_KEY };
    if (fault.kind === "mismap") {
      const identities = Object.fromEntries(fault.items.map((item) => [item, SOMEBODY_ELSE]));
      upsets[fault.participant] = { ...upsets[fault.participant], identities };
    }
  }
  return upsets;
}

function wrap(fault: PlacedFault, watch: Watch, flow: Flow, reference: () => readonly TraceEvent[]): (network: Network) => Network {
  switch (fault.kind) {
    case "drop":
    case "duplicate":
    case "delay":
    case "reorder":
      return disturbedNetwork(fault, (hop) => {
        const events = reference();
        return lagOf(
          events,
          events.findIndex((one) => one.event === "send" && one.hop === hop),
        );
      });
    case "overtake": {
      const lag = overtakenIn(reference(), fault.what, fault.step);
      const where = fault.step === null ? flow.id : `step ${fault.step} of ${flow.id}`;
      if (lag === null) throw new BadInput(`${where} has ${missingFor(fault.what)}`, { remedy: "Delay or reorder a step instead" });
      return late(lag);
    }
    case "answer":
      return (network) => (sent) => {
        if (sent.hop === fault.hop && sent.message?.kind === "sip") watch.request ??= sent.message.raw;
        return network(sent);
      };
    case "crash":
      // Who is not there is not reached.
      return (network) => (sent) => (watch.hasBegun && sent.to === fault.participant ? [] : network(sent));
    case "silence":
    case "desynchronise":
    case "rekey":
    case "mismap":
      return (network) => network;
  }
}

/** All copies of what is late are late. */
function late({ from, to, raw, by }: Lag): (network: Network) => Network {
  return (network) => (sent) => {
    const isIt = sent.from === from && sent.to === to && sent.message?.kind === "sip" && sent.message.raw === raw;
    return network(sent).map((time) => (isIt ? time + by : time));
  };
}
