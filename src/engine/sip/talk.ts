import { entryOf, withEntry } from "../../sip/entries.ts";
import type { SipMessage } from "../../sip/message.ts";
import { carrierOf } from "../../sip/offer-answer/carriers.ts";
import { exchange, type Side } from "../../sip/offer-answer/offer-answer.ts";
import { descriptionIn } from "./session-description.ts";
import { type Leg, newLeg, type Stack } from "./stack.ts";

/** What a message changes in the offers and answers of its leg, and what is wrong with it; null for nothing. */
export function talked(stack: Stack, leg: string, by: Side, message: SipMessage): { readonly stack: Stack; readonly wrong: string | null } {
  const carrier = carrierOf(message);
  if (carrier === null) return { stack, wrong: null };
  const known = entryOf(stack.legs, leg) ?? newLeg(leg);
  const description = descriptionIn(message);
  const { state: talk, outputs } = exchange(known.talk, { by, carrier, description });
  const faults = outputs.flatMap((output) => (output.kind === "wrong" ? [output] : []));
  // A source may leave descriptions out altogether.
  const [fault] = description === null && talk.offer === null && known.talk.offer === null ? [] : faults;
  return {
    stack: setLeg(stack, leg, { talk }),
    wrong: fault === undefined ? null : `${fault.what} (${fault.clause})`,
  };
}

export function setLeg(stack: Stack, key: string, change: Partial<Leg>): Stack {
  return { ...stack, legs: withEntry(stack.legs, key, { ...(entryOf(stack.legs, key) ?? newLeg(key)), ...change }) };
}
