/** How far a failure reaches: the request alone, the usage it belongs to, or the dialog with all its usages. */
export type Reach = "transaction" | "usage" | "dialog";

/** RFC 5057 §5.1; a failure that is not listed concerns its transaction alone. A timeout counts as 408 (RFC 5057 §5.2, RFC 3261 §12.2.1.2). */
const reaches: ReadonlyMap<number, Reach> = new Map<number, Reach>([
  ...([404, 410, 416, 482, 483, 484, 485, 502, 604] as const).map((status) => [status, "dialog"] as const),
  ...([405, 408, 480, 481, 489, 501] as const).map((status) => [status, "usage"] as const),
]);

/** @param status of a final answer to a request within a dialog */
export function reachOf(status: number): Reach {
  return reaches.get(status) ?? "transaction";
}
