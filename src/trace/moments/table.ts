/** Entries under keys, in the order in which they came; their list stays the same object until one of them changes. */
export interface Table<T> {
  get(key: string): T | undefined;
  set(key: string, entry: T): void;
  /** Says that it is over: it stays until too many are. */
  end(key: string): void;
  remove(key: string): void;
  list(): readonly T[];
}

/** So many that are over are kept: enough to see what became of them; a long trace would carry all of them through each of its moments. */
const KEPT = 32;

export function newTable<T>(): Table<T> {
  const entries = new Map<string, T>();
  const ended = new Set<string>();
  let listed: readonly T[] | null = [];
  return {
    get: (key) => entries.get(key),
    set(key, entry) {
      entries.set(key, entry);
      ended.delete(key);
      listed = null;
    },
    end(key) {
      ended.add(key);
      const [oldest] = ended;
      if (ended.size <= KEPT || oldest === undefined) return;
      ended.delete(oldest);
      entries.delete(oldest);
      listed = null;
    },
    remove(key) {
      if (entries.delete(key)) listed = null;
    },
    list() {
      listed ??= [...entries.values()];
      return listed;
    },
  };
}
