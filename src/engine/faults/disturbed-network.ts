import type { TraceEvent } from "../../model/trace.ts";
import type { Network } from "../network.ts";
import type { PlacedFault } from "./place-fault.ts";

/** How much later the second copy of what is doubled arrives, in ms. */
const COPY_AFTER_MS = 3;

/** What is overtaken by nothing is late all the same, in ms. */
const REORDER_MS = 100;

/** One network on top of another. */
export type Wrap = (network: Network) => Network;

/**
 * What a fault does to messages on their way: the first one of its hop is hit.
 *
 * @param lag how much later something has to arrive so that what follows it arrives first; null where nothing does
 */
export function disturbedNetwork(fault: PlacedFault, lag: (hop: string) => number | null): Wrap {
  switch (fault.kind) {
    case "drop":
      return onFirst(fault.hop, () => [], fault.always);
    case "duplicate":
      return onFirst(fault.hop, (arrivals) => arrivals.flatMap((time) => [time, time + COPY_AFTER_MS]));
    case "delay":
      return onFirst(fault.hop, (arrivals) => arrivals.map((time) => time + fault.by));
    case "reorder": {
      const by = lag(fault.hop) ?? REORDER_MS;
      return onFirst(fault.hop, (arrivals) => arrivals.map((time) => time + by));
    }
    case "answer":
    case "silence":
    case "crash":
    case "overtake":
    case "desynchronise":
    case "rekey":
    case "mismap":
      return (network) => network;
  }
}

/** @param always also what repeats it: the same text on the same hop */
function onFirst(hop: string, change: (arrivals: readonly number[]) => readonly number[], always = false): Wrap {
  return (network) => {
    let hit: TraceEvent | null = null;
    return (sent) => {
      const arrivals = network(sent);
      if (hit === null ? sent.hop !== hop || sent.phase !== "flow" : !always || !isRepeated(hit, sent)) return arrivals;
      hit ??= sent;
      return change(arrivals);
    };
  };
}

function isRepeated(first: TraceEvent, { from, to, message }: TraceEvent): boolean {
  return (
    first.from === from && first.to === to && first.message?.kind === "sip" && message?.kind === "sip" && message.raw === first.message.raw
  );
}
