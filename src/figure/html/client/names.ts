import type { PageData } from "../page-data.ts";
import type { DecodedTrace } from "./decode-trace.ts";

/** What things are called; an id that nobody has named is its own name. */
export interface Names {
  participant(id: string): string;
  item(id: string): string;
  /** From left to right; who is not in the figure comes last. */
  order(id: string): number;
}

export function namesIn({ participants, items }: PageData): Names {
  const ofParticipant = new Map(participants);
  const ofItem = new Map(items);
  const orders = new Map(participants.map(([id], at) => [id, at]));
  return {
    participant: (id) => ofParticipant.get(id) ?? id,
    item: (id) => ofItem.get(id) ?? id,
    order: (id) => orders.get(id) ?? orders.size,
  };
}

/** `P-CSCF receives REFER from UE-1`. */
export function sayMoment(trace: DecodedTrace, at: number, { participant }: Names): string {
  const { event, from, to, at: who } = trace.moment(at);
  const message = trace.message(at);
  const what = message === null ? "a message" : `${message.title}${message.isRepeat ? " again" : ""}`;
  switch (event) {
    case "send":
      return `${participant(who)} sends ${what} to ${participant(to)}`;
    case "receive":
      return `${participant(who)} receives ${what} from ${participant(from)}`;
    case "act":
      return `${participant(who)} acts`;
    case "condition":
      return "a condition is looked at";
    case "timer":
      return `a timer of ${participant(who)} fires`;
  }
}

/** `1.25 s`, in virtual time. */
export function sayTime(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(3).replace(/\.?0+$/u, "") || "0"} s`;
}
