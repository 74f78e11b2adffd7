import type { Status } from "./statuses.ts";

/**
 * The methods of SIP, as registered with IANA ("SIP Parameters", Methods), each with the statuses its answer may have. A code
 * that no RFC ties to a method is allowed everywhere but for ACK, which is never answered, and CANCEL, which is answered hop by hop.
 */

/** RFC 3261 §21: codes that any request may get. Of the provisional ones only 100 (RFC 4320 §4.1). */
const any = [
  100, 200, 300, 301, 302, 305, 380, 400, 401, 402, 403, 404, 405, 406, 407, 408, 410, 413, 414, 415, 416, 417, 420, 421, 424, 428, 429,
  430, 433, 436, 437, 438, 440, 470, 480, 482, 483, 484, 485, 493, 494, 500, 501, 502, 503, 504, 505, 513, 603, 604, 607, 608,
] as const;

/** RFC 3261 §12.2.2 and §15.1.2: what a request within a dialog may get besides. */
const withinDialog = [481, 487] as const;

/** RFC 3261 §21.4.26, RFC 3312 §8: what a session description may get besides. */
const described = [488, 580, 606] as const;

/** RFC 3261 §21.4.24 and §21.6.1, of the party that is called; for OPTIONS as for the INVITE it stands for (§11.2). */
const called = [486, 600] as const;

interface Method {
  /** The clause that defines it. */
  readonly source: string;
  readonly statuses: readonly Status[];
}

export const methods = {
  ACK: { source: "RFC 3261 §13.2.2.4", statuses: [] },
  BYE: { source: "RFC 3261 §15", statuses: [...any, 481] },
  /** RFC 3261 §9.2; never challenged (§22.1). */
  CANCEL: { source: "RFC 3261 §9", statuses: [200, 400, 405, 408, 420, 481, 482, 483, 500, 501, 503, 505] },
  /** 469: RFC 6086 §4.2.2. */
  INFO: { source: "RFC 6086 §4", statuses: [...any, ...withinDialog, 469] },
  /** 18x: RFC 3261 §13.3.1.1; 199: RFC 6228; 422: RFC 4028 §6; 491: RFC 3261 §14.2. */
  INVITE: {
    source: "RFC 3261 §13",
    statuses: [...any, 180, 181, 182, 183, 199, ...withinDialog, ...described, ...called, 422, 425, 491],
  },
  /** 202: RFC 3428 §7; 425: RFC 8876 §5.1. */
  MESSAGE: { source: "RFC 3428 §4", statuses: [...any, ...withinDialog, ...called, 202, 425, 488, 606] },
  /** 489: RFC 6665 §8.3.2. */
  NOTIFY: { source: "RFC 6665 §4.2.2", statuses: [...any, ...withinDialog, 489] },
  OPTIONS: { source: "RFC 3261 §11", statuses: [...any, ...withinDialog, ...described, ...called] },
  PRACK: { source: "RFC 3262 §6", statuses: [...any, ...withinDialog, ...described] },
  /** RFC 3903 §6 and §11.2.1. */
  PUBLISH: { source: "RFC 3903 §4", statuses: [...any, 412, 423, 489] },
  /** 202: RFC 3515 §2.4.2, 200 since RFC 6665 §8.3.1. */
  REFER: { source: "RFC 3515 §2", statuses: [...any, ...withinDialog, ...called, 202] },
  /** 423: RFC 3261 §10.3; 439: RFC 5626 §11.6; 555: RFC 8599 §14.2. */
  REGISTER: { source: "RFC 3261 §10", statuses: [...any, 423, 439, 555] },
  /** 202 and 423: RFC 6665 §4.2.1 and §8.3.1; 204: RFC 5839 §7.1; 489: RFC 6665 §8.3.2. */
  SUBSCRIBE: { source: "RFC 6665 §4.1", statuses: [...any, ...withinDialog, ...called, 202, 204, 423, 489] },
  /** 422: RFC 4028 §6; 491: RFC 3311 §5.2. */
  UPDATE: { source: "RFC 3311 §5", statuses: [...any, ...withinDialog, ...described, 422, 491] },
} as const satisfies Record<string, Method>;

/** A registered method. */
export type MethodName = keyof typeof methods;

/** The statuses an answer to a method may have. */
export type StatusOf<M extends MethodName> = (typeof methods)[M]["statuses"][number];

export function isMethod(method: string): method is MethodName {
  return Object.hasOwn(methods, method);
}

const allowed: ReadonlyMap<string, ReadonlySet<number>> = new Map(
  Object.entries(methods).map(([name, { statuses }]) => [name, new Set<number>(statuses)]),
);

/** Whether an answer to `method` may have `status`; a method nobody has registered may have any. */
export function mayAnswer(method: string, status: number): boolean {
  return allowed.get(method)?.has(status) ?? true;
}
