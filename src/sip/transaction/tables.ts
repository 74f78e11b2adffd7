import type { TimerLetter } from "./timers.ts";

export type MachineKind = "INVITE client" | "client" | "INVITE server" | "server";

/**
 * What may happen to a transaction. A request that opens it comes from the transaction user at a client and from the network at a
 * server; "1xx", "2xx", "300-699" are received by a client and sent by the user of a server.
 */
export type TransactionEvent = "request" | "ACK" | "1xx" | "2xx" | "300-699" | "transport error" | `timer ${TimerLetter}`;

export type TransactionState = "initial" | "calling" | "trying" | "proceeding" | "completed" | "confirmed" | "accepted" | "terminated";

/**
 * send: what came from the user goes out, and is what is sent again; resend: that, if there is any; acknowledge: build the ACK (§17.1.1.3) and send
 * it; say 100: send 100 for the user; tell: what arrived goes to the user; slow E: runs again, at T2.
 */
export type Action =
  | "send"
  | "resend"
  | "acknowledge"
  | "say 100"
  | "tell"
  | "tell timeout"
  | "tell transport error"
  | "tell no ACK"
  | `start ${TimerLetter}`
  | `again ${TimerLetter}`
  | `stop ${TimerLetter}`
  | "slow E";

export type Row = readonly [next: TransactionState, ...actions: readonly Action[]];

/**
 * State → event → row. What has no row is ignored, and refused where the user asked for it. A timer that has no row in the state
 * that is entered is stopped.
 */
export type Table = { readonly [state in TransactionState]?: { readonly [event in TransactionEvent]?: Row } };

/** RFC 3261 §17.1.1.2, figure 5; "accepted" from RFC 6026 §7.2. */
const inviteClient: Table = {
  initial: { request: ["calling", "send", "start A", "start B"] },
  calling: {
    "timer A": ["calling", "resend", "again A"],
    "timer B": ["terminated", "tell timeout"],
    "transport error": ["terminated", "tell transport error"],
    "1xx": ["proceeding", "tell"],
    "2xx": ["accepted", "tell", "start M"],
    "300-699": ["completed", "acknowledge", "tell", "start D"],
  },
  proceeding: {
    "1xx": ["proceeding", "tell"],
    "2xx": ["accepted", "tell", "start M"],
    "300-699": ["completed", "acknowledge", "tell", "start D"],
  },
  completed: {
    "300-699": ["completed", "resend"],
    "transport error": ["terminated", "tell transport error"],
    "timer D": ["terminated"],
  },
  accepted: { "2xx": ["accepted", "tell"], "timer M": ["terminated"] },
};

/** RFC 3261 §17.1.2.2, figure 6. */
const client: Table = {
  initial: { request: ["trying", "send", "start E", "start F"] },
  trying: {
    "timer E": ["trying", "resend", "again E"],
    "timer F": ["terminated", "tell timeout"],
    "transport error": ["terminated", "tell transport error"],
    "1xx": ["proceeding", "tell"],
    "2xx": ["completed", "tell", "start K"],
    "300-699": ["completed", "tell", "start K"],
  },
  proceeding: {
    "timer E": ["proceeding", "resend", "slow E"],
    "timer F": ["terminated", "tell timeout"],
    "transport error": ["terminated", "tell transport error"],
    "1xx": ["proceeding", "tell"],
    "2xx": ["completed", "tell", "start K"],
    "300-699": ["completed", "tell", "start K"],
  },
  completed: { "timer K": ["terminated"] },
};

/** RFC 3261 §17.2.1, figure 7; "accepted" from RFC 6026 §7.1; transport errors as RFC 6026 §8.8. */
const inviteServer: Table = {
  initial: { request: ["proceeding", "tell", "start 100"] },
  proceeding: {
    request: ["proceeding", "resend"],
    "timer 100": ["proceeding", "say 100"],
    "1xx": ["proceeding", "send", "stop 100"],
    "2xx": ["accepted", "send", "start L"],
    "300-699": ["completed", "send", "start G", "start H"],
    "transport error": ["proceeding", "tell transport error"],
  },
  completed: {
    request: ["completed", "resend"],
    "timer G": ["completed", "resend", "again G"],
    "timer H": ["terminated", "tell no ACK"],
    ACK: ["confirmed", "start I"],
    "transport error": ["completed", "tell transport error"],
  },
  confirmed: { ACK: ["confirmed"], "timer I": ["terminated"] },
  accepted: {
    request: ["accepted"],
    ACK: ["accepted", "tell"],
    "2xx": ["accepted", "send"],
    "transport error": ["accepted", "tell transport error"],
    "timer L": ["terminated"],
  },
};

/** RFC 3261 §17.2.2, figure 8; transport errors as RFC 6026 §8.8. */
const server: Table = {
  initial: { request: ["trying", "tell"] },
  trying: {
    request: ["trying"],
    "1xx": ["proceeding", "send"],
    "2xx": ["completed", "send", "start J"],
    "300-699": ["completed", "send", "start J"],
  },
  proceeding: {
    request: ["proceeding", "resend"],
    "1xx": ["proceeding", "send"],
    "2xx": ["completed", "send", "start J"],
    "300-699": ["completed", "send", "start J"],
    "transport error": ["proceeding", "tell transport error"],
  },
  completed: {
    request: ["completed", "resend"],
    "transport error": ["completed", "tell transport error"],
    "timer J": ["terminated"],
  },
};

export const tables: { readonly [kind in MachineKind]: Table } = {
  "INVITE client": inviteClient,
  client,
  "INVITE server": inviteServer,
  server,
};

export function eventOf(status: number): "1xx" | "2xx" | "300-699" {
  return status < 200 ? "1xx" : status < 300 ? "2xx" : "300-699";
}
