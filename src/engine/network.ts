import type { TraceEvent } from "../model/trace.ts";
import { newChance } from "./chance.ts";

/** When what has been sent arrives, in virtual time: never where it is lost, twice where it is doubled. */
export type Network = (sent: TraceEvent) => readonly number[];

/** A hop takes 5 to 14 virtual ms. */
const FASTEST = 5;
const SPREAD = 10;

/** Nothing is lost, and messages between two neighbours keep their order. */
export function reliableNetwork(seed: number): Network {
  const chance = newChance(seed);
  const latest = new Map<string, number>();
  return ({ phase, from, to, time }) => {
    const link = `${phase}|${from}|${to}`;
    const arrival = Math.max(time + FASTEST + Math.floor(chance() * SPREAD), latest.get(link) ?? 0);
    latest.set(link, arrival);
    return [arrival];
  };
}
