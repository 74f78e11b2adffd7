export type SubscriptionKind = "subscriber" | "notifier";

export type SubscriptionState = "init" | "notify_wait" | "resp_wait" | "pending" | "active" | "ending" | "terminated";

/**
 * subscribe: SUBSCRIBE or REFER goes out, or is accepted; "active", "pending", "terminated": a NOTIFY with that state arrives at a subscriber, or is sent by
 * a notifier; granted: a 2xx to SUBSCRIBE says for how long; refused: a failure that ends the usage (RFC 5057 §5.1), of SUBSCRIBE at a subscriber, of NOTIFY at a notifier; answered: the
 * last NOTIFY has its answer; no NOTIFY: a 204 says that none comes (RFC 6665 §4.1.2.2).
 */
export type SubscriptionEvent =
  | "subscribe"
  | "granted"
  | "active"
  | "pending"
  | "terminated"
  | "refused"
  | "answered"
  | "no NOTIFY"
  | "timer N"
  | "timer expiry";

/** say timeout: the notifier ends the subscription with a NOTIFY of its own (RFC 6665 §4.2.2). */
export type SubscriptionAction = "start N" | "stop N" | "start expiry" | "say timeout";

export type SubscriptionRow = readonly [next: SubscriptionState, ...actions: readonly SubscriptionAction[]];

export type SubscriptionTable = {
  readonly [state in SubscriptionState]?: { readonly [event in SubscriptionEvent]?: SubscriptionRow };
};

/** RFC 6665 §4.1.2, figure; every change of state is told. */
const subscriber: SubscriptionTable = {
  init: { subscribe: ["notify_wait", "start N"] },
  notify_wait: {
    granted: ["notify_wait"],
    pending: ["pending", "stop N", "start expiry"],
    active: ["active", "stop N", "start expiry"],
    terminated: ["terminated"],
    refused: ["terminated"],
    "timer N": ["terminated"],
  },
  pending: {
    subscribe: ["pending", "start N"],
    granted: ["pending", "start expiry"],
    pending: ["pending", "stop N", "start expiry"],
    active: ["active", "stop N", "start expiry"],
    terminated: ["terminated"],
    refused: ["terminated"],
    "no NOTIFY": ["pending", "stop N"],
    "timer N": ["terminated"],
    "timer expiry": ["terminated"],
  },
  active: {
    subscribe: ["active", "start N"],
    granted: ["active", "start expiry"],
    pending: ["pending", "stop N", "start expiry"],
    active: ["active", "stop N", "start expiry"],
    terminated: ["terminated"],
    refused: ["terminated"],
    "no NOTIFY": ["active", "stop N"],
    "timer N": ["terminated"],
    "timer expiry": ["terminated"],
  },
};

/** RFC 6665 §4.2.1, figure; "ending" is the wait for the answer to the last NOTIFY. */
const notifier: SubscriptionTable = {
  init: { subscribe: ["resp_wait", "start expiry"] },
  resp_wait: {
    subscribe: ["resp_wait", "start expiry"],
    pending: ["pending"],
    active: ["active"],
    terminated: ["ending"],
    refused: ["terminated"],
    "timer expiry": ["resp_wait", "say timeout"],
  },
  pending: {
    subscribe: ["pending", "start expiry"],
    pending: ["pending"],
    active: ["active"],
    terminated: ["ending"],
    refused: ["terminated"],
    "timer expiry": ["pending", "say timeout"],
  },
  active: {
    subscribe: ["active", "start expiry"],
    pending: ["pending"],
    active: ["active"],
    terminated: ["ending"],
    refused: ["terminated"],
    "timer expiry": ["active", "say timeout"],
  },
  ending: { answered: ["terminated"], refused: ["terminated"] },
};

export const subscriptionTables: { readonly [kind in SubscriptionKind]: SubscriptionTable } = { subscriber, notifier };
