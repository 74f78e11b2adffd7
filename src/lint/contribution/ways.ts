import { isOne, mayMeet } from "./ends.ts";
import type { Transaction } from "./transactions.ts";

/** The ways back from whom an answer is from to whom it goes, most likely first. */
export function* waysOf(all: readonly Transaction[], from: string | null, to: string | null): Generator<readonly Transaction[]> {
  for (const isSame of [isOneOrNobody, mayMeet]) {
    for (let at = all.length - 1; at >= 0; at -= 1) {
      const last = all[at];
      if (last === undefined || !(isSame(last.request.to, from) || last.request.via.some((name) => isSame(name, from)))) continue;
      const way: Transaction[] = [];
      for (let one: Transaction | null = last; one !== null; one = one.previous) {
        way.push(one);
        const isThere = isSame(one.request.from, to) || one.request.via.some((name) => isSame(name, to));
        if (to === null ? one.previous === null : isThere) {
          yield way;
          break;
        }
      }
    }
  }
}

function isOneOrNobody(a: string | null, b: string | null): boolean {
  return a === null || b === null || isOne(a, b);
}

/**
 * The requests with one method from the one that an end has sent to the one that another has received, where no sentence says how it came from
 * the first to the last: "sends the INVITE again; the proxy passes it on".
 */
export function gapBetween(
  all: readonly Transaction[],
  sender: string | null,
  receiver: string | null,
  method: string | null,
  isOpen: (one: Transaction) => boolean,
): readonly Transaction[] {
  if (sender === null || receiver === null) return [];
  const last = all.findLastIndex(
    (one) => isOpen(one) && isOne(one.request.to, receiver) && (method === null || one.request.method === method),
  );
  const end = all[last];
  if (end === undefined) return [];
  const isSame = (one: Transaction) => isOpen(one) && one.request.method === end.request.method;
  const first = all.findLastIndex((one, at) => at < last && isSame(one) && isOne(one.request.from, sender));
  return first < 0 ? [] : all.slice(first, last + 1).filter(isSame);
}
