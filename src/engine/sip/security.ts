import { newHome, newUsim } from "../../sip/aka/authentication.ts";
import { opcOf } from "../../sip/aka/milenage.ts";
import { accept } from "../../sip/aka/sequence-number.ts";
import { digitsOf } from "../../sip/identifiers.ts";
import { remembering } from "../../sip/remember.ts";
import type { OtherIdentities } from "../signals/values.ts";
import type { Security } from "./stack.ts";

/** What is otherwise with a participant than it ought to be: to see what becomes of it. */
export interface Upset {
  /** The key that it has, 32 hexadecimal digits. */
  readonly k?: string;
  /** The sequence number of the vector it made last, or has accepted last. */
  readonly sqn?: number;
  /** What its configuration says of the identities of somebody, by item. */
  readonly identities?: OtherIdentities;
  /** Whether, as a relay, it stays out of the way of dialogs (RFC 3261 §16.6 item 4). */
  readonly staysOut?: boolean;
}

/** Who runs a flow has one subscriber: its card and its home network have the same key, derived from the seed. */
export function newSecurity(subscriber: Subscriber, { k, sqn = 0 }: Upset = {}): Security {
  const secret = k === undefined ? subscriber.secret : { k, opc: opcOf(k, OPERATOR) };
  const usim = newUsim(secret);
  return {
    secret,
    home: newHome(secret, sqn),
    usim: sqn === 0 ? usim : { ...usim, accepted: accept(usim.accepted, sqn) },
    vectors: [],
    registering: null,
    challenged: {},
    resynchronised: [],
    bindings: {},
  };
}

export interface Subscriber {
  readonly secret: Security["secret"];
}

export function newSubscriber(seed: number): Subscriber {
  return subscriberWith(hexOf(`K ${seed}`));
}

const subscriberWith = remembering((k): Subscriber => ({ secret: { k, opc: opcOf(k, OPERATOR) } }));

/** 128 bits, the same for the same text. */
export function hexOf(text: string): string {
  return [0, 1, 2, 3].map((part) => digitsOf(`${text} ${part}`)).join("");
}

const OPERATOR = hexOf("operator");
