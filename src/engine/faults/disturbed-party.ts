import type { SipMessage } from "../../sip/message.ts";
import { isFault } from "../../sip/message.ts";
import { readFast } from "../../sip/read-wire.ts";
import { responseTo } from "../../sip/responses.ts";
import { writeMessage } from "../../sip/write-message.ts";
import type { Input, Output } from "../behaviour.ts";
import type { Party } from "../party.ts";
import type { PlacedFault } from "./place-fault.ts";

/** What a fault has seen of a run so far; one for each run. */
export interface Watch {
  /** Whether the step of the fault has come. */
  hasBegun: boolean;
  /** The request that is answered otherwise, as it went over its last hop. */
  request: string | null;
}

export function newWatch(): Watch {
  return { hasBegun: false, request: null };
}

/** What a fault does to what a participant hears, says and does. */
export function disturbedParty(fault: PlacedFault, party: Party, watch: Watch): Party {
  switch (fault.kind) {
    case "silence":
    case "crash":
      return watched(fault, party, watch);
    case "answer":
      return party.view.participant === fault.by ? answering(fault.status, party, watch) : party;
    case "drop":
    case "duplicate":
    case "delay":
    case "reorder":
    case "overtake":
    case "desynchronise":
    case "rekey":
    case "mismap":
      return party;
  }
}

function watched({ kind, participant, from }: PlacedFault & { readonly kind: "silence" | "crash" }, party: Party, watch: Watch): Party {
  const isItself = party.view.participant === participant;
  const begins = (output: Output) =>
    output.kind !== "fail" && output.event !== null && from.has(party.view.events[output.event]?.element ?? "");
  return {
    ...party,
    react(input) {
      if (isItself && watch.hasBegun && kind === "crash") return nothing;
      const { outputs, timers } = party.react(input);
      const left: Output[] = [];
      for (const output of outputs) {
        if (begins(output)) watch.hasBegun = true;
        if (!isItself || !watch.hasBegun || (kind === "silence" && output.kind !== "send")) left.push(output);
      }
      return { outputs: left, timers: isItself && watch.hasBegun && kind === "crash" ? [] : timers };
    },
    // Who has crashed waits for nothing.
    remainders: () => (isItself && watch.hasBegun && kind === "crash" ? [] : party.remainders()),
  };
}

const nothing = { outputs: [], timers: [] };

/** Who answers does not know of it: what it would have answered never comes up. */
function answering(status: number, party: Party, watch: Watch): Party {
  let branch: string | null = null;
  return {
    ...party,
    react(input) {
      const request = input.kind === "arrival" && input.message.kind === "sip" ? readFast(input.message) : null;
      if (input.kind !== "arrival" || request === null || isFault(request) || request.kind === "response") return party.react(input);
      if (isMarked(input, watch)) {
        branch = topViaIn(request);
        const response = responseTo(request, { status }, `fault-${status}`);
        return {
          outputs: [{ kind: "send", event: null, to: input.from, message: { kind: "sip", raw: writeMessage(response) } }],
          timers: [],
        };
      }
      const isItsAck = request.method === "ACK" && branch !== null && topViaIn(request) === branch;
      return isItsAck ? nothing : party.react(input);
    },
  };
}

function isMarked(input: Input, { request }: Watch): boolean {
  return input.kind === "arrival" && input.message.kind === "sip" && input.message.raw === request;
}

function topViaIn({ headers }: SipMessage): string | null {
  return headers.find(({ name }) => name === "Via")?.value ?? null;
}
