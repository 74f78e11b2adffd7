import type { Moment } from "../../model/moment.ts";
import { type Change, LISTS, type List, type MessageData, type MomentData, type TraceData } from "./page-data.ts";

/** What is told of a trace, beside its moments. */
export interface PageTrace {
  readonly about: string;
  /** What went wrong in it, in words. */
  readonly failures: readonly string[];
  readonly moments: readonly Moment[];
}

/** The moments as changes from one to the next: a page of 200 moments is no larger than their messages. */
export function encodeTrace({ about, failures, moments }: PageTrace): TraceData {
  const entries = new Pool<object>();
  const messages = new Pool<MessageData>();
  const raw = new Pool<string>();
  const before = new Map<List, readonly object[]>();
  const encoded = moments.map((moment): MomentData => {
    const changes: { [list in List]?: Change } = {};
    for (const list of LISTS) {
      const was = before.get(list) ?? [];
      if (moment[list] === was) continue;
      const change = changeOf(was, moment[list], entries);
      if (change !== null) changes[list] = change;
      before.set(list, moment[list]);
    }
    const { n, time, phase, event, step, hop, from, to, at, cause, message } = moment;
    const number = message === null ? null : messages.add({ ...message, raw: raw.add(message.raw) });
    return { n, time, phase, event, step, hop, from, to, at, cause, message: number, changes };
  });
  return { about, failures, entries: entries.all, messages: messages.all, raw: raw.all, moments: encoded };
}

function changeOf(was: readonly object[], is: readonly object[], entries: Pool<object>): Change | null {
  const [old, now] = [was.map((entry) => entries.add(entry)), is.map((entry) => entries.add(entry))];
  let keep = 0;
  while (keep < old.length && keep < now.length && old[keep] === now[keep]) keep += 1;
  let same = 0;
  while (same < old.length - keep && same < now.length - keep && old[old.length - 1 - same] === now[now.length - 1 - same]) same += 1;
  const drop = old.length - keep - same;
  const inserted = now.slice(keep, now.length - same);
  return drop === 0 && inserted.length === 0 ? null : [keep, drop, ...inserted];
}

/** Things, each once, whatever object it is. */
class Pool<T> {
  readonly all: T[] = [];
  readonly #places = new Map<string, number>();
  readonly #known = new Map<T, number>();

  /** @returns its place in `all` */
  add(thing: T): number {
    const known = this.#known.get(thing);
    if (known !== undefined) return known;
    const key = JSON.stringify(thing);
    const place = this.#places.get(key) ?? this.all.push(thing) - 1;
    this.#places.set(key, place);
    this.#known.set(thing, place);
    return place;
  }
}
