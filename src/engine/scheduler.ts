/** Virtual time: what is due first comes first; what is due together comes in the order in which it was planned. */
export interface Scheduler<T> {
  /** @param time in virtual ms */
  plan(time: number, what: T): void;
  /** The next thing, and when; null when nothing is left. */
  next(): { readonly time: number; readonly what: T } | null;
}

interface Planned<T> {
  readonly time: number;
  readonly sequence: number;
  readonly what: T;
}

/** A binary heap keyed by time and sequence. */
export function newScheduler<T>(): Scheduler<T> {
  const heap: Planned<T>[] = [];
  let planned = 0;
  const isBefore = (a: Planned<T>, b: Planned<T>) => a.time < b.time || (a.time === b.time && a.sequence < b.sequence);
  return {
    plan(time, what) {
      const entry = { time, sequence: planned, what };
      planned += 1;
      let at = heap.length;
      for (;;) {
        const parentAt = (at - 1) >> 1;
        const parent = heap[parentAt];
        if (at === 0 || parent === undefined || !isBefore(entry, parent)) break;
        heap[at] = parent;
        at = parentAt;
      }
      heap[at] = entry;
    },
    next() {
      const first = heap[0];
      const last = heap.pop();
      if (first === undefined || last === undefined) return null;
      if (heap.length > 0) sink(heap, last, isBefore);
      return { time: first.time, what: first.what };
    },
  };
}

function sink<E>(heap: E[], entry: E, isBefore: (a: E, b: E) => boolean): void {
  let at = 0;
  for (;;) {
    const left = heap[2 * at + 1];
    const right = heap[2 * at + 2];
    if (left === undefined) break;
    const child = right !== undefined && isBefore(right, left) ? right : left;
    if (!isBefore(child, entry)) break;
    heap[at] = child;
    at = child === left ? 2 * at + 1 : 2 * at + 2;
  }
  heap[at] = entry;
}
