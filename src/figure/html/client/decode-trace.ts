import type { Moment } from "../../../model/moment.ts";
import { LISTS, type List, type MessageData, type MomentData, type TraceData } from "../page-data.ts";

export type Lists = Pick<Moment, List>;

/** A trace that can be asked for any of its moments. */
export interface DecodedTrace {
  readonly data: TraceData;
  readonly length: number;
  moment(at: number): MomentData;
  lists(at: number): Lists;
  message(at: number): (MessageData & { readonly text: string }) | null;
}

const NOTHING: Lists = { dialogs: [], subscriptions: [], registrations: [], transactions: [], media: [], knowledge: [] };

export function decodeTrace(data: TraceData): DecodedTrace {
  const states: Lists[] = [];
  let before = NOTHING;
  for (const { changes } of data.moments) {
    const next: { [list in List]?: readonly unknown[] } = {};
    for (const list of LISTS) {
      const change = changes[list];
      if (change === undefined) continue;
      const [keep, drop, ...entries] = change;
      const was: readonly unknown[] = before[list];
      next[list] = [...was.slice(0, keep), ...entries.map((at) => data.entries[at]), ...was.slice(keep + drop)];
    }
    before = { ...before, ...(next as Partial<Lists>) };
    states.push(before);
  }
  const moment = (at: number): MomentData => {
    const found = data.moments[at];
    if (found === undefined) throw new RangeError(`there is no moment ${at}`);
    return found;
  };
  return {
    data,
    length: data.moments.length,
    moment,
    lists: (at) => states[at] ?? NOTHING,
    message(at) {
      const number = moment(at).message;
      const found = number === null ? undefined : data.messages[number];
      return found === undefined ? null : { ...found, text: data.raw[found.raw] ?? "" };
    },
  };
}
